/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/place.h"
#include <math.h>
#include <stdbool.h>

static int32_t weigh(double share)
{
    return (int32_t)(share * PLACE_ONE + 0.5);
}

/* One cell covers [low, high) in units of samples, perhaps beyond their ends. */
static void make_cell(struct place_axis *axis, int cell, int samples, double low, double high)
{
    double size = high - low, from = fmax(low, 0), to = fmin(high, samples);
    int first = (int)from, last = (int)ceil(to) - 1;
    axis->first[cell] = 1;
    axis->last[cell] = 0;
    axis->head[cell] = axis->inner[cell] = axis->tail[cell] = 0;
    axis->rest[cell] = PLACE_ONE;
    if (to <= from || first > last)
        return;
    axis->first[cell] = (int16_t)first;
    axis->last[cell] = (int16_t)last;
    axis->inner[cell] = weigh(1 / size);
    axis->head[cell] = weigh((fmin(to, first + 1) - from) / size);
    axis->tail[cell] = first == last ? 0 : weigh((to - last) / size);
    int inside = last - first > 1 ? last - first - 1 : 0;
    int32_t lack = PLACE_ONE - axis->head[cell] - axis->tail[cell] - inside * axis->inner[cell];
    bool full = low >= 0 && high <= samples + 1e-6; /* rounding may end a whole picture beyond itself */
    axis->head[cell] += full ? lack : 0;            /* a full cell weighs exactly one */
    axis->rest[cell] = full || lack < 0 ? 0 : lack;
}

void place_axis_make(struct place_axis *axis, int cells, int samples, double offset, double extent,
                     double whole)
{
    double per_cell = whole / cells * samples / extent, start = -offset * samples / extent;
    axis->cells = cells;
    for (int i = 0; i < cells; i++)
        make_cell(axis, i, samples, start + i * per_cell, start + (i + 1) * per_cell);
}
