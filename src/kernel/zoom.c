/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/moments.h"
#include "kernel/shift.h"

enum { SIDE = 64 };

static int seen_from(int at, int side, float times)
{
    return (int)(((float)at + 0.5f - (float)side / 2) / times + (float)side / 2);
}

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

static float likeness_nearer(const int16_t *far, const int16_t *near, int stride, int width, int height,
                             float times)
{
    struct moments m = {0, 0, 0, 0, 0, 0};
    int columns[SIDE];
    for (int x = 0; x < width; x++)
        columns[x] = seen_from(x, width, times);
    for (int y = 0; y < height; y++) {
        int16_t line[SIDE];
        const int16_t *row = far + seen_from(y, height, times) * stride;
        for (int x = 0; x < width; x++)
            line[x] = row[columns[x]];
        add_row(&m, near + y * stride, line, width);
    }
    return correlation_of(&m);
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
