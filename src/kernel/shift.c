/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/shift.h"
#include <math.h>
#include <stdlib.h>

struct moments {
    int64_t a, b, aa, bb, ab, count;
};

static void add_row(struct moments *m, const int16_t *a, const int16_t *b, int count)
{
    int32_t sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0; /* 64 × 4095² < 2³¹ */
    for (int i = 0; i < count; i++) {
        sa += a[i];
        sb += b[i];
        saa += a[i] * a[i];
        sbb += b[i] * b[i];
        sab += a[i] * b[i];
    }
    m->a += sa;
    m->b += sb;
    m->aa += saa;
    m->bb += sbb;
    m->ab += sab;
    m->count += count;
}

static float correlation(const struct moments *m)
{
    double n = (double)m->count, va = (double)m->aa - (double)m->a * (double)m->a / n;
    double vb = (double)m->bb - (double)m->b * (double)m->b / n;
    double both = (double)m->ab - (double)m->a * (double)m->b / n;
    double flat = n * 64; /* half a level of contrast */
    return (float)(both / sqrt((va + flat) * (vb + flat)));
}

static float likeness_at(const int16_t *now, const int16_t *before, int stride, int width, int height, int dx,
                         int dy)
{
    struct moments m = {0, 0, 0, 0, 0, 0};
    int left = dx > 0 ? dx : 0, count = width - abs(dx);
    for (int y = dy > 0 ? dy : 0; y < height && y - dy < height; y++)
        add_row(&m, now + y * stride + left, before + (y - dy) * stride + left - dx, count);
    return correlation(&m);
}

static void look(const int16_t *now, const int16_t *before, int stride, int width, int height, int reach_x,
                 int reach_y, struct shift *best)
{
    for (int dy = -reach_y; dy <= reach_y; dy++)
        for (int dx = -reach_x; dx <= reach_x; dx++) {
            if (abs(dx) >= width || abs(dy) >= height ||
                5 * (width - abs(dx)) * (height - abs(dy)) < 2 * width * height)
                continue;
            float likeness = likeness_at(now, before, stride, width, height, dx, dy);
            if (likeness > best->likeness)
                *best = (struct shift){dx, dy, likeness};
        }
}

struct shift best_shift(const int16_t *now, const int16_t *before, int stride, int width, int height)
{
    struct shift best = {0, 0, likeness_at(now, before, stride, width, height, 0, 0)};
    look(now, before, stride, width, height, SHIFT_REACH, SHIFT_LITTLE, &best);
    look(now, before, stride, width, height, SHIFT_LITTLE, SHIFT_REACH, &best);
    return best;
}

static float likeness_nearer(const int16_t *far, const int16_t *near, int stride, int width, int height,
                             float times)
{
    struct moments m = {0, 0, 0, 0, 0, 0};
    for (int y = 0; y < height; y++) {
        int16_t line[64];
        int from_y = (int)(((float)y + 0.5f - (float)height / 2) / times + (float)height / 2);
        for (int x = 0; x < width; x++)
            line[x] =
                far[from_y * stride + (int)(((float)x + 0.5f - (float)width / 2) / times + (float)width / 2)];
        add_row(&m, near + y * stride, line, width);
    }
    return correlation(&m);
}

float best_zoom(const int16_t *now, const int16_t *before, int stride, int width, int height)
{
    static const float times[] = {1.1f, 1.22f, 1.36f, 1.55f, 1.8f};
    float best = -1;
    for (unsigned i = 0; i < sizeof times / sizeof *times; i++) {
        best = fmaxf(best, likeness_nearer(now, before, stride, width, height, times[i]));
        best = fmaxf(best, likeness_nearer(before, now, stride, width, height, times[i]));
    }
    return best;
}
