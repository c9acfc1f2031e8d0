/* SPDX-License-Identifier: Apache-2.0 */
/* Box means of a decoder's plane: the small planes that every meter reads. */
#ifndef PST_REDUCE_H
#define PST_REDUCE_H

#include <stddef.h>
#include <stdint.h>

/* A plane as the decoder left it, or a window of one. */
struct samples {
    const void *data;
    ptrdiff_t stride;  /* in bytes; may be negative */
    int width, height; /* in samples, at least 1 */
    int depth;         /* 8: bytes; 9 to 16: 16-bit words, value in the low bits */
};

/* Sample values that become 0 and 65280 (luma), or −127.5 and +127.5 × 256 about 32768 (chroma). */
struct scale {
    int zero;      /* this sample value becomes `base` */
    int span;      /* so many steps of the sample are 255 × 256 of the output */
    uint16_t base; /* 0 for luma, 32768 for chroma */
};

/* Counted in the same pass: how many samples are ≤ low, and how many ≥ high. */
struct clipping {
    int low, high;
    int64_t at_low, at_high;
};

/* Output sample (i, j) of to_width × to_height is the mean over columns [i·W/w, (i+1)·W/w) and rows likewise,
   scaled, rounded to nearest, clamped to 0..65535. Needs to_width ≤ width and to_height ≤ height. `sums` is
   scratch space for `width` values; `to` holds to_height rows of to_width samples. `clipping` may be NULL. */
typedef void reduce_kernel(const struct samples *from, struct scale, struct clipping *clipping,
                           uint32_t *sums, uint16_t *to, int to_width, int to_height);
reduce_kernel reduce_plane, reduce_plane_avx2;

#endif
