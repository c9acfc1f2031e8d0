/* SPDX-License-Identifier: Apache-2.0 */
/* Some palettes of the films that are compared. What proves how far a palette is from one of them also bounds
   how far it is from those that are like that one. */
#ifndef PST_PIVOTS_H
#define PST_PIVOTS_H

#include "kernel/level.h"
#include "likeness/facets.h"

/* Palettes as a whole, or their chroma alone. */
enum palette_form { FORM_CHROMA, FORM_COLOUR, FORMS };

/* A palette as earth to be moved, over 2a, 2b, l. */
void palette_heap(const struct facets *, struct heap *);
static inline int form_axes(enum palette_form form)
{
    return form == FORM_COLOUR ? 3 : 2;
}

enum { PIVOTS_MOST = 256, PIVOT_AXES = 9 };

struct pivots {
    size_t count; /* 0: no film has a palette */
    struct heap items[PIVOTS_MOST];
    float axes[FORMS][PIVOT_AXES]
              [PIVOTS_MOST]; /* by which pivots are told alike; infinite where there is none */
};

/* Evenly spread over the films' shots. Any films will do: what is found does not depend on them, only how
   soon. */
void pivots_choose(struct pivots *, const struct facet_film *const *films, size_t count);

/* The two pivots that a palette is most like, 0 where there are none. */
enum { PIVOTS_NEAR = 2 };
void pivots_near(const struct pivots *, const struct kernels *, const struct heap *, enum palette_form,
                 uint8_t near[PIVOTS_NEAR]);

#endif
