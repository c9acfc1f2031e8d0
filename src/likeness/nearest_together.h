/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_NEAREST_TOGETHER_H
#define PST_NEAREST_TOGETHER_H

#include "likeness/nearness.h"

/* How far two are apart in all facets that weigh: the mean of distance / weight over those that both have;
   NaN where they share fewer than half of them. */
double together_distance(const struct facets *, const struct facets *, const struct together *);

/* The nearest of the candidates in all facets; SIZE_MAX: none. Of equals the first. */
size_t nearest_together(const struct facets *of, const struct facets *candidates, size_t count, size_t stride,
                        const struct together *, double *distance);

#endif
