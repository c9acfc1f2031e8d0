#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# inputs.sh PROGRAM TABLE DOCUMENT OPENED: measures what every row of the table makes. Each gives its exit code, one line
# that names the film, no reel, and ends soon; and no file but the named one is opened, and no socket (OPENED is
# preloaded to tell; none where it is empty). docs/formats.md, DOCUMENT, holds the table.
set -eu
program=$(realpath "$1") table=$(realpath "$2") document=$(realpath "$3") opened=${4:+$(realpath "$4")}
command -v ffmpeg >/dev/null || { echo 'skipped: no ffmpeg program here'; exit 77; }
export LC_ALL=C.UTF-8
tab=$(printf '\t')
work=$PWD/inputs
rm -rf "$work"
mkdir "$work"
cd "$work"

ff() {
    ffmpeg -nostdin -v error -y "$@"
}
ff -f lavfi -i testsrc2=s=64x48:r=24:d=1 -pix_fmt yuv420p -c:v ffv1 other.mkv
ff -i other.mkv -frames:v 1 cover.png

awk -F '\t' '!/^#/ { printf "| %s | %s | %s |\n", $2, $4, $5 }' "$table" | grep -vxFf "$document" && {
    echo "the lines above are not in docs/formats.md"
    exit 1
}

failed=0
complain() {
    echo "$name: $*"
    sed 's/^/    /' "$work/told"
    failed=1
}

run() {
    if [ "$user" = nobody ] && [ "$(id -u)" = 0 ]; then
        timeout 20 setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    else
        timeout 20 "$@"
    fi
}

# measured FILM: into code, told, log.
measured() {
    rm -f "$work/log"
    : >"$work/log"
    chmod 666 "$work/log"
    code=0
    run env OPENED="$work/log" LD_PRELOAD="$opened" "$program" measure -q "$1" >/dev/null 2>"$work/told" </dev/null ||
        code=$?
}

user=
if [ "$opened" ]; then
    measured other.mkv
    grep -q 'other.mkv' "$work/log" || { echo 'what is opened is not told'; exit 1; }
    rm other.reel
fi

while IFS=$tab read -r name what made wanted says; do
    case $name in '#'*) continue ;; esac
    mkdir "$name"
    cp other.mkv cover.png "$name"
    cd "$name"
    film=film.mkv user=
    eval "$made"
    if [ "$user" ] && [ "$(id -u)" = 0 ]; then
        chmod 777 .
        setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$program" 2>/dev/null ||
            { echo "$name: left out: nobody cannot run the program"; cd ..; continue; }
    fi
    measured "$film"
    [ "$code" = "$wanted" ] || complain "exit code $code, wanted $wanted"
    [ "$(wc -l <"$work/told")" = 1 ] || complain 'not one line'
    grep -qE "^pastiche: .*($says)" "$work/told" || complain "does not say: $says"
    if grep -e '^socket' -e 'other\.' "$work/log"; then complain 'opens what it was not told to'; fi
    for left in *.reel .*.part*; do
        [ ! -e "$left" ] || complain "leaves $left"
    done
    cd ..
done <"$table"
cd ..
[ $failed = 0 ] || exit 1
rm -rf "$work"
