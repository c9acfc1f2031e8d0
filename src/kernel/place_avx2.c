/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/place.h"
#include "kernel/taps_avx2.h"
#include <assert.h>
#include <stdbool.h>
#include <string.h>

static_assert((int)TAP_CELLS == (int)PLACE_CANVAS && PLACE_ONE == 1 << 12, "a row of cells is one of taps");

/* False where a cell takes from more samples, or a row has more, than there is room for. */
static bool make_taps(const struct place_axis *axis, uint16_t bars, struct taps *t)
{
    memset(t, 0, sizeof *t);
    for (int c = 0; c < axis->cells; c++) {
        int first = axis->first[c], last = axis->last[c];
        t->base[c] = axis->rest[c] * bars;
        if (first > last)
            continue;
        if (last - first >= TAPS || last >= TAP_SAMPLES)
            return false;
        for (int i = first; i <= last; i++)
            taps_add(t, c, i - first,
                     i == first  ? axis->head[c]
                     : i == last ? axis->tail[c]
                                 : axis->inner[c]);
        t->first[c] = (int16_t)first;
        t->samples = last + 1 > t->samples ? last + 1 : t->samples;
    }
    return true;
}

static void gather_row(const struct taps *t, const uint16_t *samples, uint32_t to[PLACE_CANVAS])
{
    int32_t sums[PLACE_CANVAS];
    tap_row(t, samples, sums);
    for (int c = 0; c < PLACE_CANVAS; c++)
        to[c] = (uint32_t)(sums[c] >> 12); /* by PLACE_ONE, downwards, as the reference's sums below 0 wrap */
}

static void add_weighed(uint64_t *sums, const uint32_t *row, int32_t weight, int cells)
{
    if (weight < 0) { /* rounding may take that much from a cell's first sample */
        for (int c = 0; c < cells; c++)
            sums[c] += (uint64_t)weight * row[c];
        return;
    }
    for (int c = 0; c < cells; c++)
        sums[c] += (uint64_t)(uint32_t)weight * row[c];
}

void place_plane_avx2(const struct place_axis *columns, const struct place_axis *rows,
                      const uint16_t *samples, int stride, uint16_t bars, uint16_t *canvas)
{
    struct taps taps;
    uint32_t row[PLACE_CANVAS];
    int gathered = -1;
    if (!make_taps(columns, bars, &taps)) {
        place_plane(columns, rows, samples, stride, bars, canvas);
        return;
    }
    for (int r = 0; r < rows->cells; r++) {
        uint64_t sums[PLACE_CANVAS];
        int first = rows->first[r], last = rows->last[r];
        for (int c = 0; c < columns->cells; c++)
            sums[c] = (uint64_t)rows->rest[r] * bars;
        for (int y = first; y <= last; y++) {
            if (y != gathered)
                gather_row(&taps, samples + y * stride, row);
            gathered = y;
            add_weighed(sums, row,
                        y == first  ? rows->head[r]
                        : y == last ? rows->tail[r]
                                    : rows->inner[r],
                        columns->cells);
        }
        for (int c = 0; c < columns->cells; c++) {
            uint64_t value = sums[c] / PLACE_ONE;
            *canvas++ = (uint16_t)(value > 65535 ? 65535 : value);
        }
    }
}
