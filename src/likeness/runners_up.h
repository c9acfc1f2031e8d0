/* SPDX-License-Identifier: Apache-2.0 */
/* The shots that are as near as the nearest of most references, though another of their own film is nearer.
 */
#ifndef PST_RUNNERS_UP_H
#define PST_RUNNERS_UP_H

#include "likeness/nearness.h"

enum { NEAREST_OF_ALL = 3, RUNNERS_UP = NEAREST_OF_ALL - 1 };

/* A moment of a reference. */
struct neighbour {
    double distance;
    size_t reference;
    uint32_t at;
    bool nearest_of_its_film;
};

/* Of equals the earlier reference, then the earlier moment. */
int neighbour_order(const void *, const void *);

struct runners_up {
    struct neighbour items[PST_LOOKS][RUNNERS_UP];
    int count[PST_LOOKS];
};

/* For each of the film's shots and each look: which of the NEAREST_OF_ALL nearest shots of all references are
   not the nearest of their film; `to` has room for every shot. `near`: a reference each, as nearness_find
   fills them. Works on all processors. false: no memory. */
bool runners_up_find(const struct facet_film *, const struct facet_film *const *references, size_t count,
                     const struct nearness *near, const struct together *, struct runners_up *to);

#endif
