#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_copies.sh FOLLOW PROGRAM [ROW…]: makes every copy of copies.tsv of a film whose frames carry their numbers, with
# ffmpeg, decodes them with ffmpeg, and has PROGRAM compare what they show with their truth.
set -eu
follow=$1 program=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
for tool in ffmpeg ffprobe; do
    command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/master"
: >"$work/two"
"$program" draw "$work/master"
ffmpeg -v error -nostdin -f rawvideo -pix_fmt yuv420p -s 160x96 -r 24 -i "$work/master/picture.raw" \
    -f s16le -ar 48000 -ac 2 -i "$work/master/sound.raw" -c:v ffv1 -c:a pcm_s16le "$work/master/master.mkv"

begins() { # FILE STREAM
    ffprobe -v error -select_streams "$2" -show_entries stream=start_time -of csv=p=0 "$1" | head -n 1
}

try() { # ROW: silent where all is well
    row=$1
    "$here/copies.sh" "$follow" "$work/master" "$work/out" "$row" || { echo "$row: not made"; return; }
    film=$work/out/$row.$("$follow" extension "$here/copies.tsv" "$row")
    ffmpeg -v error -nostdin -i "$film" -map 0:v -fps_mode passthrough -f rawvideo -pix_fmt gray \
        "$work/out/$row.pictures" -map 0:a -f s16le -ar 48000 -ac 1 "$work/out/$row.sound"
    ffprobe -v error -select_streams v -show_entries frame=best_effort_timestamp_time -of csv=p=0 "$film" \
        >"$work/out/$row.times"
    "$program" check "$work/out" "$row" "$(begins "$film" a)" "$(begins "$film" v)" 2>&1 || echo "$row: wrong"
    rm "$work/out/$row.pictures" "$work/out/$row.sound"
}

# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $("$follow" rows "$here/copies.tsv")
while [ $# -gt 0 ]; do # two at a time
    try "$1" >"$work/one" &
    [ $# -eq 1 ] || try "$2" >"$work/two"
    wait
    cat "$work/one" "$work/two" >>"$work/wrong"
    shift $(($# > 1 ? 2 : 1))
done
cat "$work/wrong"
[ ! -s "$work/wrong" ]
