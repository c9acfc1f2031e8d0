/* SPDX-License-Identifier: Apache-2.0 */
/* Moments of a film laid out so that the nearest to another moment is found without asking all: beside the
   moments themselves what bounds their distances from below, side by side for the kernels (kernel/apart.h).
 */
#ifndef PST_SHELF_H
#define PST_SHELF_H

#include "kernel/apart.h"
#include "likeness/pivots.h"

static inline const struct facets *moment_at(struct moments moments, size_t i)
{
    return (const struct facets *)(const void *)((const char *)moments.first + i * moments.stride);
}

struct shelf {
    struct moments moments; /* must stay where they are, as the next */
    const struct pivots *known;
    size_t room;   /* places: the count, made up to a whole APART_UNIT */
    unsigned told; /* facets that any of them has */
    /* What bounds each facet's distances. Places without one lie at infinity. */
    float *axes[PST_FACETS]; /* of figures: over their steps; of colour: 2a, 2b, l as works_apart has them */
    uint8_t *rows;           /* of composition: cells over their steps, in parts of ROW_SCALE */
    float row_error;         /* a row's distance is wrong by at most so much */
    struct heap *heaps;      /* palettes: 2a, 2b, l */
    uint8_t (*pivots)[FORMS][PIVOTS_NEAR]; /* that each palette is most like */
    uint32_t *odd;                         /* moments that lack some of what is told */
    size_t odd_count;
};

/* Numbers of axes[facet]; 0: composition, and chroma, which is with colour. */
enum { SHELF_AXES = 3 * APART_STEPS };
int shelf_dimensions(int facet);

/* false: no memory. */
bool moments_lay_out(struct shelf *, struct moments, const struct pivots *);
void moments_put_away(struct shelf *);

/* What a moment's bounds are worked out from, as a shelf has it. */
void shelf_axes(int facet, const struct facets *, float axes[SHELF_AXES]);
/* How far the row is from what it stands for, root mean square. */
float shelf_row(const struct facets *, uint8_t row[APART_ROW]);

/* A row's root mean square of differences is that of bytes over this. */
#define ROW_SCALE 14.9f

#endif
