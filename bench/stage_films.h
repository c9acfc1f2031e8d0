/* SPDX-License-Identifier: Apache-2.0 */
/* Films of the stage, drawn from a seed, encoded, and their transitions as truth. Synthetic: every figure
 * made on them says so. */
#ifndef BENCH_STAGE_FILMS_H
#define BENCH_STAGE_FILMS_H

#include "film/franchise.h"

#include <stdbool.h>

/* What a film suffers on its way. */
struct stage_copy {
    char codec[64]; /* in ffmpeg's words: "libx264 -crf 20" */
    int bar;        /* lines of black above and below */
    int hold;       /* each picture stays for so many frames, 1 to 3 */
};

struct stage_film_params {
    struct film_order order;
    const char *film, *truth; /* files to write: a film, and rows of kind, first and last frame */
    struct stage_copy copy;
};

/* false: something could not be written or read; told on standard error. */
bool stage_film(const struct stage_film_params *);

/* What the n-th film suffers, in the shares in which bench/reedit.c draws it for real clips; so that few
 * films have these shares too, they take turns. The rest is drawn from the seed. */
struct stage_copy stage_copy_drawn(uint64_t seed, int n);

/* The n-th seed (from 0) of a group, "tune" or "report", of tests/stage/seeds.tsv; false where there is none.
 */
bool stage_seed(const char *path, const char *group, int n, uint64_t *seed);

#endif
