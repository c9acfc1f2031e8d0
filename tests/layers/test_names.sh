#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_names.sh ROOT: no two files of the tree have one name; only a header and its source share a stem.
set -eu
cd "$1"
folders=
for folder in include src cli tests bench web docs; do
    [ ! -d $folder ] || folders="$folders $folder"
done
# shellcheck disable=SC2086
find $folders -type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -name '*.js' -o -name '*.mjs' \
    -o -name '*.css' -o -name '*.html' -o -name '*.tsv' -o -name '*.md' -o -name '*.sql' \) | sort | awk -F / '
    $NF == "README.md" { next }
    $NF in seen { print $0 ": has the name of " seen[$NF]; wrong = 1 }
    { seen[$NF] = $0; count++ }
    /\.[ch]$/ {
        stem = $NF; sub(/\.[ch]$/, "", stem)
        folder = substr($0, 1, length($0) - length($NF))
        if (stem in home && home[stem] != folder && folder !~ /^include/ && home[stem] !~ /^include/) {
            print $0 ": shares its stem with " home[stem]; wrong = 1
        }
        home[stem] = folder
    }
    END { print count + 0 " names"; exit wrong || !count }'
