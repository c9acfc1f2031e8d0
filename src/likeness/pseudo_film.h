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

/* Fills `to` (of the length that the film has). A film's level is its own: that of one reference, drawn, for
   all of it; on it come blocks of how any reference departs from its own level, all facets of a block
   together. As few references tell little of how far a further one may stray, these are widened, facet by
   facet, by √(ν / χ²(ν)), ν = 1.5 (count − 1), as Student's t widens the normal distribution. `together` is
   made of the widened facets. `scene`: moments. */
void pseudo_film(const struct departure_scale *, const struct curves *references, size_t count, size_t scene,
                 struct chance *, struct curves *to);

#endif
