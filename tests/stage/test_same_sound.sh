#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_same_sound.sh SOURCES PROGRAM: a film sounds the same, byte for byte, whichever of gcc and clang compiles the
# stage, at -O0 and at -O3.
set -eu
sources=$1
wanted=$("$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0
echo "$wanted as built"
for compiler in gcc clang; do
    command -v $compiler >/dev/null || continue
    for level in -O0 -O3; do
        $compiler -std=c11 $level -ffp-contract=off -D_POSIX_C_SOURCE=200809L -I"$sources" "$sources"/sound/*.c \
            "$sources"/render/arithmetic.c "$sources"/sound_checksum.c -o "$work/checksum" -lespeak-ng -lm
        got=$("$work/checksum")
        echo "$got $compiler $level"
        [ "$got" = "$wanted" ] || wrong=1
    done
done
exit $wrong
