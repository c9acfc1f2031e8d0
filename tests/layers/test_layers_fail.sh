#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_layers_fail.sh ROOT: the other tests of this folder fail where they should, and say why. Each gets a
# small tree that is in order, then the same with one planted fault.
set -eu
root=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree

fresh() {
    rm -rf "$tree"
    mkdir -p "$tree/docs" "$tree/include/pastiche" "$tree/src/base" "$tree/src/form" "$tree/src/reel" \
        "$tree/cli" "$tree/tests/unit/form" "$tree/objects"
    cp "$root/docs/architecture.md" "$tree/docs/"
    printf '#include <stdint.h>\n' >"$tree/include/pastiche/film.h"
    printf '#include "pastiche/film.h"\n' >"$tree/src/base/text.h"
    printf '#include "base/text.h"\n' >"$tree/src/form/shots.c"
    printf '#include <sqlite3.h>\n' >"$tree/src/reel/store.c"
    printf '#include "form/shots.h"\n#include "test.h"\n' >"$tree/tests/unit/form/test_shots.c"
    printf 'int pst_one(void);\nint pst_one(void) { return 1; }\n' >"$tree/objects/one.c"
}

passes() {
    "$@" >"$work/said" 2>&1 || {
        cat "$work/said"
        echo "fails on a tree in order: $*"
        exit 1
    }
}

# fails WORDS COMMAND…
fails() {
    words=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        echo "passes, though: $words"
        exit 1
    fi
    grep -qF -- "$words" "$work/said" || {
        cat "$work/said"
        echo "fails without saying: $words"
        exit 1
    }
}

planted() { # FILE LINE WORDS
    fresh
    printf '%s\n' "$2" >>"$tree/$1"
    fails "$3" "$here/test_includes.sh" "$tree"
}

object() { # C-SOURCE
    printf '%s\n' "$1" >>"$tree/objects/one.c"
    (cd "$tree/objects" && gcc -c -fPIC one.c -o one.o && gcc -shared one.o -o libone.so)
}

fresh
passes "$here/test_includes.sh" "$tree"
planted src/form/shots.c '#include "media/media.h"' 'src/form/shots.c:2: src/form/ may not include media'
planted src/form/shots.c '#include <sqlite3.h>' 'src/form/shots.c:2: src/form/ may not include sqlite'
planted src/form/shots.c '#  include <libavutil/frame.h>' 'may not include libav'
planted src/form/shots.c '#include "text.h"' 'not written from src/'
planted src/form/shots.c '#include "../base/text.h"' 'not written from src/'
planted src/form/shots.c '#include <nowhere.h>' 'in no library'
planted cli/main.c '#include "base/text.h"' 'cli/ may not include base'
planted include/pastiche/film.h '#include "base/text.h"' 'may not include base'
planted tests/unit/form/test_shots.c '#include "reel/store.h"' 'may not include reel'
fresh
rm "$tree/docs/architecture.md"
fails 'architecture.md' "$here/test_includes.sh" "$tree"

fresh
passes "$here/test_names.sh" "$tree"
touch "$tree/src/form/text.h"
fails 'src/form/text.h: has the name of src/base/text.h' "$here/test_names.sh" "$tree"
fresh
touch "$tree/src/form/text.c"
fails 'src/form/text.c: shares its stem' "$here/test_names.sh" "$tree"

fresh
passes "$here/test_headers.sh" "$tree" include src
printf 'extern size_t pst_length;\n' >>"$tree/include/pastiche/film.h"
fails 'film.h: does not compile alone (gcc' "$here/test_headers.sh" "$tree" include src
fresh
printf '#ifndef A\n#define A\nextern int new;\n#endif\n' >>"$tree/include/pastiche/film.h"
fails 'film.h: does not compile alone (clang -x c++' "$here/test_headers.sh" "$tree" include src

fresh
object 'static const char *const words[] = {"a", "b"}; const char *const *pst_words(void);
const char *const *pst_words(void) { return words; }'
passes "$here/test_symbols.sh" "$tree/objects/libone.so" "$tree/objects"
fresh
object 'int helper(void); int helper(void) { static int calls; return ++calls; }'
fails 'exported, but not ours: helper' "$here/test_symbols.sh" "$tree/objects/libone.so" "$tree/objects"
fresh
object 'int pst_next(void); int pst_next(void) { static int calls; return ++calls; }'
fails 'calls.0 can change (.bss)' "$here/test_symbols.sh" "$tree/objects/libone.so" "$tree/objects"
echo 'each test of this folder can fail'
