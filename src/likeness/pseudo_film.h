/* SPDX-License-Identifier: Apache-2.0 */
/* Films that might have been one more of the series: put together of blocks of the left-out references' own
   curves. */
#ifndef PST_PSEUDO_FILM_H
#define PST_PSEUDO_FILM_H

#include "likeness/chance.h"
#include "likeness/departure.h"

/* Blocks are as long as a scene at the least, and from a tenth to six tenths of the film: what changes slowly
   from act to act must change as slowly in them. */
#define PSEUDO_BLOCK_LEAST 0.1
#define PSEUDO_BLOCK_MOST 0.6
#define PSEUDO_STRAYS 1.3

/* How unlike one another the references are in how far each strays from its own level: by facet, the
   deviation of the logarithm of that over the references, its square half the facet's own and half the mean
   of all facets'. NaN where it cannot be told. */
struct straying {
    double spread[PST_FACETS];
};
struct straying straying_of(const struct curves *references, size_t count);

/* Fills `to` (of the length that the film has). A film's level is its own: that of one reference, drawn, for
   all of it; on it come blocks of how any reference departs from its own level, all facets of a block
   together. A further film may stray more than these, or less: its deviations are theirs times
   exp(PSEUDO_STRAYS × spread × t), facet by facet, t drawn of Student's with count − 1 degrees of freedom.
   `together` is made of these facets. `scene`: moments. */
void pseudo_film(const struct departure_scale *, const struct straying *, const struct curves *references,
                 size_t count, size_t scene, struct chance *, struct curves *to);

#endif
