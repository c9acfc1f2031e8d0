/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_grid.h"
#include <string.h>

enum { GRID = FINGERPRINT_GRID, LONGEST = FINGERPRINT_LONGEST };

/* The sum of `width` columns over each of GRID cells, from sums up to the cells' edges, which are told in
   1/GRID of a column. Sums may wrap: their differences are right. */
static void sum_cells(const uint32_t column[LONGEST + 1], int width, uint32_t cells[GRID])
{
    uint32_t before[LONGEST + 1], left = 0;
    for (int x = 0; x < width; x++) {
        before[x] = left;
        left += column[x];
    }
    before[width] = left;
    left = 0;
    for (unsigned i = 0, edge = (unsigned)width; i < GRID; i++, edge += (unsigned)width) {
        uint32_t right = GRID * before[edge / GRID] + edge % GRID * column[edge / GRID];
        cells[i] = right - left;
        left = right;
    }
}

void fingerprint_make_grid(const struct plane *luma, uint32_t grid[GRID][GRID])
{
    uint32_t column[LONGEST + 1];
    for (int j = 0; j < GRID; j++) {
        memset(column, 0, sizeof column);
        for (int y = j * luma->height / GRID; y * GRID < (j + 1) * luma->height; y++) {
            const uint16_t *row = luma->data + (ptrdiff_t)y * luma->stride;
            uint32_t weight = fingerprint_overlap(y, j, luma->height);
            for (int x = 0; x < luma->width; x++)
                column[x] += weight * row[x];
        }
        sum_cells(column, luma->width, grid[j]);
    }
}
