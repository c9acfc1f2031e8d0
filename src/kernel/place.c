/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/place.h"

/* One row of samples brought to the cells of its axis. */
static void gather_row(const struct place_axis *axis, const uint16_t *row, uint16_t bars,
                       uint32_t to[PLACE_CANVAS])
{
    for (int c = 0; c < axis->cells; c++) {
        int first = axis->first[c], last = axis->last[c];
        uint32_t inside = 0;
        if (first > last) {
            to[c] = bars;
            continue;
        }
        for (int i = first + 1; i < last; i++)
            inside += row[i];
        uint64_t sum = (uint64_t)axis->rest[c] * bars + (uint64_t)axis->head[c] * row[first] +
                       (uint64_t)axis->inner[c] * inside + (uint64_t)axis->tail[c] * row[last];
        to[c] = (uint32_t)(sum / PLACE_ONE);
    }
}

static void add_weighed(uint64_t *sums, const uint32_t *row, uint64_t weight, int count)
{
    for (int c = 0; c < count; c++)
        sums[c] += weight * row[c];
}

void place_plane(const struct place_axis *columns, const struct place_axis *rows, const uint16_t *samples,
                 int stride, uint16_t bars, uint16_t *canvas)
{
    uint32_t row[PLACE_CANVAS];
    int gathered = -1;
    for (int r = 0; r < rows->cells; r++) {
        uint64_t sums[PLACE_CANVAS];
        int first = rows->first[r], last = rows->last[r];
        for (int c = 0; c < columns->cells; c++)
            sums[c] = (uint64_t)rows->rest[r] * bars;
        for (int y = first; y <= last; y++) {
            if (y != gathered)
                gather_row(columns, samples + y * stride, bars, row);
            gathered = y;
            int32_t weight = y == first ? rows->head[r] : y == last ? rows->tail[r] : rows->inner[r];
            add_weighed(sums, row, (uint64_t)weight, columns->cells);
        }
        for (int c = 0; c < columns->cells; c++) {
            uint64_t value = sums[c] / PLACE_ONE;
            *canvas++ = (uint16_t)(value > 65535 ? 65535 : value);
        }
    }
}
