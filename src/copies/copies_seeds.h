/* SPDX-License-Identifier: Apache-2.0 */
/* Where two films may show the same: single pictures of one found in the other, best supported first. */
#ifndef PST_COPIES_SEEDS_H
#define PST_COPIES_SEEDS_H

#include "copies/copies_line.h"

struct copies_seed {
    uint32_t a, b; /* frames */
    int distance;
    struct copies_views views;
    double support; /* bits below COPIES_FAR of all pictures that lie on nearly the same line, weighed */
};

struct copies_seeds {
    struct copies_seed *items;
    size_t count, capacity;
};

/* The caller frees *items. false: no memory. */
bool copies_seeds_find(const struct copies_sketch *a, const struct copies_sketch *b, struct copies_seeds *);

#endif
