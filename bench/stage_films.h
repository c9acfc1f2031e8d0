/* SPDX-License-Identifier: Apache-2.0 */
/* Films of the stage, drawn from a seed, encoded, and their transitions as truth. Synthetic: every figure
 * made on them says so. */
#ifndef BENCH_STAGE_FILMS_H
#define BENCH_STAGE_FILMS_H

#include "film/franchise.h"

#include <stdbool.h>

struct stage_film_params {
    struct film_order order;
    const char *film, *truth; /* files to write: a film, and rows of kind, first and last frame */
    const char *encoder;      /* ffmpeg's words for it: "-c:v libx264 -crf 20" */
};

/* false: something could not be written or read; told on standard error. */
bool stage_film(const struct stage_film_params *);

/* The n-th seed (from 0) of a group, "tune" or "report", of tests/stage/seeds.tsv; false where there is none.
 */
bool stage_seed(const char *path, const char *group, int n, uint64_t *seed);

#endif
