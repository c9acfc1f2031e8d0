#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_same_line.sh SHOOT_FILM PASTICHE: a line that is spoken again by the same voice, elsewhere and later, is the same
# sound; spoken by another voice of the same synthesizer, syllable for syllable as long, it is not.
set -eu
shoot=$1 pastiche=$2
command -v ffmpeg >/dev/null || { echo "skipped: no ffmpeg"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0

# film NAME SEED SET PLACE CAMERA VOICE FRAME: who has that voice says the line from that frame on.
film() {
    cat >"$work/$1.script" <<END
film "$1" seed $2
picture 128 64 rate 24
person ben height 1.77 girth 0.88 skin 2 hair short #6a1c0c top #0c1446 bottom #040827 shoes #33403c voice $6
scene talk set $3
  ben at $4 heading 180
  at $7 ben say "Nothing would have happened without the cassette."
shot wide of talk frames 192 from $5 lens 16
END
    "$shoot" "$work/$1.script" --picture "$work/$1.y4m" --sound "$work/$1.wav"
    ffmpeg -v error -nostdin -i "$work/$1.y4m" -i "$work/$1.wav" -c:v ffv1 -c:a pcm_s16le "$work/$1.mkv"
    "$pastiche" measure -q "$work/$1.mkv"
}

# tells NAME NUMBER: so many passages of sound of film a are in that film.
tells() {
    "$pastiche" compare -q "$work/a.reel" --with "$work/$1.reel" -o "$work/$1.cmp"
    told=$("$pastiche" sql "$work/$1.cmp" "SELECT count(*) FROM copy WHERE what = 'sound'" | tail -n 1 | tr -d '\r')
    [ "$told" = "$2" ] || { echo "$told passages told in $1, wanted $2" && wrong=1; }
}

film a 1 street '0.49 26.5' '3.22 0.90 6.30 to 0.49 1.34 15.69' en-us+m6 48
film again 2 lobby '1.06 -2.76' '-2.25 1.15 -8.33 to 0.40 1.06 -2.76' en-us+m6 75
film other 3 lobby '1.06 -2.76' '-2.25 1.15 -8.33 to 0.40 1.06 -2.76' en-us+m3 60
tells again 1
tells other 0
exit $wrong
