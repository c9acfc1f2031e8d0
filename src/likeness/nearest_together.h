/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_NEAREST_TOGETHER_H
#define PST_NEAREST_TOGETHER_H

#include "likeness/shelf_search.h"

/* How far two are apart in all facets that weigh: the mean of distance / weight over those that both have;
   NaN where they share fewer than half of them. */
double together_distance(const struct facets *, const struct facets *, const struct together *);

/* The nearest in all facets; of equals the first. `hint`: a place that may be near, or SIZE_MAX.
 * bench->squares holds what each facet that both have is apart.
 */
struct nearest nearest_together(struct workbench *, const struct shelf *, struct question *,
                                const struct together *, size_t hint);

/* Fills bench->places, with bench->squares as above, with those that may be within a distance; how many there
 * are.
 */
size_t together_may(struct workbench *, const struct shelf *, struct question *, const struct together *,
                    double within);

#endif
