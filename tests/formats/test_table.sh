#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_table.sh SOURCE: docs/formats.md holds the table of the tests, and nothing that is not tested.
set -eu
source=$1
awk -f "$source/tests/formats/table.awk" "$source/tests/formats/forms.tsv" >wanted.md
sed -n '/^### /,/^## /p' "$source/docs/formats.md" | sed -e '/^## /d' >there.md
# The last table ends where the next section or the file does.
sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' there.md >trimmed.md
diff -u trimmed.md wanted.md || {
    echo 'docs/formats.md and tests/formats/forms.tsv differ: see tests/formats/table.awk'
    exit 1
}
