/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/oklab.h"
#include <stddef.h>

static void halve_rows(const uint16_t *upper, const uint16_t *lower, int width, uint16_t *to)
{
    for (int i = 0; i < width; i++)
        to[i] = (uint16_t)((upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1] + 2) / 4);
}

static uint16_t box_mean(const struct plane *plane, int left, int top, int right, int bottom)
{
    uint32_t sum = 0, count = (uint32_t)((right - left) * (bottom - top));
    for (int y = top; y < bottom; y++)
        for (int x = left; x < right; x++)
            sum += plane->data[(ptrdiff_t)y * plane->stride + x];
    return (uint16_t)((sum + count / 2) / count);
}

void luma_row_for_chroma(const struct plane *luma, int row, int width, int height, uint16_t *to)
{
    int top = row * luma->height / height, bottom = (row + 1) * luma->height / height;
    const uint16_t *upper = luma->data + (ptrdiff_t)top * luma->stride;
    if (luma->width == 2 * width && bottom - top == 2) {
        halve_rows(upper, upper + luma->stride, width, to);
        return;
    }
    for (int i = 0; i < width; i++)
        to[i] = box_mean(luma, i * luma->width / width, top, (i + 1) * luma->width / width, bottom);
}
