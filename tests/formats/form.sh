#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# form.sh NAME TABLE DRAW CHECK TELECINE: makes the film of one row of the table, in a folder of its own, and
# checks what pastiche measures of it.
set -eu
name=$1 table=$2 draw=$(realpath "$3") check=$(realpath "$4") telecine=$(realpath "$5")

skip() {
    echo "skipped: $*"
    exit 77
}
command -v ffmpeg >/dev/null || skip 'no ffmpeg program here'

tab=$(printf '\t')
line=$(grep "^$name$tab" "$table")
field() {
    printf '%s\n' "$line" | cut -f "$1"
}
needs=$(field 3) drawn=$(field 4) made=$(field 5) wanted=$(field 6)

for encoder in $(printf '%s' "$needs" | tr ',' ' '); do
    [ "$encoder" = - ] || ffmpeg -hide_banner -encoders 2>/dev/null | awk '{ print $2 }' | grep -qx "$encoder" ||
        skip "this ffmpeg has no encoder '$encoder'"
done

folder=$PWD/made.$name
rm -rf "$folder"
mkdir "$folder"
cd "$folder"
[ "$drawn" = - ] && drawn=
"$draw" "$drawn"
ff() {
    ffmpeg -nostdin -v error -y "$@"
}
# What rows are written with: the drawn pictures, sound and titles as inputs, and steps that many rows share.
v=$(cat inputs)
a='-i sound.wav'
t='-i titles.srt'
one='-threads 1'
# told FORMAT MATRIX RANGE [CURVE]: brings the samples to FORMAT and says what they are, without touching them.
told() {
    case $2 in 601) m=smpte170m p=smpte170m ;; 709) m=bt709 p=bt709 ;; 2020) m=bt2020nc p=bt2020 ;; esac
    case ${4:-} in pq) c=smpte2084 ;; hlg) c=arib-std-b67 ;; *) c=bt709 ;; esac
    echo "-vf format=$1,setparams=range=$3:colorspace=$m:color_primaries=$p:color_trc=$c"
}
film=
eval "$made"
[ "$wanted" = - ] && wanted=
"$check" "${film:-$(ls film.*)}" "$drawn" "$wanted"
cd ..
rm -rf "$folder"
