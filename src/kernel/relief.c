/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/relief.h"
#include <math.h>
#include <string.h>

enum { REACH = 5, MOST = 64, STEEP = 40 }; /* window of 11 × 11; so many steps for a standard deviation */
static const float noise = 256 * 0.8f;     /* so little contrast is noise */

struct sums {
    float value[MOST][MOST], square[MOST][MOST];
};

static int inside(int i, int first, int last)
{
    return i < first ? first : i > last ? last : i;
}

static void sum_rows(const uint16_t *luma, int width, struct relief_part part, struct sums *rows)
{
    for (int y = part.first_row; y <= part.last_row; y++) {
        const uint16_t *line = luma + y * width;
        float sum = 0, squares = 0;
        for (int i = -REACH; i <= REACH; i++) {
            float v = line[inside(part.first_column + i, part.first_column, part.last_column)];
            sum += v;
            squares += v * v;
        }
        for (int x = part.first_column; x <= part.last_column; x++) {
            rows->value[y][x] = sum;
            rows->square[y][x] = squares;
            float in = line[inside(x + REACH + 1, part.first_column, part.last_column)],
                  out = line[inside(x - REACH, part.first_column, part.last_column)];
            sum += in - out;
            squares += in * in - out * out;
        }
    }
}

static uint8_t height_of(float value, float sum, float squares)
{
    const float count = (2 * REACH + 1) * (2 * REACH + 1);
    float mean = sum / count, variance = squares / count - mean * mean;
    float rise = (value - mean) / (sqrtf(variance > 0 ? variance : 0) + noise);
    float level = RELIEF_NONE + STEEP * rise + 0.5f;
    return (uint8_t)(level < 0 ? 0 : level > 255 ? 255 : level);
}

void relief_of(const uint16_t *luma, int width, int height, struct relief_part part, uint8_t *relief)
{
    struct sums rows;
    sum_rows(luma, width, part, &rows);
    memset(relief, RELIEF_NONE, (size_t)(width * height));
    for (int y = part.first_row; y <= part.last_row; y++) {
        float sum[MOST] = {0}, squares[MOST] = {0};
        for (int i = y - REACH; i <= y + REACH; i++)
            for (int x = part.first_column; x <= part.last_column; x++) {
                int row = inside(i, part.first_row, part.last_row);
                sum[x] += rows.value[row][x];
                squares[x] += rows.square[row][x];
            }
        for (int x = part.first_column; x <= part.last_column; x++)
            relief[y * width + x] = height_of(luma[y * width + x], sum[x], squares[x]);
    }
}
