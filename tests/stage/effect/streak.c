/* SPDX-License-Identifier: Apache-2.0 */
#include "effect/streak.h"

enum { look_every = 4 };

static struct colour part_mean(const struct canvas *canvas, int left, int top, int right, int bottom)
{
    float sum[3] = {0, 0, 0};
    int count = 0;
    for (int y = top; y < bottom; y += look_every) {
        for (int x = left; x < right; x += look_every, count++) {
            for (int c = 0; c < 3; c++) {
                float light = canvas->light[c][(size_t)y * canvas->width + x];
                sum[c] += light < 4 ? light : 4;
            }
        }
    }
    float part = 1 / (float)(count ? count : 1);
    return (struct colour){sum[0] * part, sum[1] * part, sum[2] * part};
}

void surround_take(struct surround *surround, const struct canvas *canvas)
{
    float part = 1.0f / (surround_columns * surround_rows);
    surround->mean = (struct colour){0, 0, 0};
    surround->column = (float)canvas->width / surround_columns;
    surround->row = (float)canvas->height / surround_rows;
    for (int j = 0; j < surround_rows; j++) {
        for (int i = 0; i < surround_columns; i++) {
            struct colour *to = &surround->part[j][i];
            *to = part_mean(canvas, canvas->width * i / surround_columns, canvas->height * j / surround_rows,
                            canvas->width * (i + 1) / surround_columns,
                            canvas->height * (j + 1) / surround_rows);
            surround->mean.red += to->red * part;
            surround->mean.green += to->green * part;
            surround->mean.blue += to->blue * part;
        }
    }
}

static float within(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

static struct colour mixed(struct colour a, struct colour b, float t)
{
    return (struct colour){a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t,
                           a.blue + (b.blue - a.blue) * t};
}

struct colour surround_at(const struct surround *surround, double x, double y)
{
    float u = within((float)x / surround->column - 0.5f, 0, surround_columns - 1.001f);
    float v = within((float)y / surround->row - 0.5f, 0, surround_rows - 1.001f);
    int i = (int)u, j = (int)v;
    const struct colour *upper = &surround->part[j][i], *lower = &surround->part[j + 1][i];
    return mixed(mixed(upper[0], upper[1], u - (float)i), mixed(lower[0], lower[1], u - (float)i),
                 v - (float)j);
}

static void touch_pixel(struct canvas *canvas, const struct streak *streak, size_t pixel, float cover)
{
    float stays = streak->adds ? 1 : 1 - cover;
    canvas->light[0][pixel] = canvas->light[0][pixel] * stays + streak->light.red * cover;
    canvas->light[1][pixel] = canvas->light[1][pixel] * stays + streak->light.green * cover;
    canvas->light[2][pixel] = canvas->light[2][pixel] * stays + streak->light.blue * cover;
}

/* Along its longer way pixel by pixel, and at each across as far as it reaches. */
void streak_draw(struct canvas *canvas, const struct streak *streak)
{
    float dx = streak->x1 - streak->x0, dy = streak->y1 - streak->y0, radius = streak->radius;
    float cover = streak->cover, square = dx * dx + dy * dy, part = square > 1e-6f ? 1 / square : 0;
    if (radius < 0.5f) {
        cover *= radius * 2;
        radius = 0.5f;
    }
    int steep = dy * dy > dx * dx;
    float a0 = steep ? streak->y0 : streak->x0, b0 = steep ? streak->x0 : streak->y0;
    float da = steep ? dy : dx, db = steep ? dx : dy, slope = part > 0 ? db / da : 0;
    float reach = radius + 0.5f, wide = reach * (1 + (slope < 0 ? -slope : slope) * 0.42f);
    int lines = steep ? canvas->height : canvas->width, across = steep ? canvas->width : canvas->height;
    size_t line_step = steep ? (size_t)canvas->width : 1, step = steep ? 1 : (size_t)canvas->width;
    int first = (int)within((da < 0 ? a0 + da : a0) - reach, 0, (float)lines);
    int last = (int)within((da < 0 ? a0 : a0 + da) + reach + 1, 0, (float)lines);
    for (int line = first; line < last; line++) {
        float a = (float)line + 0.5f - a0;
        float t = da != 0 ? within(a / da, 0, 1) : 0, middle = b0 + db * t;
        int begin = (int)within(middle - wide, 0, (float)across);
        int end = (int)within(middle + wide + 1, 0, (float)across);
        for (int i = begin; i < end; i++) {
            size_t pixel = (size_t)line * line_step + (size_t)i * step;
            float behind = canvas->distance[pixel], b = (float)i + 0.5f - b0;
            if (behind > 0 && behind <= streak->distance)
                continue;
            float along = within((a * da + b * db) * part, 0, 1), fa = a - along * da, fb = b - along * db;
            float off = reach - __builtin_sqrtf(fa * fa + fb * fb);
            if (off > 0)
                touch_pixel(canvas, streak, pixel, cover * (off < 1 ? off : 1));
        }
    }
}
