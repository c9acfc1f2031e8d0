/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_NORMALITY_H
#define PST_NORMALITY_H

#include <stddef.h>

enum { NORMALITY_LEAST = 12, NORMALITY_MOST = 5000 };

struct normality {
    double w; /* Shapiro–Wilk's W, 0..1 */
    double p; /* probability of so small a W where the values are normal */
};

/* Shapiro–Wilk W by Royston's approximation (1995, AS R94). `sorted` rises; count is NORMALITY_LEAST to
   NORMALITY_MOST; NaN where it isn't, or where all values are equal. */
struct normality normality_test(const double *sorted, size_t count);

/* The value below which the standard normal variable stays with probability p, 0 < p < 1. */
double normal_quantile(double p);

#endif
