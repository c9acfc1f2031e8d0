/* SPDX-License-Identifier: Apache-2.0 */
/* How sure a few figures of a bench are. */
#ifndef BENCH_ODDS_H
#define BENCH_ODDS_H

#include <stddef.h>

struct odds {
    double low, high;
};

/* Where a share lies of which `hits` of `count` were seen, 95 of 100 times: Clopper and Pearson 1934, exact.
 * 0 to 1 where count is 0. */
struct odds share_odds(int hits, int count);

/* That so many values between 0 and 1 as far from even are drawn evenly: Kolmogorov and Smirnov, by Stephens'
 * 1970 approximation (good from 5 values on). Sorts the values. `distance` may be NULL. */
double even_odds(double *values, size_t count, double *distance);

/* Spearman's rho; equal values share their ranks. NaN where one side is all equal. count <= 64. */
double rank_correlation(const double *x, const double *y, size_t count);

/* Sorts; NaN where there is none. */
double middle_of(double *values, size_t count);

#endif
