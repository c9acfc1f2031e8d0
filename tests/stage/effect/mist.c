/* SPDX-License-Identifier: Apache-2.0 */
#include "effect/mist.h"

#include <stdio.h>
#include <stdlib.h>

static float eased(float t)
{
    return t * t * (3 - 2 * t);
}

/* One octave: a grid of `cells` random numbers a side, smoothly in between. */
static void add_octave(struct torn *torn, uint64_t seed, int cells, float weight)
{
    float grid[32 * 32];
    int wide = torn_side / cells;
    for (int i = 0; i < cells * cells; i++)
        grid[i] = weight * (float)(scramble(seed + (uint64_t)i) >> 40) / (1 << 24);
    for (int y = 0; y < torn_side; y++) {
        const float *upper = grid + y / wide * cells, *lower = grid + (y / wide + 1) % cells * cells;
        float down = eased((float)(y % wide) / (float)wide);
        for (int x = 0; x < torn_side; x++) {
            int i = x / wide, next = (i + 1) % cells;
            float right = eased((float)(x % wide) / (float)wide);
            float a = upper[i] + (upper[next] - upper[i]) * right,
                  b = lower[i] + (lower[next] - lower[i]) * right;
            torn->value[y * torn_side + x] += a + (b - a) * down;
        }
    }
}

