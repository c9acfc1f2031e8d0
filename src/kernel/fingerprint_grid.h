/* SPDX-License-Identifier: Apache-2.0 */
/* The fingerprint's first step: the picture at FINGERPRINT_GRID × FINGERPRINT_GRID. */
#ifndef PST_FINGERPRINT_GRID_H
#define PST_FINGERPRINT_GRID_H

#include "kernel/fingerprint_hash.h"

enum { FINGERPRINT_LONGEST = 160 };

/* Area means times width × height, in integers: exact, so that a mirrored picture gives the mirrored grid. */
typedef void fingerprint_grid_kernel(const struct plane *luma,
                                     uint32_t grid[FINGERPRINT_GRID][FINGERPRINT_GRID]);
fingerprint_grid_kernel fingerprint_make_grid, fingerprint_make_grid_avx2;

/* How much of sample `at` lies in cell `cell` over `size` samples, in 1/FINGERPRINT_GRID of a sample. */
static inline uint32_t fingerprint_overlap(int at, int cell, int size)
{
    enum { GRID = FINGERPRINT_GRID };
    int left = at * GRID > cell * size ? at * GRID : cell * size;
    int right = (at + 1) * GRID < (cell + 1) * size ? (at + 1) * GRID : (cell + 1) * size;
    return right > left ? (uint32_t)(right - left) : 0;
}

#endif
