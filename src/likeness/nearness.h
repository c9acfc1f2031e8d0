/* SPDX-License-Identifier: Apache-2.0 */
/* Where in other films the nearest lies to each moment of one. */
#ifndef PST_NEARNESS_H
#define PST_NEARNESS_H

#include "likeness/curves.h"
#include "likeness/shelf_search.h"

/* For each moment of one film and each look the nearest in another. */
struct nearness {
    struct curves distance;  /* NaN: one of them has not got the facet */
    uint32_t *at[PST_LOOKS]; /* index; UINT32_MAX: none. One allocation, at[0]'s */
};

/* Fills near[0 … count), a film each. `looks`: bits 1 << look: what to look for; together only with
   `together`. Works on all processors; what comes out does not depend on how many there are. Soonest where
   the films' moments are laid out (facets.h). false: no memory. */
bool nearness_find(struct moments of, const struct facet_film *const *films, size_t count, enum moment_kind,
                   unsigned looks, const struct together *, struct nearness *near);
void nearness_release_each(struct nearness *near, size_t count);
/* Also the array, which may be NULL. */
void nearness_release_all(struct nearness *near, size_t count);

#endif
