/* SPDX-License-Identifier: Apache-2.0 */
#include "render/exposing.h"

#include <string.h>

static size_t pixels_of(const struct canvas *canvas)
{
    return (size_t)canvas->width * canvas->height;
}

void canvas_clear(struct canvas *sum)
{
    for (int c = 0; c < 3; c++)
        memset(sum->light[c], 0, pixels_of(sum) * sizeof(float));
}

void canvas_add(struct canvas *sum, const struct canvas *moment)
{
    size_t count = pixels_of(sum);
    for (int c = 0; c < 3; c++) {
        float *restrict to = sum->light[c];
        const float *restrict from = moment->light[c];
        for (size_t i = 0; i < count; i++)
            to[i] += from[i];
    }
}

void canvas_mean(const struct canvas *sum, int count, struct canvas *moment)
{
    size_t pixels = pixels_of(sum);
    for (int c = 0; c < 3; c++) {
        float *restrict to = moment->light[c];
        const float *restrict from = sum->light[c];
        for (size_t i = 0; i < pixels; i++)
            to[i] = from[i] / (float)count;
    }
}
