#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copies.sh FOLLOW MASTER-FOLDER OUT-FOLDER [ROW…]: makes the copies of copies.tsv, or those named, of the film
# that shoot.sh has shot into MASTER-FOLDER: ROW.mp4 or the like, ROW.truth and ROW.srt. FOLLOW is the program.
set -eu
follow=$1 master=$2 out=$3
shift 3
table=$(dirname "$0")/copies.tsv
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $("$follow" rows "$table")
mkdir -p "$out"
case $master in /*) ;; *) master=$PWD/$master ;; esac

encode() { # WORDS FILE
    words=$1 file=$2
    set --
    while IFS= read -r word; do
        set -- "$@" "$word"
    done <"$words"
    ffmpeg -v error -nostdin -y -threads 1 -filter_complex_threads 1 -i "$master/master.mkv" "$@" -threads 1 \
        -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv \
        -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1 "$file"
}

# Each in a folder of its own, so that filters find the subtitles by a plain name.
for row; do
    part=$out/$row.part
    film=$row.$("$follow" extension "$table" "$row")
    rm -rf "$part"
    mkdir "$part"
    "$follow" arguments "$table" "$row" "$master/master.truth" >"$part/words"
    "$follow" truth "$table" "$row" "$master/master.truth" "$part/$row.truth"
    "$follow" subtitles "$part/$row.truth" >"$part/$row.srt"
    # One that never shows, since ffmpeg takes no file without any.
    { cat "$master/master.srt"; printf '\n9999\n99:00:00,000 --> 99:00:01,000\n.\n'; } >"$part/subtitles.srt"
    (cd "$part" && encode words "$film")
    mv "$part/$row.truth" "$part/$row.srt" "$part/$film" "$out/"
    rm -r "$part"
done
