#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_shoot_film.sh SHOOT_FILM DRAW_FILM SCRIPTS: what the two programs say of bad input, and that a film comes whole.
set -eu
shoot=$1 draw=$2 scripts=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0

# says STATUS PATTERN COMMAND…: one line on standard error that matches, and that exit status.
says() {
    status=$1 pattern=$2 got=0
    shift 2
    "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
    if [ "$got" != "$status" ] || ! grep -q "$pattern" "$work/err"; then
        echo "wanted $status and '$pattern', got $got and: $(cat "$work/err")"
        wrong=1
    fi
}

says 2 '^usage: shoot_film' "$shoot"
says 2 '^usage: shoot_film' "$shoot" a.script --picture
says 3 'missing.script' "$shoot" "$work/missing.script" --picture /dev/null
printf 'film "A"\nnonsense\n' >"$work/bad.script"
says 3 'bad.script:2: ' "$shoot" "$work/bad.script" --picture /dev/null
printf 'film "A" seed 1\npicture 64 64\nscene s set lake\nshot a of s frames 5 from 0 1.5 -4 to 0 1 1\n' >"$work/a.script"
says 4 "cannot write '$work/no/a.y4m'" "$shoot" "$work/a.script" --picture "$work/no/a.y4m"
says 4 "$work/no/a.truth" "$shoot" "$work/a.script" --truth "$work/no/a.truth"
says 4 "cannot write '/dev/full'" "$shoot" "$work/a.script" --picture /dev/full
says 2 '^usage: draw_film' "$draw" --franchise
"$shoot" "$work/a.script" --picture "$work/a.y4m" --sound "$work/a.wav" --truth "$work/a.truth"
frames=$(ffprobe -v error -count_frames -show_entries stream=nb_read_frames -of csv=p=0 "$work/a.y4m")
[ "$frames" = 5 ] || { echo "5 frames were shot, $frames read" && wrong=1; }
samples=$(ffprobe -v error -show_entries stream=duration_ts -of csv=p=0 "$work/a.wav")
[ "$samples" = 10000 ] || { echo "5 frames are 10000 samples, there are $samples" && wrong=1; }
[ "$(sqlite3 "$work/a.truth" 'SELECT count(*) FROM frame')" = 5 ] || { echo "no 5 frames of truth" && wrong=1; }
for script in "$scripts"/*.script; do
    says 0 '^$' sh -c '"$1" "$2" --subtitles "$3" && echo >&2' sh "$shoot" "$script" "$work/s.srt"
done
exit $wrong
