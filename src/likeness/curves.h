/* SPDX-License-Identifier: Apache-2.0 */
/* A number for each look at each moment of a film. NaN: cannot be told. */
#ifndef PST_CURVES_H
#define PST_CURVES_H

#include "pastiche/comparison.h"

struct curves {
    double *look[PST_LOOKS]; /* one allocation, look[0]'s */
    size_t count;
};

/* All NaN. false: no memory. */
bool curves_open(struct curves *, size_t count);
/* Likewise. */
bool curves_copy(const struct curves *from, struct curves *to);
void curves_release(struct curves *);

/* Of those that are not NaN; NaN where there are none. */
double mean_of_told(const double *values, size_t count);
/* Of so many numbers; NaN where there are none. `values` is put in order. */
double median_of(double *values, size_t count);
/* Share of the rising `values` that are less than x; of equals half. NaN where there are none or x is NaN. */
double share_below(const double *values, size_t count, double x);
int rising(const void *a, const void *b); /* for qsort of doubles, without NaN */

#endif
