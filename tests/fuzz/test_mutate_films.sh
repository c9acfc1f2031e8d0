#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_mutate_films.sh MUTATE_FILMS MUTATE: what must never be is seen where it is. The program is a stand-in
# that does each wrong thing in its turn, and each must be called by its name.
set -eu
films=$(realpath "$1") mutate=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/films"
echo 'a film that is none, but long enough to be spoilt in more than one place' >"$work/films/film.mkv"

# does NAME LINES: `pastiche measure` of the stand-in runs LINES; its other commands do nothing.
does() {
    printf '#!/bin/sh\n[ "$1" = measure ] || exit 0\n%s\n' "$2" >"$work/$1"
    chmod +x "$work/$1"
}

# wants CLASS CODE: the stand-in of that name is found out (- : nothing is found).
wants() {
    status=0
    FUZZ_LIMIT=1 "$films" "$work/$1" "$mutate" "$work" 1 7 >"$work/said" 2>&1 || status=$?
    if [ $status != "$2" ] || { [ "$2" = 1 ] && ! grep -q "^findings: $1 [0-9]*$" "$work/said"; }; then
        cat "$work/said"
        echo "$1: ended with $status, wanted $2"
        exit 1
    fi
    [ "$2" = 0 ] || grep -q "measure -q  'film.mkv'" "$work"/findings/"$1"-*/repeat
    rm -rf "$work/findings"
}

does good 'echo "pastiche: it is no film" >&2; exit 3'
wants good 0
does exit_code 'echo "pastiche: oh" >&2; exit 7'
wants exit_code 1
does internal 'echo "pastiche: oh" >&2; exit 5'
wants internal 1
does signal 'kill -SEGV $$'
wants signal 1
does timeout 'exec sleep 5'
wants timeout 1
does lines 'printf "pastiche: one\ntwo\n" >&2; exit 3'
wants lines 1
does silent 'exit 3'
wants silent 1
does leftover 'touch out/film.reel; echo "pastiche: it is no film" >&2; exit 3'
wants leftover 1
does bad_reel 'exit 0'
wants bad_reel 1
does sanitizer 'printf "==1==ERROR: AddressSanitizer: heap-buffer-overflow\n    #0 0x1 in memcpy (/lib/libasan.so.8+0x1)\n    #1 0x2 in ours src/base/text.c:3\n    #2 0x3 in theirs (/lib/libavcodec.so.59+0x3)\n" >&2; exit 99'
wants sanitizer 1
does memory 'echo "==1==AddressSanitizer: hard rss limit exhausted" >&2; exit 99'
wants memory 1
does of_libav 'printf "==1==ERROR: AddressSanitizer: SEGV\n    #0 0x2 in theirs (/lib/libavcodec.so.59+0x3)\n    #1 0x1 in ours src/media/play.c:3\n" >&2; exit 99'
wants of_libav 0
grep -q '^findings: of_libav' "$work/said"

# The same seed does the same harm, another one another.
"$mutate" 5 "$work/films/film.mkv" "$work/a"
"$mutate" 5 "$work/films/film.mkv" "$work/b"
"$mutate" 6 "$work/films/film.mkv" "$work/c"
cmp "$work/a" "$work/b"
if cmp -s "$work/a" "$work/c" || cmp -s "$work/a" "$work/films/film.mkv"; then
    echo 'the seed changes nothing'
    exit 1
fi
echo 'each wrong thing is found out'
