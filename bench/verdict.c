/* SPDX-License-Identifier: Apache-2.0 */
#include "verdict.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median_of_runs(const double *values, int count)
{
    double sorted[RUNS_MOST];
    memcpy(sorted, values, (size_t)count * sizeof *values);
    qsort(sorted, (size_t)count, sizeof *sorted, rising);
    return count % 2 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

double ratio_of(const double *ours, const double *theirs, int count)
{
    double ratios[RUNS_MOST];
    for (int i = 0; i < count; i++)
        ratios[i] = ours[i] / theirs[i];
    return median_of_runs(ratios, count);
}

bool is_reached(double value, double most)
{
    return value <= most;
}

void verdict_words(double value, struct bound bound, char words[80])
{
    const struct {
        const char *name;
        double most;
    } sides[] = {{"floor", bound.floor}, {"aim", bound.aim}};
    int length = 0;
    words[0] = '\0';
    for (int i = 0; i < 2; i++)
        if (!isnan(sides[i].most))
            length += snprintf(words + length, (size_t)(80 - length), "%s%s %.5g %s", length ? ", " : "",
                               sides[i].name, sides[i].most,
                               is_reached(value, sides[i].most) ? "reached" : "NOT reached");
}
