/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_PALETTE_MASSES_H
#define PST_PALETTE_MASSES_H

#include "likeness/earth_mover.h"
#include "likeness/facets.h"

/* A palette as earth to be moved; how many masses. Without `light`, by chroma alone. */
static inline int palette_masses(const struct facets *of, bool light, struct mass *masses)
{
    for (int i = 0; i < of->colours; i++) {
        const struct facet_colour *c = &of->colour[i];
        masses[i] = (struct mass){c->weight, light ? c->l : 0, 2 * c->a, 2 * c->b};
    }
    return of->colours;
}

#endif
