/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest on a shelf, exactly: bounds of all, then the distances of the few that may be it. */
#ifndef PST_SHELF_SEARCH_H
#define PST_SHELF_SEARCH_H

#include "kernel/level.h"
#include "likeness/shelf.h"

/* What distances of facets weigh in `together`: 1 / weight[f] each; a facet with 0 is left out. */
struct together {
    double weight[PST_FACETS];
};

/* Prices that moving earth to each pivot ended with: a bound for palettes like it. */
struct prices {
    bool known[PIVOTS_MOST];
    float lifts[PIVOTS_MOST][APART_MASSES], mean[PIVOTS_MOST]; /* mean: over what is moved */
};

/* A moment whose nearest is looked for, on one shelf after another: what it learns on one serves on the next.
 */
struct question {
    const struct facets *of;
    float axes[PST_FACETS][SHELF_AXES], row_error;
    uint8_t row[APART_ROW];
    struct heap heap;
    struct prices prices[FORMS];
};

void question_ask(struct question *, const struct facets *of);

/* Room to work in, for shelves of up to so many places; one a thread. */
struct workbench {
    const struct kernels *kernels;
    float *squares[PST_FACETS], *sums, *bounds;
    uint32_t *places;
    double *distances;
};
bool workbench_open(struct workbench *, size_t room);
void workbench_close(struct workbench *);

/* Of bounds and places from `from` on drops those over `most` and puts the least first; how many there are
   then, with those before `from`. */
size_t least_first(struct workbench *, size_t from, size_t count, double most);

struct nearest {
    size_t at; /* SIZE_MAX: none */
    double distance;
};

/* In each of the looks (bits 1 << look; together only with `together`) the nearest: of equals the first. What
   `found` says before, as of a moment much like this one, is looked at first; at: SIZE_MAX where it says
   nothing.
 */
void shelf_nearest(struct workbench *, const struct shelf *, struct question *, unsigned looks,
                   const struct together *, struct nearest found[PST_LOOKS]);

/* All but one that are nearer than `within` in one look, the nearest first, at most `room`: of equals the
   first. How many there are. */
size_t shelf_within(struct workbench *, const struct shelf *, struct question *, int look,
                    const struct together *, double within, size_t but, struct nearest *found, size_t room);

#endif
