/* SPDX-License-Identifier: Apache-2.0 */
/* How the luma of a small plane is spread. All sums are integers: exact, in any order. */
#ifndef PST_LEVELS_H
#define PST_LEVELS_H

#include "base/picture.h"

enum { LEVEL_BINS = 4081 }; /* of 16 steps each: 0..65280 */

struct levels {
    uint64_t sum, squares;
    uint32_t count, below, above;
    uint32_t bins[LEVEL_BINS];
};

/* Counts a plane of at most 65536 samples anew; luma above nominal white counts as white. `below` counts
   samples < shadow, `above` samples ≥ bright. */
typedef void levels_kernel(struct levels *, const struct plane *, uint16_t shadow, uint16_t bright);
levels_kernel levels_count, levels_count_avx2;

/* As shares of nominal white: 0..1. */
double levels_mean(const struct levels *);
double levels_deviation(const struct levels *); /* of the population */
/* The least level that at least `percent` of the samples do not exceed (nearest rank), good to 1/8160. */
double levels_percentile(const struct levels *, int percent);

#endif
