/* SPDX-License-Identifier: Apache-2.0 */
/* Along the rows first: a product of eight samples for each cell. */
#include "kernel/fingerprint_grid.h"
#include "kernel/taps_avx2.h"
#include <string.h>

enum { GRID = FINGERPRINT_GRID };

static void make_taps(int width, struct taps *t)
{
    memset(t, 0, sizeof *t);
    t->samples = width;
    for (int i = 0; i < GRID; i++) {
        int first = i * width / GRID;
        t->first[i] = (int16_t)first;
        for (int x = first; x * GRID < (i + 1) * width; x++)
            taps_add(t, i, x - first, (int32_t)fingerprint_overlap(x, i, width));
    }
}

static void add_row(uint32_t cells[GRID], const int32_t row[GRID], uint32_t weight)
{
    for (int i = 0; i < GRID; i++)
        cells[i] += weight * (uint32_t)row[i];
}

void fingerprint_make_grid_avx2(const struct plane *luma, uint32_t grid[GRID][GRID])
{
    struct taps taps;
    int32_t row[GRID];
    make_taps(luma->width, &taps);
    memset(grid, 0, GRID * sizeof *grid);
    for (int y = 0; y < luma->height; y++) {
        tap_row(&taps, luma->data + (ptrdiff_t)y * luma->stride, row);
        for (int j = y * GRID / luma->height; j < GRID && j * luma->height < (y + 1) * GRID; j++)
            add_row(grid[j], row, fingerprint_overlap(y, j, luma->height));
    }
}
