/* SPDX-License-Identifier: Apache-2.0 */
/* Where in one film the nearest lies to each moment of another. */
#ifndef PST_NEARNESS_H
#define PST_NEARNESS_H

#include "likeness/curves.h"
#include "likeness/facets.h"

/* Moments of a film: its windows, or its shots. */
struct moments {
    const struct facets *first;
    size_t count, stride; /* bytes from one to the next */
};

struct moments moments_of_windows(const struct facet_film *);
struct moments moments_of_shots(const struct facet_film *);

/* For each moment of one film and each look the nearest in another. */
struct nearness {
    struct curves distance;  /* NaN: one of them has not got the facet */
    uint32_t *at[PST_LOOKS]; /* index; UINT32_MAX: none. One allocation, at[0]'s */
};

/* What distances of facets weigh in `together`: 1 / weight[f] each; a facet with 0 is left out. */
struct together {
    double weight[PST_FACETS];
};

/* `looks`: bits 1 << look: what to look for; together only with `together`. false: no memory. */
bool nearness_find(struct moments of, struct moments in, unsigned looks, const struct together *,
                   struct nearness *);
void nearness_release(struct nearness *);

#endif
