/* SPDX-License-Identifier: Apache-2.0 */
/* Follows the black bars of a film from picture to picture, causally: what it says of a picture depends on
   that picture and those before it only. Bars are believed slowly and given up quickly, so that a dark scene
   is not taken for a letterbox. */
#ifndef PST_BARS_H
#define PST_BARS_H

#include "kernel/level.h"
#include "pastiche/film.h"
#include <stdbool.h>

struct bars {
    const struct kernels *kernels;
    int width, height;      /* of the whole picture */
    struct pst_rect active; /* believed now */
    struct pst_rect seen;   /* smallest bars (largest rectangle) that held since `agreeing` began */
    int agreeing;           /* lit pictures in a row whose bars are at least those of `seen` */
    int exact;              /* of these, how many show just `seen` */
    int breaking;           /* lit pictures in a row with a picture where bars were believed */
    int doubting;           /* lit pictures in a row that do not show the believed bars */
    bool started;
};

void bars_init(struct bars *, int width, int height);

/* Looks at the luma plane of the next picture (`black`: nominal black, `white`: nominal white, as sample
   values). True where `active` changed. */
bool bars_look(struct bars *, const struct samples *luma, int black, int white);

/* A rectangle of a picture of one size as it lies in the same picture scaled to another; at least 1x1. */
struct pst_rect bars_rescale(const struct pst_rect *, int from_width, int from_height, int to_width,
                             int to_height);

#endif
