/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/levels.h"
#include <math.h>
#include <string.h>

enum { WHITE_LEVEL = 65280, BIN_WIDTH = 16 };

static void count_row(struct levels *levels, const uint16_t *row, int width, uint16_t shadow, uint16_t bright)
{
    for (int x = 0; x < width; x++) {
        uint32_t value = row[x] < WHITE_LEVEL ? row[x] : WHITE_LEVEL;
        levels->sum += value;
        levels->squares += (uint64_t)value * value;
        levels->below += value < shadow;
        levels->above += value >= bright;
        levels->bins[value / BIN_WIDTH]++;
    }
}

void levels_count(struct levels *levels, const struct plane *plane, uint16_t shadow, uint16_t bright)
{
    memset(levels, 0, sizeof *levels);
    for (int y = 0; y < plane->height; y++)
        count_row(levels, plane->data + (ptrdiff_t)y * plane->stride, plane->width, shadow, bright);
    levels->count = (uint32_t)(plane->width * plane->height);
}

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
