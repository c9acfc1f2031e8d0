/* SPDX-License-Identifier: Apache-2.0 */
/* The same footage in two films: passages, frame by frame. */
#ifndef PST_COPIES_FIND_H
#define PST_COPIES_FIND_H

#include "copies/copies_line.h"

struct copies_passage {
    struct copies_span a, b;
    struct copies_views views; /* that agree best */
    struct copies_line line;
    struct copies_evidence evidence;
    double own;     /* of its score what its own pictures tell; what it beat may have told more */
    double flicker; /* copies_line_flicker */
    bool settled;   /* the speed is told to a frame over the passage */
};

/* Nothing under it is worth telling, however little there was to be matched. */
#define COPIES_LEAST_SCORE 3.0

struct copies_list {
    struct copies_passage *items;
    size_t count, capacity;
};

/* All that score `least` and more, the best first; none lies over a better one in both films, and none that
   is plainly less like in either. The caller frees *items. false: no memory. */
bool copies_find(const struct copies_sketch *a, const struct copies_sketch *b, double least,
                 struct copies_list *);

/* How many passages of such a score, or more, chance alone would show between unrelated films, of which so
   much is there to be matched (`extent`, summed over the films that are searched). */
double copies_expected(double score, double extent_a, double extent_b);

#endif