void torn_fill(struct torn *torn)
{
    for (int i = 0; i < torn_side * torn_side; i++)
        torn->value[i] = 0;
    add_octave(torn, 1 << 12, 8, 0.55f);
    add_octave(torn, 2 << 12, 16, 0.3f);
    add_octave(torn, 3 << 12, 32, 0.15f);
    /* The sum is seldom far from the middle. */
    for (int i = 0; i < torn_side * torn_side; i++) {
        float value = (torn->value[i] - 0.5f) * 1.9f + 0.5f;
        torn->value[i] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
}

/* u and v in cells of the noise, not below 0. */
static float torn_at(const struct torn *torn, float u, float v)
{
    int i = (int)u, j = (int)v;
    float fu = u - (float)i, fv = v - (float)j;
    int i0 = i & (torn_side - 1), i1 = (i + 1) & (torn_side - 1), j0 = (j & (torn_side - 1)) * torn_side,
        j1 = ((j + 1) & (torn_side - 1)) * torn_side;
    const float *value = torn->value;
    float upper = value[j0 + i0] + (value[j0 + i1] - value[j0 + i0]) * fu,
          lower = value[j1 + i0] + (value[j1 + i1] - value[j1 + i0]) * fu;
    return upper + (lower - upper) * fv;
}

/* Cell (i, j) stands at pixel ((i - 0.5) · step, (j - 0.5) · step): a border lies outside the picture. */
void mist_open(struct mist *mist, const struct canvas *canvas, const struct torn *torn, int step,
               double depth)
{
    mist->step = step;
    mist->columns = (canvas->width + step - 1) / step + 2;
    mist->rows = (canvas->height + step - 1) / step + 2;
    mist->left = mist->columns;
    mist->top = mist->rows;
    mist->right = mist->bottom = 0;
    mist->depth = (float)depth;
    size_t cells = (size_t)mist->columns * mist->rows;
    float *room = calloc(cells * mist_values, sizeof *room);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    for (int i = 0; i < mist_values; i++)
        mist->value[i] = room + cells * (size_t)i;
    mist->torn = torn;
    mist->glows = 0;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int greatest(int a, int b)
{
    return a > b ? a : b;
}

static void widen(struct mist *mist, int left, int top, int right, int bottom)
{
    mist->left = least(mist->left, left);
    mist->top = least(mist->top, top);
    mist->right = greatest(mist->right, right);
    mist->bottom = greatest(mist->bottom, bottom);
}

/* e^-q as 1 / (1 + q + q²/2 + q³/6), as of fog. */
static float passed(float q)
{
    return 1 / (1 + q * (1 + q * (0.5f + q * (1.0f / 6))));
}

static void put_cell(struct mist *mist, size_t cell, const struct puff *puff, float far, float part,
                     float bright)
{
    float thick = puff->thick * part, through = passed(thick);
    const float light[3] = {puff->light.red, puff->light.green, puff->light.blue};
    const float glow[3] = {puff->glow.red, puff->glow.green, puff->glow.blue};
    mist->value[mist_thick][cell] += thick;
    mist->value[mist_far][cell] += thick * far;
    for (int c = 0; c < 3; c++) {
        float *own = &mist->value[mist_light + c][cell];
        *own = *own * through + (1 - through) * bright * light[c];
        mist->value[mist_glow + c][cell] += part * bright * glow[c];
        mist->glows |= glow[c] > 0;
    }
}

static void draw_puff(struct mist *mist, const struct canvas *canvas, const struct view *view,
                      const struct puff *puff)
{
    double x, y, ahead;
    if (!view_project(view, canvas->width, canvas->height, puff->at, &x, &y, &ahead) || ahead < 0.15)
        return;
    /* A puff around the camera does not fill more than the picture, and thins out. */
    double radius =
        puff->radius / (ahead > 0.5 ? ahead : 0.5) * view_scale(view->focal, canvas->width) / mist->step;
    double cx = x / mist->step + 0.5, cy = y / mist->step + 0.5;
    if (radius < 0.3 || cx + radius < 0 || cy + radius < 0 || cx - radius > mist->columns ||
        cy - radius > mist->rows)
        return;
    int left = greatest((int)(cx - radius), 0), right = least((int)(cx + radius) + 2, mist->columns);
    int top = greatest((int)(cy - radius), 0), bottom = least((int)(cy + radius) + 2, mist->rows);
    float scale = (float)(1 / radius), torn_by = (float)puff->torn_by;
    float s = (float)sine(puff->turn) * 22, c = (float)cosine(puff->turn) * 22;
    float near = (float)smooth_step(0.15, 1.2, ahead);
    widen(mist, left, top, right, bottom);
    for (int j = top; j < bottom; j++) {
        float dy = ((float)j - (float)cy) * scale;
        for (int i = left; i < right; i++) {
            float dx = ((float)i - (float)cx) * scale, square = dx * dx + dy * dy;
            if (square >= 1)
                continue;
            float ball = (1 - square) * (1 - square);
            float noise = torn_at(mist->torn, (float)puff->u + 40 + dx * c - dy * s,
                                  (float)puff->v + 40 + dx * s + dy * c);
            float part = ball * (1 + 0.8f * torn_by) - torn_by * noise;
            part = part * 1.7f < 1 ? part * 1.7f : 1;
            /* What bulges out is lit from above. */
            float bright = 1 + torn_by * (0.7f * (0.5f - noise) - 0.3f * dy);
            if (part > 0)
                put_cell(mist, (size_t)j * (size_t)mist->columns + (size_t)i, puff, (float)ahead, part * near,
                         bright);
        }
    }
}

void mist_puffs(struct mist *mist, const struct canvas *canvas, const struct view *view, struct puff puffs[],
                int count)
{
    for (int i = 1; i < count; i++) {
        struct puff moved = puffs[i];
        float ahead = dot(minus(moved.at, view->at), view->axes.ahead);
        int to = i;
        for (; to > 0 && dot(minus(puffs[to - 1].at, view->at), view->axes.ahead) < ahead; to--)
            puffs[to] = puffs[to - 1];
        puffs[to] = moved;
    }
    for (int i = 0; i < count; i++)
        draw_puff(mist, canvas, view, &puffs[i]);
}

/* Between the four nearest cells, first down and then across. What is times thick is divided by it only
 * afterwards, so that edges do not darken. */
static void spread_row(const struct mist *mist, int width, double y, int value, float *row)
{
    double at = y / mist->step + 0.5;
    int upper = (int)at, columns = mist->columns, step = mist->step;
    float down = (float)(at - upper), part = 1 / (float)step;
    const float *a = mist->value[value] + (size_t)upper * (size_t)columns, *b = a + columns;
    int first = greatest(mist->left - 1, 0), last = least(mist->right + 1, columns - 1);
    for (int i = first; i < last; i++) {
        float left = a[i] + (b[i] - a[i]) * down, right = a[i + 1] + (b[i + 1] - a[i + 1]) * down;
        int begin = i * step - step / 2, end = least(begin + step, width);
        float rise = (right - left) * part, from = left + rise * 0.5f - rise * (float)begin;
        for (int x = greatest(begin, 0); x < end; x++)
            row[x] = from + rise * (float)x;
    }
}

/* How much of the mist is before what stands at each pixel: it reaches from its depth before its middle to
 * as much behind. */
static void lay_row(const struct mist *mist, struct canvas *canvas, int line,
                    float rows[mist_values][most_width])
{
    int begin = greatest(greatest(mist->left - 1, 0) * mist->step - mist->step / 2, 0),
        end = least(least(mist->right + 1, mist->columns - 1) * mist->step - mist->step / 2, canvas->width);
    const float *distance = canvas->distance + (size_t)line * (size_t)canvas->width;
    float *restrict through = rows[mist_thick], *restrict far = rows[mist_far];
    float part = 0.5f / mist->depth;
    for (int x = begin; x < end; x++) {
        float thick = through[x], one = 1 / (thick + 1e-20f);
        float before = (distance[x] - far[x] * one) * part + 0.5f;
        before = before > 1 ? 1 : before;
        before = before < 0 ? 0 : before;
        before = distance[x] > 0 ? before : 1;
        float q = thick * before;
        through[x] = passed(q);
        one = (1 - through[x]) / (1 - passed(thick) + 1e-6f);
        far[x] = before;
        for (int c = 0; c < 3; c++)
            rows[mist_light + c][x] *= one;
    }
    for (int c = 0; c < 3; c++) {
        float *restrict light = canvas->light[c] + (size_t)line * (size_t)canvas->width;
        const float *restrict own = rows[mist_light + c], *restrict glow = rows[mist_glow + c];
        for (int x = begin; x < end; x++)
            light[x] = light[x] * through[x] + own[x];
        for (int x = begin; x < end && mist->glows; x++)
            light[x] += glow[x] * far[x];
    }
}

void mist_lay(struct mist *mist, struct canvas *canvas)
{
    float rows[mist_values][most_width];
    int first = greatest((mist->top - 2) * mist->step, 0),
        last = least((mist->bottom + 1) * mist->step, canvas->height);
    for (int line = first; line < last; line++) {
        for (int value = 0; value < (mist->glows ? mist_values : mist_glow); value++)
            spread_row(mist, canvas->width, line + 0.5, value, rows[value]);
        lay_row(mist, canvas, line, rows);
    }
    free(mist->value[0]);
}

void mist_drift(struct canvas *canvas, const struct torn *torn, double strength, const struct view *view,
                const struct surround *surround, double seconds)
{
    struct mist mist;
    mist_open(&mist, canvas, torn, 8, 5);
    double sample = mist.step / view_scale(view->focal, canvas->width);
    float off = (float)(1000 + 0.12 * seconds), rise = (float)(1000 - 0.02 * seconds);
    widen(&mist, 0, 0, mist.columns, mist.rows);
    for (int j = 0; j < mist.rows; j++) {
        for (int i = 0; i < mist.columns; i++) {
            double right = (i - mist.columns * 0.5) * sample, up = (mist.rows * 0.5 - j) * sample;
            struct vec way =
                add(view->axes.ahead, add(times(view->axes.right, right), times(view->axes.up, up)));
            struct vec at = add(view->at, times(way, 7));
            float noise =
                torn_at(torn, (at.x + at.z * 0.6f) * 1.3f + off * 4 + 600, (at.y * 2.6f + rise * 4 + 600));
            struct colour here = surround_at(surround, i * (double)mist.step, j * (double)mist.step),
                          all = surround->mean;
            struct puff puff = {.thick = (float)(0.5 * strength),
                                .light = {0.5f * (here.red + all.red), 0.5f * (here.green + all.green),
                                          0.5f * (here.blue + all.blue)}};
            put_cell(&mist, (size_t)j * (size_t)mist.columns + (size_t)i, &puff, 7, noise * noise * 1.6f, 1);
        }
    }
    mist_lay(&mist, canvas);
}
