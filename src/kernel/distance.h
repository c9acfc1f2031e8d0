/* SPDX-License-Identifier: Apache-2.0 */
/* How far two thumbnails are apart, sample by sample. */
#ifndef PST_DISTANCE_H
#define PST_DISTANCE_H

#include <stdint.h>

enum { DISTANCE_UNIT = 96 };

/* Sum of squared differences. Samples lie within 0..4095; `count` is a multiple of DISTANCE_UNIT. */
typedef int64_t squared_distance_kernel(const int16_t *a, const int16_t *b, int count);
squared_distance_kernel squared_distance, squared_distance_avx2;

/* Sum over samples of the smaller of (x − a)² and (x − b)²: what is left of x where every sample is one or
   the other. Limits as above. */
typedef int64_t either_distance_kernel(const int16_t *x, const int16_t *a, const int16_t *b, int count);
either_distance_kernel either_distance, either_distance_avx2;

/* Sum of |a − b|; `count` is a multiple of 4. */
typedef unsigned bytes_apart_kernel(const uint8_t *a, const uint8_t *b, int count);
bytes_apart_kernel bytes_apart, bytes_apart_avx2;

enum { PIECE = 12 };

/* The same of each PIECE bytes one after another; `pieces` is a multiple of 4. */
typedef void pieces_apart_kernel(const uint8_t *a, const uint8_t *b, int pieces, uint16_t *apart);
pieces_apart_kernel pieces_apart, pieces_apart_avx2;

#endif
