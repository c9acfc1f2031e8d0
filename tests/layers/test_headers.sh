#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_headers.sh ROOT FOLDER…: every header there compiles alone, and twice, as C11; a public one also as
# C++11.
set -eu
cd "$1"
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries='libavformat libavcodec libavutil libswresample libswscale sqlite3 libebur128 kissfft-float
libturbojpeg jansson libxxhash libxml-2.0'
# shellcheck disable=SC2086
flags="-fsyntax-only -Wall -Wextra -Wpedantic -Werror -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE
-Iinclude -Isrc $(pkg-config --cflags $libraries 2>/dev/null || true)"

compiles() {
    header=$1
    shift
    # shellcheck disable=SC2086
    "$@" $flags -I"$(dirname "$header")" "$work/alone.c" || {
        echo "$header: does not compile alone ($*)"
        wrong=1
    }
}

wrong=0
count=0
for header in $(find "$@" -name '*.h' | sort); do
    printf '#include "%s"\n#include "%s"\ntypedef int not_empty;\n' "$PWD/$header" "$PWD/$header" \
        >"$work/alone.c"
    compiles "$header" gcc -std=c11
    case $header in
    include/*) compiles "$header" clang -x c++ -std=c++11 ;;
    esac
    count=$((count + 1))
done
echo "$count headers"
[ $count -gt 0 ] || wrong=1
exit $wrong
