/* SPDX-License-Identifier: Apache-2.0 */
/* When each block of the picture changes between two frames, and which pattern of wipe that makes. */
#ifndef PST_WIPE_H
#define PST_WIPE_H

#include "base/signal_features.h"
#include "meter/sight.h"

struct switching {
    float spread;     /* standard deviation of the blocks' moments, of the length; even from 0 to 1: 0.29 */
    float explained;  /* share of their variance that the pattern explains, 0..1 */
    float everywhere; /* share of blocks that differ between the two frames */
    float mixed;      /* of those, share that mix evenly all the time */
    float switched;   /* of those, share that go from one to the other within a quarter of the length */
    float swift;      /* mean time that they take, of the length */
    float begin, end; /* when the pattern's edge comes in and has gone, of the length: 0 and 1 where the span
                         is right */
    enum wipe_pattern pattern;
};

struct switching switching_of(const struct sights *, int64_t a, int64_t b);

#endif
