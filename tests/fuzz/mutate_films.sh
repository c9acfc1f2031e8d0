#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# mutate_films.sh PASTICHE MUTATE FOLDER SECONDS [SEED]: spoils small films of every container, measures each
# and looks for what must never be. Findings are kept in FOLDER/findings, each with a command to repeat it.
# Ends with 1 where there is one of ours. FOLDER/films is made where it is not there.
set -eu
pastiche=$(realpath "$1") mutate=$(realpath "$2") folder=$3 seconds=$4 seed=${5:-1}
limit=${FUZZ_LIMIT:-20} memory=2000 most=12
mkdir -p "$folder/findings"
folder=$(realpath "$folder")
work=$folder/work
trap 'rm -rf "$work"' EXIT
export ASAN_OPTIONS="exitcode=99:detect_leaks=1:hard_rss_limit_mb=$memory:allocator_may_return_null=1"
export UBSAN_OPTIONS=print_stacktrace=1

v='-f lavfi -i testsrc2=s=96x64:r=12:d=1 -f lavfi -i color=red:s=96x64:r=12:d=1'
a='-f lavfi -i sine=440:r=16000:d=2'
cut='-filter_complex [0][1]concat,format=yuv420p'

# make NAME FFMPEG-ARGUMENTS…: FOLDER/films/NAME, where this ffmpeg can.
make() {
    name=$1
    shift
    # shellcheck disable=SC2086
    (cd "$folder/films" && ffmpeg -nostdin -v error -y $v $a -i titles.srt $cut "$@" "$name") \
        >"$folder/ffmpeg.txt" 2>&1 || rm -f "$folder/films/$name"
}

make_films() {
    command -v ffmpeg >/dev/null || {
        echo 'skipped: no ffmpeg program here'
        exit 77
    }
    mkdir "$folder/films"
    printf '1\n00:00:00,200 --> 00:00:01,000\n<i>One</i> title\n\n2\n00:00:01,100 --> 00:00:01,900\nanother {\\an8}one\n' \
        >"$folder/films/titles.srt"
    make h264.mp4 -map 2 -map 3 -c:v libx264 -c:a aac -c:s mov_text
    make fragments.mp4 -map 2 -c:v libx264 -g 6 -c:a aac -movflags frag_keyframe+empty_moov
    make edit.mov -ss 0.3 -map 2 -c:v mjpeg -c:a pcm_s16le -timecode 01:00:00:00
    make prores.mov -map 2 -c:v prores_ks -c:a pcm_s24le
    make hevc.mkv -map 2 -map 3 -c:v libx265 -x265-params log-level=none -c:a flac -c:s srt
    make ass.mkv -map 2 -map 3 -c:v ffv1 -c:a pcm_s16le -c:s ass
    make vp9.webm -map 2 -map 3 -c:v libvpx-vp9 -cpu-used 8 -c:a libopus -ar 48000 -c:s webvtt
    make vp8.webm -map 2 -c:v libvpx -c:a libvorbis
    make av1.mp4 -map 2 -c:v libsvtav1 -preset 12 -c:a aac
    make mpeg4.avi -map 2 -c:v mpeg4 -bf 2 -c:a mp2
    make cinepak.avi -map 2 -c:v cinepak -c:a pcm_u8
    make msvideo1.avi -map 2 -pix_fmt rgb555le -c:v msvideo1 -c:a adpcm_ms
    make h264.ts -map 2 -c:v libx264 -bf 2 -c:a aac
    make mpeg2.m2ts -map 2 -c:v mpeg2video -r 25 -c:a ac3 -ar 48000
    make mpeg2.vob -map 2 -c:v mpeg2video -r 25 -c:a mp2
    make mpeg1.mpg -map 2 -c:v mpeg1video -r 25 -c:a mp2
    make theora.ogv -map 2 -c:v libtheora -c:a libvorbis
    make mpeg2.mxf -map 2 -c:v mpeg2video -r 25 -c:a pcm_s16le -ar 48000
    make flv1.flv -map 2 -c:v flv -c:a libmp3lame -ar 22050
    make wmv2.wmv -map 2 -c:v wmv2 -c:a wmav2
    make ffv1.nut -map 2 -c:v ffv1 -c:a pcm_f32le
    make stream.h264 -c:v libx264
    make stream.hevc -c:v libx265 -x265-params log-level=none
    make stream.m2v -c:v mpeg2video -r 25
    make raw.y4m -s 32x24
    for i in 1 2 3 4 5 6; do
        make "shot_0$i.png" -ss "0.$i" -frames:v 1
        make "page_$i.jpg" -ss "0.$i" -frames:v 1 -f image2
    done
}

