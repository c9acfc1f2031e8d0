/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/curves.h"
#include <math.h>
#include <stdlib.h>

bool curves_open(struct curves *curves, size_t count)
{
    double *room = malloc((count * PST_LOOKS + 1) * sizeof *room);
    *curves = (struct curves){.count = count};
    if (!room)
        return false;
    for (size_t i = 0; i < count * PST_LOOKS; i++)
        room[i] = (double)NAN;
    for (size_t look = 0; look < PST_LOOKS; look++)
        curves->look[look] = room + look * count;
    return true;
}

bool curves_copy(const struct curves *from, struct curves *to)
{
    if (!curves_open(to, from->count))
        return false;
    for (size_t i = 0; i < from->count * PST_LOOKS; i++)
        to->look[0][i] = from->look[0][i];
    return true;
}

void curves_release(struct curves *curves)
{
    free(curves->look[0]);
    *curves = (struct curves){0};
}

int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double mean_of_told(const double *values, size_t count)
{
    double sum = 0;
    size_t told = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            sum += values[i];
            told++;
        }
    return told ? sum / (double)told : (double)NAN;
}

double median_of(double *values, size_t count)
{
    if (!count)
        return (double)NAN;
    qsort(values, count, sizeof *values, rising);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/* How many come before x, or x and its equals too. */
static size_t before(const double *values, size_t count, double x, bool equals)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (values[middle] < x || (equals && values[middle] <= x))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

double share_below(const double *values, size_t count, double x)
{
    if (!count || isnan(x))
        return (double)NAN;
    return (double)(before(values, count, x, false) + before(values, count, x, true)) / (2.0 * (double)count);
}
