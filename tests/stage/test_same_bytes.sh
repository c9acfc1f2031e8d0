#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_same_bytes.sh SOURCES PROGRAM: the stage draws the same bytes with 1, 2 and 4 threads, whichever of gcc and
# clang compiles it, at -O0 and at -O3, and whether or not the processor takes many numbers at a time.
set -eu
sources=$1
wanted=$("$2" 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0

same() { # WHAT GOT
    echo "$2 $1"
    [ "$2" = "$wanted" ] || wrong=1
}

same 'as built' "$wanted"
for threads in 2 4; do
    same "$threads threads" "$("$2" $threads)"
done
for way in 'gcc -O0' 'gcc -O3 -DSTAGE_NARROW' 'clang -O0 -DSTAGE_NARROW' 'clang -O3'; do
    command -v "${way%% *}" >/dev/null || continue
    mkdir -p "$work/o"
    for file in "$sources"/render/*.c "$sources"/set/*.c "$sources"/figure/*.c "$sources"/example.c \
        "$sources"/checksum.c; do
        $way -std=c11 -ffp-contract=off -ffunction-sections -D_POSIX_C_SOURCE=200809L -I"$sources" -c "$file" \
            -o "$work/o/$(basename "$file").o"
    done
    ${way%% *} -pthread -Wl,--gc-sections "$work"/o/*.o -o "$work/checksum" -lm
    same "$way" "$("$work/checksum" 2)"
    rm -r "$work/o"
done
exit $wrong
