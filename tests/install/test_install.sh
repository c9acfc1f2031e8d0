#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_install.sh BUILD: what `meson install` lays under DESTDIR is all there, and a program of others can be
# built against it, shared and static.
set -eu
root=$PWD
build=$root/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
DESTDIR=$work/dest meson install -C "$build" --no-rebuild >/dev/null
prefix=$(sed -n 's/^prefix=//p' "$(find "$work/dest" -name pastiche.pc)")
cd "$work/dest$prefix"

wrong=0
for wanted in bin/pastiche 'lib*/pastiche.pc' 'lib*/libpastiche.so' 'lib*/libpastiche.a' \
    share/man/man1/pastiche.1 share/bash-completion/completions/pastiche share/doc/pastiche/LICENSE; do
    [ -n "$(find . -path "./$wanted")" ] || {
        echo "not installed: $wanted"
        wrong=1
    }
done
for header in "$root"/include/pastiche/*.h; do
    [ -f "include/pastiche/$(basename "$header")" ] || {
        echo "not installed: include/pastiche/$(basename "$header")"
        wrong=1
    }
done
others=$(find . -type f -name "*.h" ! -path "./include/pastiche/*")
[ -z "$others" ] || {
    echo "installed, but not public: $others"
    wrong=1
}
[ $wrong = 0 ] || exit 1

libraries=$(dirname "$(find "$PWD" -name libpastiche.a)")
export PKG_CONFIG_PATH="$libraries/pkgconfig" LD_LIBRARY_PATH="$libraries"
cat >"$work/other.c" <<'C'
#include <pastiche/pastiche.h>
#include <stdio.h>
int main(void)
{
    puts(pst_version());
    return pst_measure_default.audio == -1 ? 0 : 1;
}
C
version=$(pkg-config --modversion pastiche)
# builds NAME FLAGS…: other.c builds with these, and tells our version.
builds() {
    name=$1
    shift
    gcc "$work/other.c" -o "$work/$name" "$@"
    said=$("$work/$name")
    [ "$said" = "$version" ] || {
        echo "built $name, it says version '$said', wanted '$version'"
        exit 1
    }
}
here() {
    pkg-config --define-variable=prefix="$PWD" "$@" pastiche
}
# shellcheck disable=SC2046
builds shared $(here --cflags --libs)
bin/pastiche --version
rm "$libraries"/libpastiche.so*
# Not `--static`, which asks for the static libraries that FFmpeg's own were built from, and Debian lacks.
needed=$(here --print-requires-private | sed 's/ .*//')
# shellcheck disable=SC2046,SC2086
builds static $(here --cflags) "$libraries/libpastiche.a" $(pkg-config --libs $needed) -pthread -lm
echo 'installed whole'
