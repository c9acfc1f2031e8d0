/* SPDX-License-Identifier: Apache-2.0 */
/* One palette asked how far it is from many: what is surely too far is told at a tenth of the cost of moving
   its earth. The prices that prove one distance (linear programming duality) are a bound for every other. */
#ifndef PST_PALETTE_BOUND_H
#define PST_PALETTE_BOUND_H

#include "likeness/earth_mover.h"
#include "likeness/facets.h"

enum { PRICES_KEPT = 4 };

struct palette_query {
    bool light; /* else chroma alone */
    int count;
    struct mass masses[MOVER_MOST];
    float x[MOVER_MOST], y[MOVER_MOST], z[MOVER_MOST]; /* the same side by side */
    float lifts[PRICES_KEPT][MOVER_MOST]; /* of the last distances; infinite where there is no colour */
    float offsets[PRICES_KEPT];
    int prices, next;
};

void palette_query_open(struct palette_query *, const struct facets *of, bool light);

/* At most as far as they are apart, but for rounding of 10⁻⁵; looks for no better bound once it is over
   `enough`. */
double palette_bound(const struct palette_query *, const struct facets *, double enough);

/* facet_distance to the bit; keeps its prices. */
double palette_ask(struct palette_query *, const struct facets *);

#endif
