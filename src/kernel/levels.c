/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/levels.h"
#include <string.h>

enum { WHITE_LEVEL = 65280, BIN_WIDTH = 16 };

static void add_up(struct levels *levels, const uint16_t *row, int width, uint16_t shadow, uint16_t bright)
{
    uint64_t sum = 0, squares = 0;
    uint32_t below = 0, above = 0;
    for (int x = 0; x < width; x++) {
        uint32_t value = row[x] < WHITE_LEVEL ? row[x] : WHITE_LEVEL;
        sum += value;
        squares += (uint64_t)value * value;
        below += value < shadow;
        above += value >= bright;
    }
    levels->sum += sum;
    levels->squares += squares;
    levels->below += below;
    levels->above += above;
}

static void count_bins(struct levels *levels, const uint16_t *row, int width)
{
    for (int x = 0; x < width; x++)
        levels->bins[(row[x] < WHITE_LEVEL ? row[x] : WHITE_LEVEL) / BIN_WIDTH]++;
}

void levels_count(struct levels *levels, const struct plane *plane, uint16_t shadow, uint16_t bright)
{
    memset(levels, 0, sizeof *levels);
    for (int y = 0; y < plane->height; y++) {
        const uint16_t *row = plane->data + (ptrdiff_t)y * plane->stride;
        add_up(levels, row, plane->width, shadow, bright);
        count_bins(levels, row, plane->width);
    }
    levels->count = (uint32_t)(plane->width * plane->height);
}
