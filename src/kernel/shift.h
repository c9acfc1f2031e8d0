/* SPDX-License-Identifier: Apache-2.0 */
/* How one thumbnail lies in another: moved as a whole, or nearer and farther. */
#ifndef PST_SHIFT_H
#define PST_SHIFT_H

#include <stdint.h>

struct shift {
    int x, y;       /* samples by which `now` has moved against `before` */
    float likeness; /* correlation of what both show, −1..1 */
};

enum { SHIFT_REACH = 20, SHIFT_LITTLE = 3 }; /* samples along one axis, and across it */

/* The move, along the rows or down the columns and a little across, after which they are most alike; at least
   two fifths of the picture stay in view. Samples lie within 0..4095; sides of at most 64, `stride` samples
   from row to row in both. */
typedef struct shift best_shift_kernel(const int16_t *now, const int16_t *before, int stride, int width,
                                       int height);
best_shift_kernel best_shift, best_shift_avx2;

/* Greatest correlation of one with the other seen 1.1 to 1.8 times nearer about the middle. */
float best_zoom(const int16_t *now, const int16_t *before, int stride, int width, int height);

#endif
