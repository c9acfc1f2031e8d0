/* SPDX-License-Identifier: Apache-2.0 */
/* A picture within the picture: a rectangle whose sides are straight edges all along. */
#ifndef PST_INSET_FIND_H
#define PST_INSET_FIND_H

#include "base/picture.h"
#include <stdbool.h>

struct inset {
    int x, y, width, height; /* in samples of luma; width 0: there is none */
};

/* hits[line][at]: on how many of the lines before `line` there is an edge between samples at − 1 and at. */
struct inset_edges {
    uint16_t hits[SMALL_LUMA + 1][SMALL_LUMA + 2];
};

/* What a search writes on; contents do not matter. */
struct inset_search {
    uint16_t turned[SMALL_LUMA][SMALL_LUMA]; /* the picture, columns as rows */
    struct inset_edges across, down;
};

/* The rectangle of about half the picture's size, in its proportions, that stands out most; sides that lie on
   the picture's own border need not be seen, but two must. Luma at most SMALL_LUMA on either side. */
typedef struct inset inset_kernel(const struct plane *luma, struct inset_search *);
inset_kernel inset_find, inset_find_avx2;

#endif
