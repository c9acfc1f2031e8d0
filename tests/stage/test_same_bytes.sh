#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_same_bytes.sh SOURCES PROGRAM: the stage draws the same bytes with 1, 2 and 4 threads, and whichever of gcc
# and clang compiles it, at -O0 and at -O3.
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
for compiler in gcc clang; do
    command -v $compiler >/dev/null || continue
    for level in -O0 -O3; do
        mkdir -p "$work/o"
        for file in "$sources"/render/*.c "$sources"/set/*.c "$sources"/figure/*.c "$sources"/effect/*.c \
            "$sources"/example.c "$sources"/checksum.c; do
            [ -e "$file" ] || continue
            $compiler -std=c11 $level -ffp-contract=off -D_POSIX_C_SOURCE=200809L -I"$sources" -c "$file" \
                -o "$work/o/$(basename "$file").o"
        done
        $compiler -pthread "$work"/o/*.o -o "$work/checksum" -lm
        same "$compiler $level" "$("$work/checksum" 2)"
    done
done
exit $wrong
