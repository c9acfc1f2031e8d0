/* SPDX-License-Identifier: Apache-2.0 */
/* What says nothing about a film: black, and what films share at their ends. */
#ifndef PST_COMMON_H
#define PST_COMMON_H

#include "likeness/facets.h"

/* Sets `common` of every shot of the films:
     black, solid  holds of one colour, anywhere
     logo          at an end: the same picture at the ends of two other films, of one where there are but two
     card          at an end: text on black
   An end is the first and last tenth of a film, six minutes at most; films of one hash count as one. *list is
   told by film (an index into `films`), then frame, and is the caller's to free; *list is NULL where nothing
   is common. false: no memory. */
bool find_common(struct facet_film *const *films, size_t count, struct pst_common **list, size_t *list_count);

#endif
