/* SPDX-License-Identifier: Apache-2.0 */
/* Sums over pairs of samples, and how alike the two are by them. */
#ifndef PST_MOMENTS_H
#define PST_MOMENTS_H

#include <math.h>
#include <stdint.h>

struct moments {
    int64_t a, b, aa, bb, ab, count;
};

/* −1..1. */
static inline float correlation_of(const struct moments *m)
{
    double n = (double)m->count, va = (double)m->aa - (double)m->a * (double)m->a / n;
    double vb = (double)m->bb - (double)m->b * (double)m->b / n;
    double both = (double)m->ab - (double)m->a * (double)m->b / n;
    double flat = n * 64; /* half a level of contrast */
    return (float)(both / sqrt((va + flat) * (vb + flat)));
}

#endif
