/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest palette on a shelf: the dearest distance there is, so it is asked of hardly any. */
#ifndef PST_PALETTE_SEARCH_H
#define PST_PALETTE_SEARCH_H

#include "likeness/shelf_search.h"

/* `facet`: colour or chroma; bench->squares[facet] bounds how far palettes are apart. `hint`: a place that
   may be near, or SIZE_MAX. */
struct nearest palette_nearest(struct workbench *, const struct shelf *, struct question *, int facet,
                               size_t hint);

/* Fills bench->places with those that may be within a distance, and bench->bounds with how far each is at the
   least. How many there are. */
size_t palette_may(struct workbench *, const struct shelf *, struct question *, int facet, double within);

/* At most how far they are apart, but for PALETTE_ROUNDING: by the nearest pivot of the place, or the next.
 */
float palette_at_least(const struct workbench *, const struct shelf *, struct question *, int facet,
                       size_t place, int pivot);

/* How far they are apart but for HEAP_ROUNDING; infinity where that is surely over `enough`. */
double palette_within(const struct workbench *, const struct shelf *, struct question *, int facet,
                      size_t place, double enough);

/* Far more than floats of this size err. */
#define PALETTE_ROUNDING 1e-5

#endif
