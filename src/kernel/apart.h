/* SPDX-License-Identifier: Apache-2.0 */
/* One thing held against many that lie side by side: how far it may be from each, and which are near. */
#ifndef PST_APART_H
#define PST_APART_H

#include <stddef.h>
#include <stdint.h>

enum { APART_UNIT = 8, APART_AXES = 12, APART_ROW = 96, APART_BYTE = 127, APART_MASSES = 8, APART_STEPS = 8 };

/* Of each of `count` points the sum of squares of its differences from `of`, axis by axis: number i of axis d
   is axes[d × stride + i]; up to APART_AXES of them. `count` is a multiple of APART_UNIT. */
typedef void points_apart_kernel(const float *axes, size_t stride, int dimensions, const float *of,
                                 size_t count, float *squares);
points_apart_kernel points_apart, points_apart_avx2;

/* Masses by how much of them lies up to a place on each of three axes, summed over APART_STEPS steps of it:
   number k of axis d of mass i is steps[(d × APART_STEPS + k) × stride + i]. The work along an axis is the
   sum of what steps differ by; two[i] is the sum of its squares over the first two axes, three[i] over all.
   `count` is a multiple of APART_UNIT. */
typedef void works_apart_kernel(const float *steps, size_t stride, const float of[3 * APART_STEPS],
                                size_t count, float *two, float *three);
works_apart_kernel works_apart, works_apart_avx2;

/* As points_apart, of rows of APART_ROW bytes, none over APART_BYTE. `count` is a multiple of APART_UNIT. */
typedef void rows_apart_kernel(const uint8_t *rows, const uint8_t *of, size_t count, float *squares);
rows_apart_kernel rows_apart, rows_apart_avx2;

/* sums[i] += weight × √squares[i]. `count` is a multiple of APART_UNIT. */
typedef void add_roots_kernel(const float *squares, float weight, size_t count, float *sums);
add_roots_kernel add_roots, add_roots_avx2;

/* The least of `count` values, a multiple of APART_UNIT; infinite where all are, or are not numbers. */
typedef float least_kernel(const float *values, size_t count);
least_kernel least_of, least_of_avx2;

/* Places of all values that are at most `most`, rising; how many. `places` has room for `count`, a multiple
   of APART_UNIT. */
typedef size_t places_kernel(const float *values, size_t count, float most, uint32_t *places);
places_kernel places_under, places_under_avx2;

/* Earth to be moved: at most APART_MASSES masses, whose shares sum to HEAP_WHOLE. */
enum { HEAP_WHOLE = 1 << 30 };
struct heap {
    float weight[APART_MASSES], axes[3][APART_MASSES]; /* places without a mass weigh 0 */
    int32_t share[APART_MASSES];
    int count;
};

/* Each mass of `to` from where it is cheapest, with that one's lift put on the way: the sum of weight × the
   least over `from` of (Euclid's distance over the first axes + its lift). */
typedef float cheapest_kernel(const struct heap *from, const struct heap *to, int dimensions,
                              const float lifts[APART_MASSES]);
cheapest_kernel cheapest_ways, cheapest_ways_avx2;

/* The earth mover's distance of two heaps over the first axes, to within HEAP_ROUNDING; infinite as soon as
   it is sure to be over `enough`. `lifts`: prices of the masses of `from` to begin with, any numbers: the
   better they suit, the sooner it is done; then those that it ended with. */
#define HEAP_ROUNDING 1e-5
typedef float heaps_apart_kernel(const struct heap *from, const struct heap *to, int dimensions, float enough,
                                 float lifts[APART_MASSES]);
heaps_apart_kernel heaps_apart, heaps_apart_avx2;

#endif
