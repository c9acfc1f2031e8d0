/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/relief.h"
#include <math.h>
#include <string.h>

enum { REACH = 5, MOST = 64, STEEP = 40 }; /* window of 11 × 11; so many steps for a standard deviation */
static const float noise = 256 * 0.8f;     /* so little contrast is noise */

/* Columns of the part, each with its ends drawn out by REACH: what lies side by side belongs to rows, which
   are summed up side by side. */
struct columns {
    float at[MOST][REACH + MOST + REACH];
};

static int inside(int i, int first, int last)
{
    return i < first ? first : i > last ? last : i;
}

static void take_columns(const uint16_t *luma, int width, struct relief_part part, struct columns *to)
{
    for (int y = part.first_row; y <= part.last_row; y++)
        for (int x = part.first_column; x <= part.last_column; x++)
            to->at[x - part.first_column][REACH + y - part.first_row] = luma[y * width + x];
}

/* Sums over the window along the rows, of all rows at once: each column's from the one before it. */
static void sum_rows(const struct columns *luma, int columns, int rows, struct columns *sums,
                     struct columns *squares)
{
    float sum[MOST] = {0}, square[MOST] = {0};
    for (int i = -REACH; i <= REACH; i++) {
        const float *v = luma->at[inside(i, 0, columns - 1)] + REACH;
        for (int y = 0; y < rows; y++) {
            sum[y] += v[y];
            square[y] += v[y] * v[y];
        }
    }
    for (int x = 0; x < columns; x++) {
        const float *in = luma->at[inside(x + REACH + 1, 0, columns - 1)] + REACH;
        const float *out = luma->at[inside(x - REACH, 0, columns - 1)] + REACH;
        memcpy(sums->at[x] + REACH, sum, sizeof sum);
        memcpy(squares->at[x] + REACH, square, sizeof square);
        for (int y = 0; y < rows; y++) {
            sum[y] += in[y] - out[y];
            square[y] += in[y] * in[y] - out[y] * out[y];
        }
    }
}

static void draw_out(float *column, int rows)
{
    for (int i = 0; i < REACH; i++) {
        column[i] = column[REACH];
        column[REACH + rows + i] = column[REACH + rows - 1];
    }
}

static float level_of(float value, float sum, float squares)
{
    const float count = (2 * REACH + 1) * (2 * REACH + 1);
    float mean = sum / count, variance = squares / count - mean * mean;
    float rise = (value - mean) / (sqrtf(variance > 0 ? variance : 0) + noise);
    return RELIEF_NONE + STEEP * rise + 0.5f;
}

static void levels_of(const float *luma, const float *sums, const float *squares, int rows, float *levels)
{
    float sum[MOST], square[MOST];
    memcpy(sum, sums, sizeof sum);
    memcpy(square, squares, sizeof square);
    for (int i = 1; i <= 2 * REACH; i++)
        for (int y = 0; y < rows; y++) {
            sum[y] += sums[y + i];
            square[y] += squares[y + i];
        }
    for (int y = 0; y < rows; y++)
        levels[y] = level_of(luma[REACH + y], sum[y], square[y]);
}

void relief_of(const uint16_t *luma, int width, int height, struct relief_part part, uint8_t *relief)
{
    struct columns levels, sums, squares;
    int columns = part.last_column - part.first_column + 1, rows = part.last_row - part.first_row + 1;
    memset(relief, RELIEF_NONE, (size_t)(width * height));
    if (columns < 1 || rows < 1)
        return;
    take_columns(luma, width, part, &levels);
    sum_rows(&levels, columns, rows, &sums, &squares);
    for (int x = 0; x < columns; x++) {
        float at[MOST];
        draw_out(sums.at[x], rows);
        draw_out(squares.at[x], rows);
        levels_of(levels.at[x], sums.at[x], squares.at[x], rows, at);
        for (int y = 0; y < rows; y++)
            relief[(part.first_row + y) * width + part.first_column + x] = (uint8_t)(at[y] < 0     ? 0
                                                                                     : at[y] > 255 ? 255
                                                                                                   : at[y]);
    }
}
