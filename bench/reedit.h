/* SPDX-License-Identifier: Apache-2.0 */
/* Edits real single-shot clips into films whose every transition is known. */
#ifndef BENCH_REEDIT_H
#define BENCH_REEDIT_H

#include <stdbool.h>
#include <stdint.h>

struct reedit_params {
    const char *footage; /* folder of the clips */
    const char *sources; /* bench/sources.tsv: group, source, file */
    const char *group;   /* "tune" or "report" */
    int part, parts;     /* of every so many of its clips that one; parts 0: all */
    bool rare;           /* mostly jump cuts, wipes, pushes and slides, dissolves of 4 to 96 frames */
    bool busy; /* with effects and overlays of bench/busy.h, every fourth frame shown twice in some */
    uint64_t seed;
    int frames;               /* about so many */
    const char *film, *truth; /* files to write */
};

/* false: something could not be read or written; told on standard error. Same parameters, same film. */
bool reedit(const struct reedit_params *);

#endif
