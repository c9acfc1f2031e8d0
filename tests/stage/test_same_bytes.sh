#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_same_bytes.sh SOURCES CHECKSUM SHOOT_FILM: examples on every set are the same bytes, and a film with everything in
# it has the same picture, sound, subtitles and truth, whichever of gcc and clang compiles the stage, at -O0 and at -O3,
# whether or not the processor takes many numbers at a time; the film with 1, 2 and 4 threads, too.
set -eu
sources=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0

# One line: sums of the examples, of the film's picture, sound, subtitles and truth.
bytes() { # CHECKSUM SHOOT_FILM THREADS
    mkdir "$work/film"
    "$2" "$sources/sampler.script" --threads "$3" --picture "$work/film/picture" --sound "$work/film/sound" \
        --subtitles "$work/film/subtitles" --truth "$work/film/truth" >&2
    "$1" | tr '\n' ' '
    for file in picture sound subtitles truth; do
        cksum <"$work/film/$file" | tr '\n' ' '
    done
    rm -r "$work/film"
}

same() { # WHAT GOT
    echo "$2$1"
    [ "$2" = "$wanted" ] || wrong=1
}

wanted=$(bytes "$2" "$3" 1)
same 'as built' "$wanted"
for threads in 2 4; do
    same "$threads threads" "$(bytes "$2" "$3" $threads)"
done
for way in 'gcc -O0' 'gcc -O3 -DSTAGE_NARROW' 'clang -O0 -DSTAGE_NARROW' 'clang -O3'; do
    command -v "${way%% *}" >/dev/null || continue
    mkdir "$work/o"
    (cd "$work/o" && $way -std=c11 -ffp-contract=off -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I"$sources" \
        -I/usr/include/freetype2 -c "$sources"/render/*.c "$sources"/set/*.c "$sources"/figure/*.c \
        "$sources"/effect/*.c "$sources"/sound/*.c "$sources"/film/*.c "$sources"/truth/*.c "$sources"/example.c \
        "$sources"/checksum.c "$sources"/shoot_film.c)
    mv "$work/o/checksum.o" "$work/o/shoot_film.o" "$work"
    for program in checksum shoot_film; do
        ${way%% *} -pthread "$work/$program.o" "$work"/o/*.o -o "$work/$program" -lfreetype -lespeak-ng -lsqlite3 -lm
    done
    same "$way" "$(bytes "$work/checksum" "$work/shoot_film" 2)"
    rm -r "$work/o"
done
exit $wrong
