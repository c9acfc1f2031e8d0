#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copies.sh FOLLOW MASTER-FOLDER OUT-FOLDER [ROW…]: makes the copies of copies.tsv, or those named, of the film
# that shoot.sh has shot into MASTER-FOLDER: ROW.mp4 or the like, ROW.truth and ROW.srt. FOLLOW is the program.
set -eu
follow=$1 master=$2 out=$3
shift 3
table=$(dirname "$0")/copies.tsv
[ $# -gt 0 ] || set -- $("$follow" rows "$table")
mkdir -p "$out"
case $master in /*) ;; *) master=$PWD/$master ;; esac

encode() ( # ROW FILE: in the folder, so that filters find its files by plain names
    row=$1 file=$2
    set --
    while IFS= read -r word; do
        set -- "$@" "$word"
    done <"$row.words"
    ffmpeg -v error -nostdin -y -threads 1 -filter_complex_threads 1 -i "$master/master.mkv" "$@" -threads 1 \
        -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv \
        -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1 "$file"
)

for row; do
    ending=$("$follow" extension "$table" "$row")
    "$follow" arguments "$table" "$row" "$master/master.truth" >"$out/$row.words"
    "$follow" truth "$table" "$row" "$master/master.truth" "$out/$row.truth"
    "$follow" subtitles "$out/$row.truth" >"$out/$row.srt"
    (
        cd "$out"
        if [ -f "$master/master.srt" ]; then cp "$master/master.srt" subtitles.srt; else : >subtitles.srt; fi
        encode "$row" "$row.part.$ending"
        mv "$row.part.$ending" "$row.$ending"
        rm -f "$row.words" subtitles.srt
    )
done
