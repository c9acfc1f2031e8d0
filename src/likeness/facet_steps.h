/* SPDX-License-Identifier: Apache-2.0 */
/* What of each figure counts as one step: about a deviation between the shots of real clips
   (docs/measures.md, facets), rounded. */
#ifndef PST_FACET_STEPS_H
#define PST_FACET_STEPS_H

#include "likeness/facets.h"

/* Figures of a facet: where they lie, how many, and their steps. */
struct facet_steps {
    size_t offset;
    int count;
    const float *steps;
};

/* Facets of figures alone: not colour, chroma, composition or setting. */
const struct facet_steps *facet_steps_of(int facet);

static inline const float *facet_figures(const struct facet_steps *steps, const struct facets *of)
{
    return (const float *)(const void *)((const char *)of + steps->offset);
}

/* Of cells of a layout: bytes of base/layout.h. */
#define CELL_LIGHT_STEP 30.0f
#define CELL_EDGE_STEP 48.0f

#endif
