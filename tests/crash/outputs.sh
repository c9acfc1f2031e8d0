#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# outputs.sh PROGRAM: measure, shots, export, page, compare and contrast into a folder that cannot take it. Exit code 4, one line that
# names the output, nothing half, and what was there stays byte for byte.
set -eu
program=$(realpath "$1")
command -v ffmpeg >/dev/null || { echo 'skipped: no ffmpeg program here'; exit 77; }
export LC_ALL=C.UTF-8

# The small disk and the one that cannot be written are mounts that nobody else sees.
if [ "${2:-}" != inside ]; then
    unshare -rm true 2>/dev/null || { echo 'skipped: no mounts of our own here'; exit 77; }
    exec unshare -rm sh "$0" "$program" inside
fi
work=$PWD/outputs
rm -rf "$work"
mkdir -p "$work/full" "$work/fixed"
cd "$work"
mount -t tmpfs -o size=64k tmpfs full 2>/dev/null || { echo 'skipped: no tmpfs here'; exit 77; }
mount -t tmpfs -o size=4m tmpfs fixed

ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=s=96x64:r=24:d=4 -c:v ffv1 film.mkv
"$program" measure -q film.mkv
cp film.reel other.reel
ffmpeg -nostdin -v error -y -f lavfi -i mandelbrot=s=96x64:r=24 -t 3 -c:v ffv1 third.mkv
"$program" measure -q third.mkv
for place in full fixed; do
    for file in new.reel new.csv new.html; do
        echo "old $file" >$place/$file
    done
    : >$place/empty.reel
    : >$place/empty.cmp
done
cat /dev/zero >full/filler 2>/dev/null || true
mount -o remount,ro fixed
find full fixed -type f -exec sha256sum {} + | sort >before

failed=0
# refused REASON OUTPUT WORD…: the command ends as it should, and leaves everything as it was.
refused() {
    reason=$1 output=$2 code=0
    shift 2
    "$program" "$@" -o "$output" >/dev/null 2>told || code=$?
    find full fixed -type f -exec sha256sum {} + | sort >after
    if [ $code != 4 ] || [ "$(wc -l <told)" != 1 ] || ! grep -q "^pastiche: .*'$output'.*: $reason$" told ||
        ! cmp -s before after; then
        echo "$* -o $output: code $code"
        cat told
        diff before after || true
        failed=1
    fi
}

for place in 'full:no space left on device' 'fixed:read-only file system' 'gone:no such file or directory'; do
    folder=${place%%:*} reason=${place#*:}
    refused "$reason" $folder/film.reel measure -q film.mkv
    refused "$reason" $folder/film.csv export film.reel --as csv
    refused "$reason" $folder/film.json export film.reel --as json
    refused "$reason" $folder/film.html page film.reel
    refused "$reason" $folder/film.cmp compare film.reel --with third.reel
    refused "$reason" $folder/film.txt contrast film.reel --at 2
    [ $folder = gone ] && continue
    refused "$reason" $folder/empty.reel measure -q film.mkv
    refused "$reason" $folder/new.csv export film.reel --as csv
    refused "$reason" $folder/new.html page film.reel
    refused "$reason" $folder/empty.cmp compare film.reel --with third.reel
done
cmp film.reel other.reel || failed=1
cd ..
umount "$work/full" "$work/fixed"
[ $failed = 0 ] || exit 1
rm -rf "$work"
