/* SPDX-License-Identifier: Apache-2.0 */
/* A few numbers of a facet between which Euclid's distance is never more than facet_distance, but for
   rounding: what is far apart by them need not be asked. */
#ifndef PST_FACET_SKETCH_H
#define PST_FACET_SKETCH_H

#include "likeness/facets.h"

enum { SKETCH_MOST = 12, SKETCH_STEPS = 16, SKETCH_AXES = 5 };

/* How many numbers a sketch of the facet has. */
int sketch_size(int facet);
/* `of` must have the facet. */
void sketch_make(int facet, const struct facets *of, float *sketch);

/* The same for palettes alone, dearer and closer: of each axis, l, 2a, 2b, 2(a + b)/√2, 2(a − b)/√2, the sum
   of weights up to a place, summed over steps of the axis. */
struct palette_sketch {
    float sums[SKETCH_AXES][SKETCH_STEPS];
};
void palette_sketch_make(const struct facets *of, struct palette_sketch *);
double palette_sketch_apart(bool light, const struct palette_sketch *, const struct palette_sketch *);

#endif
