/* SPDX-License-Identifier: Apache-2.0 */
/* What several runs say, and whether that is good enough. */
#ifndef BENCH_VERDICT_H
#define BENCH_VERDICT_H

#include <stdbool.h>

enum { RUNS_MOST = 50 };

/* What a figure must not exceed; NAN where nothing is asked for. */
struct bound {
    double floor, aim;
};

/* `count` from 1 to RUNS_MOST. */
double median_of_runs(const double *values, int count);

/* The median of ours[i] / theirs[i]: each pair was run one after the other, so what else the machine did then
   hit both. */
double ratio_of(const double *ours, const double *theirs, int count);

/* A value that is missing (NAN) reaches nothing. */
bool is_reached(double value, double most);

/* "floor 1.1 reached, aim 1 NOT reached"; "" where there is neither. */
void verdict_words(double value, struct bound, char words[80]);

#endif
