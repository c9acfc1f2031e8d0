/* SPDX-License-Identifier: Apache-2.0 */
/* Many candidates of one facet, put in order once so that the nearest of them is found without asking all. */
#ifndef PST_FACET_INDEX_H
#define PST_FACET_INDEX_H

#include "likeness/facets.h"

struct facet_index;

/* Candidates as for facet_nearest; they must stay where they are. NULL: no memory. */
struct facet_index *facet_index_open(int facet, const struct facets *candidates, size_t count, size_t stride);
void facet_index_close(struct facet_index **);

/* The same answer as facet_nearest, sooner. Safe from several threads at once. */
size_t facet_index_nearest(const struct facet_index *, const struct facets *of, double bound,
                           double *distance);

#endif
