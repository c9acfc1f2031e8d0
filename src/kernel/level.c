/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/level.h"
#include <stddef.h>

static const struct kernels in_c = {
    .absolute_difference = absolute_difference,
    .squared_distance = squared_distance,
    .either_distance = either_distance,
    .bytes_apart = bytes_apart,
    .pieces_apart = pieces_apart,
    .match_blocks = match_blocks,
    .fingerprint_make = fingerprint_make,
    .inset_find = inset_find,
    .levels_count = levels_count,
    .count_lit_row = count_lit_row,
    .count_lit_columns = count_lit_columns,
    .oklab_convert = oklab_convert,
    .oklab_chroma = oklab_chroma,
    .place_plane = place_plane,
    .reduce_plane = reduce_plane,
    .relief_of = relief_of,
    .best_shift = best_shift,
    .points_apart = points_apart,
    .works_apart = works_apart,
    .rows_apart = rows_apart,
    .add_roots = add_roots,
    .least_of = least_of,
    .places_under = places_under,
    .cheapest_ways = cheapest_ways,
    .heaps_apart = heaps_apart,
};

#ifdef PST_KERNEL_AVX2
static const struct kernels in_avx2 = {
    .absolute_difference = absolute_difference_avx2,
    .squared_distance = squared_distance_avx2,
    .either_distance = either_distance_avx2,
    .bytes_apart = bytes_apart_avx2,
    .pieces_apart = pieces_apart_avx2,
    .match_blocks = match_blocks_avx2,
    .fingerprint_make = fingerprint_make_avx2,
    .inset_find = inset_find_avx2,
    .levels_count = levels_count_avx2,
    .count_lit_row = count_lit_row_avx2,
    .count_lit_columns = count_lit_columns_avx2,
    .oklab_convert = oklab_convert_avx2,
    .oklab_chroma = oklab_chroma_avx2,
    .place_plane = place_plane_avx2,
    .reduce_plane = reduce_plane_avx2,
    .relief_of = relief_of_avx2,
    .best_shift = best_shift_avx2,
    .points_apart = points_apart_avx2,
    .works_apart = works_apart_avx2,
    .rows_apart = rows_apart_avx2,
    .add_roots = add_roots_avx2,
    .least_of = least_of_avx2,
    .places_under = places_under_avx2,
    .cheapest_ways = cheapest_ways_avx2,
    .heaps_apart = heaps_apart_avx2,
};
#endif

const struct kernels *kernels_at(enum kernel_level level)
{
#ifdef PST_KERNEL_AVX2
    if (level == KERNEL_AVX2)
        return __builtin_cpu_supports("avx2") ? &in_avx2 : NULL;
#endif
    return level == KERNEL_C ? &in_c : NULL;
}

const struct kernels *kernels_here(void)
{
    int level = KERNEL_LEVELS - 1;
    while (!kernels_at((enum kernel_level)level))
        level--;
    return kernels_at((enum kernel_level)level);
}

const char *kernel_level_name(enum kernel_level level)
{
    return level == KERNEL_AVX2 ? "AVX2" : "C";
}