# spoil NAME: what is measured, in $work: the film spoilt, a picture of its sequence, or its sidecar.
spoil() {
    case $1 in
    shot_*.png) cp "$folder"/films/shot_*.png "$work/" && film=shot_%02d.png options='--rate 12' ;;
    page_*.jpg) cp "$folder"/films/page_*.jpg "$work/" && film=page_%d.jpg options='--rate 12' ;;
    titles.srt) cp "$folder/films/raw.y4m" "$work/titles.y4m" && film=titles.y4m options= ;;
    *) film=$1 options= ;;
    esac
    "$mutate" "$seed" "$folder/films/$1" "$work/$1"
}

# What is wrong with this run, or nothing: CLASS.
judge() {
    code=$1
    if grep -q 'AddressSanitizer: hard rss limit' "$work/err"; then
        echo memory
    elif grep -q -e 'ERROR: AddressSanitizer' -e 'ERROR: LeakSanitizer' -e 'runtime error: ' "$work/err"; then
        # The first frame that is not the sanitizer's own tells whose it is.
        sed -n 's/^ *#[0-9]* 0x[0-9a-f]* //p' "$work/err" | grep -v -e 'asan' -e 'interceptor' -e ' in malloc' \
            -e ' in realloc' -e ' in calloc' -e ' in posix_memalign' -e ' in mem' | head -n 1 |
            grep -q -e '/libav' -e '/libsw' -e '/libx' -e '/libdav1d' -e '/libvpx' && echo of_libav ||
            echo sanitizer
    elif [ "$code" = 124 ] || [ "$code" = 137 ]; then
        echo timeout
    elif [ "$code" -ge 128 ]; then
        echo signal
    elif [ "$code" -gt 6 ] || [ "$code" = 1 ]; then
        echo exit_code
    elif [ "$code" = 5 ]; then
        echo internal
    elif [ "$(wc -l <"$work/err")" -gt 1 ]; then
        echo lines
    elif [ "$code" = 0 ] || [ "$code" = 6 ]; then
        readable || echo bad_reel
    elif [ -n "$(ls -A "$work/out")" ]; then
        echo leftover
    elif [ ! -s "$work/err" ]; then
        echo silent
    fi
}

readable() {
    [ "$(ls -A "$work/out" | wc -l)" = 1 ] && "$pastiche" info "$work"/out/*.reel >/dev/null 2>"$work/err2" &&
        "$pastiche" shots "$work"/out/*.reel >/dev/null 2>"$work/err2" &&
        { [ $((seed % 8)) != 0 ] || "$pastiche" page -q "$work"/out/*.reel -o "$work/page.html" 2>"$work/err2"; }
}

keep() { # CLASS CODE
    found=$((found + 1))
    echo "$1" >>"$folder/classes"
    [ "$(grep -cx "$1" "$folder/classes")" -le $most ] || return 0
    place=$folder/findings/$1-$seed-$name
    rm -rf "$place"
    rm -rf "$work/out"
    cp -r "$work" "$place"
    {
        echo "# exit code $2; seed $seed of $name"
        echo "cd '$place' && mkdir -p out && '$pastiche' measure -q $options '$film' -o out"
    } >"$place/repeat"
    echo "$1: exit code $2: sh $place/repeat"
    head -n 3 "$work/err"
}

[ -d "$folder/films" ] || make_films
# Two pictures of a sequence are enough to spoil.
names=$(ls "$folder/films" | grep -v '_0*[3-6][.]')
began=$(date +%s) runs=0 found=0 first=$seed
: >"$folder/classes"
: >"$folder/codes"
while [ $(($(date +%s) - began)) -lt "$seconds" ]; do
    rm -rf "$work"
    mkdir -p "$work/out"
    # shellcheck disable=SC2086
    set -- $names
    shift $((seed % $#))
    name=$1
    spoil "$name"
    code=0
    # shellcheck disable=SC2086
    (cd "$work" && exec timeout -k 2 $limit "$pastiche" measure -q $options "$film" -o out) \
        >"$work/said" 2>"$work/err" </dev/null || code=$?
    echo "$code" >>"$folder/codes"
    class=$(judge $code)
    [ -z "$class" ] || keep "$class" $code
    runs=$((runs + 1))
    seed=$((seed + 1))
done
echo "$runs runs (seeds $first to $((seed - 1))) in $(($(date +%s) - began)) s; exit codes:" \
    "$(sort -n "$folder/codes" | uniq -c | awk '{ printf "%s%d: %d", (NR > 1 ? ", " : ""), $2, $1 }')"
if [ "$found" = 0 ]; then
    echo 'no findings'
else
    echo "findings: $(sort "$folder/classes" | uniq -c | awk '{ printf "%s%s %d", (NR > 1 ? ", " : ""), $2, $1 }')"
fi
! grep -qvx of_libav "$folder/classes"
