#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# shoot.sh PROGRAM SCRIPT FOLDER: shoots a script's film into FOLDER: master.mkv (lossless picture and sound),
# master.truth, master.srt, and the stems of its sound.
set -eu
program=$1 script=$2 folder=$3
mkdir -p "$folder/stems"
"$program" "$script" --picture - --sound "$folder/master.wav" --stems "$folder/stems" \
    --truth "$folder/master.truth" --subtitles "$folder/master.srt" |
    ffmpeg -v error -nostdin -y -i - -c:v ffv1 -level 3 -threads 2 "$folder/picture.mkv"
ffmpeg -v error -nostdin -y -i "$folder/picture.mkv" -i "$folder/master.wav" -map 0:v -map 1:a -c:v copy -c:a pcm_s16le \
    "$folder/master.mkv"
rm "$folder/picture.mkv"
