/* SPDX-License-Identifier: Apache-2.0 */
/* What says nothing about a film: black, and what films share at their ends. */
#ifndef PST_COMMON_H
#define PST_COMMON_H

#include "likeness/facets.h"

/* Films one after another whose shots' `copies` are counted already, among each other: no need to do it
 * again. */
struct settled_films {
    size_t first, count;
};

/* Sets `common` of every shot of the films, and its `copies`:
     black, solid  holds of one colour, anywhere
     logo          at an end: the same picture at the ends of two other films, of one where there are but two
     card          at an end: text on black
   An end is the first and last tenth of a film, six minutes at most; films of one hash count as one, and none
   of the settled ones may be there twice. *list is told by film (an index into `films`), then frame, and is
   the caller's to free; *list is NULL where nothing is common. false: no memory. */
bool find_common(struct facet_film *const *films, size_t count, struct settled_films,
                 struct pst_common **list, size_t *list_count);

/* Would the shot be set aside among the settled films and one more of the kind, if that has no copy of it? */
bool is_common_anyway(const struct facet_film *, const struct facet_shot *);

/* Does the middle of the shot lie at an end? */
bool is_at_end(const struct facet_film *, const struct facet_shot *);

#endif
