/* SPDX-License-Identifier: Apache-2.0 */
/* How far two thumbnails are apart, sample by sample and block by block. */
#ifndef PST_DISTANCE_H
#define PST_DISTANCE_H

#include <stdint.h>

enum { DISTANCE_UNIT = 96 };

/* Sum of squared differences. Samples lie within 0..4095; `count` is a multiple of DISTANCE_UNIT. */
int64_t squared_distance(const int16_t *a, const int16_t *b, int count);

/* Sum over samples of the smaller of (x − a)² and (x − b)²: what is left of x where every sample is one or
   the other. Limits as above. */
int64_t either_distance(const int16_t *x, const int16_t *a, const int16_t *b, int count);

/* Sum of all samples, and of their squares. */
void sums_of(const int16_t *samples, int count, int64_t *sum, int64_t *squares);

enum { BLOCK_WIDTH = 8, BLOCK_HEIGHT = 6 }; /* in samples */

/* For each block of `now` (rows × columns of them, row by row; `stride` samples a row in both pictures) the
   least sum of absolute differences from `before` over shifts of up to reach_x and reach_y samples that stay
   inside the picture. */
void match_blocks(const uint8_t *now, const uint8_t *before, int stride, int columns, int rows, int reach_x,
                  int reach_y, uint16_t *least);

#endif
