/* SPDX-License-Identifier: Apache-2.0 */
/* The window of a curve that stands out most from the rest of it: circular binary segmentation's statistic
   (Olshen, Venkatraman, Lucito & Wigler 2004), upwards only. */
#ifndef PST_SCAN_H
#define PST_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct scan_bounds {
    size_t shortest, longest; /* moments */
};

struct scan_window {
    size_t first, count; /* moments */
    double height; /* (mean inside − mean outside or 0, whichever is more) × √(n inside × n outside / n):
                      NaN where nothing could be looked at */
};

/* Sums of a curve, so that any window is quick. Moments that are NaN count for nothing. */
struct scan {
    double *sum;  /* of the first i */
    double *told; /* how many of the first i are not NaN */
    size_t count;
};

/* false: no memory. Room for curves of up to `most` moments; given back with scan_release. */
bool scan_open(struct scan *, size_t most);
void scan_release(struct scan *);
void scan_take(struct scan *, const double *curve, size_t count);

double scan_inside(const struct scan *, size_t first, size_t count);  /* mean; NaN: nothing told */
double scan_outside(const struct scan *, size_t first, size_t count); /* mean of the rest; NaN likewise */
double scan_height(const struct scan *, size_t first, size_t count);
/* The highest, of lengths that grow by a twelfth; of equals the first. A window of which less than half is
 * told is not looked at. */
struct scan_window scan_best(const struct scan *, struct scan_bounds);

#endif
