#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# test_symbols.sh LIBRARY.so OBJECTS: the shared library exports pst_… alone, and at least one; no object
# under OBJECTS has a variable that can change at file scope or static in a function. A constant table with
# pointers in it lies in .data.rel.ro.
set -eu
library=$1
objects=$2
nm -D --defined-only "$library" | awk '
    { count++ }
    $NF !~ /^pst_/ { print "exported, but not ours: " $NF; wrong = 1 }
    END { print count + 0 " exported"; exit wrong || !count }'
find "$objects" -name '*.o' | sort | xargs nm --format=sysv --defined-only | awk -F '|' '
    /^Symbols from / { count++; object = $0; sub(/^Symbols from /, "", object); sub(/:$/, "", object) }
    NF == 7 {
        section = $7; gsub(/ /, "", section)
        name = $1; gsub(/ /, "", name)
        if (section ~ /^\.(data|bss|tdata|tbss)/ && section !~ /^\.data\.rel\.ro/ || section ~ /COM/) {
            print object ": " name " can change (" section ")"; wrong = 1
        }
    }
    END { print count + 0 " objects"; exit wrong || !count }'
