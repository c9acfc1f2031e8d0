/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/levels.h"
#include <math.h>

enum { WHITE_LEVEL = 65280, BIN_WIDTH = 16 };

double levels_mean(const struct levels *levels)
{
    return (double)levels->sum / levels->count / WHITE_LEVEL;
}

double levels_deviation(const struct levels *levels)
{
    uint64_t scaled = levels->count * levels->squares - levels->sum * levels->sum;
    return sqrt((double)scaled) / levels->count / WHITE_LEVEL;
}

double levels_percentile(const struct levels *levels, int percent)
{
    uint64_t rank = ((uint64_t)levels->count * (uint64_t)percent + 99) / 100, seen = 0;
    int bin = 0;
    for (; bin < LEVEL_BINS - 1; bin++) {
        seen += levels->bins[bin];
        if (seen >= rank)
            break;
    }
    /* The ends of the scale are exact: a bin's middle would tell pure black as grey. */
    if (bin == 0 || bin == LEVEL_BINS - 1)
        return bin == 0 ? 0 : 1;
    return (bin * BIN_WIDTH + (BIN_WIDTH - 1) / 2.0) / WHITE_LEVEL;
}
