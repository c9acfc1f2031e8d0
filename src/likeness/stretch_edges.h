/* SPDX-License-Identifier: Apache-2.0 */
/* Where a stretch begins and ends, and how sure that is. */
#ifndef PST_STRETCH_EDGES_H
#define PST_STRETCH_EDGES_H

#include "likeness/curves.h"
#include "likeness/scan.h"

/* Moves both ends to where the window is highest, a moment at a time. */
void stretch_settle(const struct scan *, struct scan_bounds, struct scan_window *);

struct stretch_interval {
    double begin_low, begin_high, end_low, end_high; /* in moments; the end is the first after it */
};

/* 95 %: the curve is drawn anew in blocks of `scene`, the stretch from inside it and the rest from outside,
   and the stretch is looked for again about its place (block bootstrap: Künsch 1989). false: no memory. */
bool stretch_edges(const double *curve, size_t count, struct scan_bounds, size_t scene, struct scan_window,
                   struct stretch_interval *);

#endif
