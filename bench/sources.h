/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of bench/sources.tsv: group, source, file. */
#ifndef BENCH_SOURCES_H
#define BENCH_SOURCES_H

#include <stdbool.h>
#include <stdio.h>

struct source_clip {
    char group[16], source[64], file[256];
};

/* false: there is none left. */
static inline bool next_clip(FILE *list, struct source_clip *clip)
{
    char line[512];
    while (fgets(line, sizeof line, list))
        if (line[0] != '#' && sscanf(line, "%15s %63s %255s", clip->group, clip->source, clip->file) == 3)
            return true;
    return false;
}

#endif
