/* SPDX-License-Identifier: Apache-2.0 */
/* How near moments of one reference come to another reference: what a precedent's closeness is held against.
 */
#ifndef PST_CLOSENESS_H
#define PST_CLOSENESS_H

#include "likeness/nearness.h"

struct closeness {
    struct together together;  /* of each facet the median below */
    double *sorted[PST_LOOKS]; /* distances to the nearest in another reference, rising; one allocation */
    size_t count[PST_LOOKS];
};

/* Of evenly spread moments, up to CLOSENESS_QUESTIONS in all. `facets`: what `together` is made of. With one
   film all counts are 0 and the weights 1. false: no memory. */
enum { CLOSENESS_QUESTIONS = 4000 };
bool closeness_find(struct closeness *, const struct facet_film *const *references, size_t count,
                    enum moment_kind, unsigned facets);
void closeness_release(struct closeness *);

#endif
