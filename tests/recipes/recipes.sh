#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# recipes.sh PROGRAM DOCUMENT sql|r|python: films with known cuts, measured; then every block of the document in
# that language, and those of the shell before them, in order, as they stand. Each must end well and say or draw
# something; what three languages tell of the same shots is held against awk.
set -eu
program=$(realpath "$1")
document=$(realpath "$2")
language=$3

skip() {
    echo "skipped: $1"
    exit 77
}

for tool in ffmpeg sqlite3; do
    command -v $tool >/dev/null || skip "no $tool"
done
python=
case $language in
r) command -v Rscript >/dev/null || skip "no Rscript" ;;
python)
    for candidate in python3 /usr/bin/python3; do
        [ -n "$python" ] || ! MPLBACKEND=Agg "$candidate" -c 'import pandas, matplotlib' 2>/dev/null || python=$candidate
    done
    [ -n "$python" ] || skip "no Python with pandas and matplotlib"
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/blocks" "$work/here" "$work/here/films"
ln -s "$program" "$work/bin/pastiche"
PATH=$work/bin:$PATH
export PATH LC_ALL=C.UTF-8 MPLBACKEND=Agg MPLCONFIGDIR="$work/bin" TMPDIR="$work/bin"

# film FILE SECONDS SPEED YEAR: two pictures that take turns, a change each time t²/SPEED is a whole number, so that
# shots get shorter; a tone that is louder over the one of them.
film() {
    ffmpeg -nostdin -v error -y -f lavfi -i "testsrc2=s=160x90:r=24:d=$2" -f lavfi -i "mandelbrot=s=160x90:r=24" \
        -f lavfi -i "aevalsrc=(0.02+0.2*lt(mod(t*t/$3\,2)\,1))*sin(2*PI*440*t):s=48000:d=$2" \
        -filter_complex "[0][1]overlay=enable='lt(mod(t*t/$3,2),1)',format=yuv420p[v]" \
        -map '[v]' -map 2 -t "$2" -c:v ffv1 -c:a pcm_s16le -metadata date="$4" "$1"
}

# Blocks as files 01.sh, 02.sql … in the document's order.
cut_blocks() {
    awk -v folder="$1" '
        /^```[a-z]+$/ { name = sprintf("%s/%02d.%s", folder, ++n, substr($0, 4)); next }
        /^```$/ { name = ""; next }
        name != "" { print >name }' "$document"
}

fail() {
    echo "$block: $1"
    cat "$work/blocks/$block" "$work/said"
    exit 1
}

# ran COMMAND…: the block must end well, say or draw something, and every picture that it names must be one.
ran() {
    "$@" >"$work/said" 2>&1 || fail "ended with $?"
    pictures=$(grep -o '[a-z-]*\.png' "$work/blocks/$block" || true)
    for picture in $pictures; do
        [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] || fail "no picture $picture"
    done
    case $block in
    *.sh) ;;
    *) [ -n "$pictures" ] || [ "$(wc -l <"$work/said")" -gt 0 ] || fail "said nothing" ;;
    esac
    cat "$work/said" >>"$work/all"
    blocks=$((blocks + 1))
}

cd "$work/here"
film film.mkv 40 25 1999
film films/early.mkv 12 20 1927
film films/middle.mkv 12 8 1958
film films/restored.mkv 12 4 1999
cut_blocks "$work/blocks"
: >"$work/all"
blocks=0
for block in $(ls "$work/blocks"); do
    case $block in
    *.sh) ran sh -eu "$work/blocks/$block" ;;
    *.sql) [ "$language" != sql ] || ran sqlite3 -bail -box film.reel ".read $work/blocks/$block" ;;
    *.r) [ "$language" != r ] || ran Rscript --vanilla "$work/blocks/$block" ;;
    *.python) [ "$language" != python ] || ran "$python" "$work/blocks/$block" ;;
    *) fail "in no language that is known here" ;;
    esac
done
[ $blocks -gt 5 ] || { echo "only $blocks blocks"; exit 1; }

# The change at t = sqrt(25 k) for whole k < 64: 64 shots, to the frame.
shots=$(sqlite3 film.reel "SELECT count(*) FROM shot")
[ "$shots" -ge 60 ] && [ "$shots" -le 64 ] || { echo "$shots shots, not 64"; exit 1; }

# mean and deviation (of the sample) of the lengths' logarithms, as R and pandas must print them.
wanted=$(sqlite3 film.reel "SELECT s.first, s.last FROM shot s WHERE kind = 'picture'" | awk -F '|' '
    { x = log(($2 - $1 + 1) / 24); n++; sum += x; squares += x * x }
    END { mean = sum / n; printf "%.3f %.3f", mean, sqrt((squares - n * mean * mean) / (n - 1)) }')
case $language in
r | python)
    said=$(awk '$1 == "meanlog" { printf "%.3f %.3f", $2, $4 }' "$work/all")
    awk -v a="$said" -v b="$wanted" 'BEGIN { split(a, x); split(b, y)
        exit !((x[1] - y[1])^2 < 1e-4 && (x[2] - y[2])^2 < 1e-4 && a != "") }' ||
        { echo "lognormal: said $said, wanted $wanted"; exit 1; }
    ;;
esac
[ -z "${KEEP-}" ] || cp -- *.png "$KEEP/" 2>/dev/null || true
echo "$blocks blocks"
