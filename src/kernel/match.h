/* SPDX-License-Identifier: Apache-2.0 */
/* How well the blocks of a thumbnail are found again in another one. */
#ifndef PST_MATCH_H
#define PST_MATCH_H

#include <stdint.h>

enum { BLOCK_WIDTH = 8, BLOCK_HEIGHT = 6 }; /* in samples */

/* For each block of `now` (rows × columns of them, row by row; `stride` samples a row in both pictures) the
   least sum of absolute differences from `before` over shifts of up to reach_x and reach_y samples that stay
   inside the picture. */
typedef void match_blocks_kernel(const uint8_t *now, const uint8_t *before, int stride, int columns, int rows,
                                 int reach_x, int reach_y, uint16_t *least);
match_blocks_kernel match_blocks, match_blocks_avx2;

#endif
