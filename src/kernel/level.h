/* SPDX-License-Identifier: Apache-2.0 */
/* The inner loops at the level of what the processor has. KERNEL_C is the reference; the others give the same
   bits faster. Whoever works with kernels asks once for a table, keeps the pointer, and calls through it. */
#ifndef PST_LEVEL_H
#define PST_LEVEL_H

#include "kernel/apart.h"
#include "kernel/difference.h"
#include "kernel/distance.h"
#include "kernel/fingerprint_hash.h"
#include "kernel/inset_find.h"
#include "kernel/levels.h"
#include "kernel/lit.h"
#include "kernel/match.h"
#include "kernel/oklab.h"
#include "kernel/place.h"
#include "kernel/reduce.h"
#include "kernel/relief.h"
#include "kernel/shift.h"

enum kernel_level { KERNEL_C, KERNEL_AVX2, KERNEL_LEVELS };

struct kernels {
    absolute_difference_kernel *absolute_difference;
    squared_distance_kernel *squared_distance;
    either_distance_kernel *either_distance;
    bytes_apart_kernel *bytes_apart;
    pieces_apart_kernel *pieces_apart;
    match_blocks_kernel *match_blocks;
    fingerprint_kernel *fingerprint_make;
    inset_kernel *inset_find;
    levels_kernel *levels_count;
    lit_row_kernel *count_lit_row;
    lit_columns_kernel *count_lit_columns;
    oklab_convert_kernel *oklab_convert;
    oklab_chroma_kernel *oklab_chroma;
    place_kernel *place_plane;
    reduce_kernel *reduce_plane;
    relief_kernel *relief_of;
    best_shift_kernel *best_shift;
    points_apart_kernel *points_apart;
    works_apart_kernel *works_apart;
    rows_apart_kernel *rows_apart;
    add_roots_kernel *add_roots;
    least_kernel *least_of;
    places_kernel *places_under;
    cheapest_kernel *cheapest_ways;
    heaps_apart_kernel *heaps_apart;
};

/* Never changes; NULL where this processor or this build lacks the level. */
const struct kernels *kernels_at(enum kernel_level);

/* The highest level there is here. */
const struct kernels *kernels_here(void);

const char *kernel_level_name(enum kernel_level);

#endif
