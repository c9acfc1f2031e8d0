#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_includes.sh ROOT: every #include under ROOT is one that the table of docs/architecture.md allows.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
folders=
for folder in include src cli tests bench web; do
    [ ! -d $folder ] || folders="$folders $folder"
done
# shellcheck disable=SC2086
find $folders -name '*.[ch]' | sort | xargs grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null |
    awk -f "$here/includes.awk" "$here/headers.tsv" docs/architecture.md -
