/* SPDX-License-Identifier: Apache-2.0 */
#include "meter/wipe.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = THUMB_WIDTH / 2, ROWS = THUMB_HEIGHT / 2, BLOCKS = COLUMNS * ROWS, SAMPLES = 6 };

/* Two by two luma samples and the chroma under them. */
static void block_samples(const struct sight *s, int block, float to[SAMPLES])
{
    int x = block % COLUMNS, y = block / COLUMNS;
    const int16_t *luma = s->thumb + 2 * y * THUMB_WIDTH + 2 * x;
    to[0] = luma[0];
    to[1] = luma[1];
    to[2] = luma[THUMB_WIDTH];
    to[3] = luma[THUMB_WIDTH + 1];
    to[4] = 2 * s->thumb[THUMB_LUMA + block];
    to[5] = 2 * s->thumb[THUMB_LUMA + THUMB_CHROMA + block];
}

struct block {
    float moment; /* when it changes, 0..1 of the length */
    float time;   /* how long that takes, of the length */
    float weight; /* 0: it does not differ */
};

/* The share of b in each frame by least squares, clamped; its sum over time is when, its spread how fast. */
static struct block follow(const struct sights *s, int64_t a, int64_t b, int index)
{
    float from[SAMPLES], to[SAMPLES], now[SAMPLES], whole = 0, sum = 0, between = 0;
    block_samples(sight_at(s, a), index, from);
    block_samples(sight_at(s, b), index, to);
    for (int i = 0; i < SAMPLES; i++)
        whole += (to[i] - from[i]) * (to[i] - from[i]);
    if (whole < SAMPLES * 9.f * THUMB_LEVEL * THUMB_LEVEL)
        return (struct block){0, 0, 0};
    for (int64_t n = a + 1; n < b; n++) {
        float dot = 0;
        block_samples(sight_at(s, n), index, now);
        for (int i = 0; i < SAMPLES; i++)
            dot += (now[i] - from[i]) * (to[i] - from[i]);
        float share = fminf(fmaxf(dot / whole, 0), 1);
        sum += share;
        between += 4 * share * (1 - share);
    }
    float length = (float)(b - a - 1);
    return (struct block){1 - sum / length, 1.5f * between / length, sqrtf(whole)};
}

/* Where a block lies on the way of a pattern, first to last. */
static float place_in(int pattern, float x, float y) /* x, y from −1 to 1 */
{
    const float turn = 6.28318531f;
    float angle;
    switch (pattern) {
    case WIPE_LEFT_TO_RIGHT: return x;
    case WIPE_RIGHT_TO_LEFT: return -x;
    case WIPE_TOP_TO_BOTTOM: return y;
    case WIPE_BOTTOM_TO_TOP: return -y;
    case WIPE_TOP_LEFT: return x + y;
    case WIPE_TOP_RIGHT: return y - x;
    case WIPE_BOTTOM_LEFT: return x - y;
    case WIPE_BOTTOM_RIGHT: return -x - y;
    case WIPE_IRIS_OUT: return sqrtf(x * x * 256 / 81 + y * y);
    case WIPE_IRIS_IN: return -sqrtf(x * x * 256 / 81 + y * y);
    case WIPE_BOX_OUT: return fmaxf(fabsf(x), fabsf(y));
    case WIPE_BOX_IN: return -fmaxf(fabsf(x), fabsf(y));
    case WIPE_CLOCKWISE:
    case WIPE_COUNTERCLOCKWISE:
        angle = atan2f(x * 16 / 9, -y); /* clockwise from the top */
        angle = angle < 0 ? angle + turn : angle;
        return pattern == WIPE_CLOCKWISE ? angle : turn - angle;
    case WIPE_DOORS_OPEN: return fabsf(x);
    case WIPE_DOORS_CLOSE: return -fabsf(x);
    case WIPE_BARN_OPEN: return fabsf(y);
    default: return -fabsf(y);
    }
}

struct moments {
    double weight, x, t, xx, xt, tt;
};

static void add_moment(struct moments *m, double weight, double x, double t)
{
    m->weight += weight;
    m->x += weight * x;
    m->t += weight * t;
    m->xx += weight * x * x;
    m->xt += weight * x * t;
    m->tt += weight * t * t;
}

/* Squared correlation where both rise together, else 0. */
static float explained_by(const struct moments *m)
{
    double xx = m->xx - m->x * m->x / m->weight, tt = m->tt - m->t * m->t / m->weight;
    double xt = m->xt - m->x * m->t / m->weight;
    return xx > 0 && tt > 0 && xt > 0 ? (float)(xt * xt / (xx * tt)) : 0;
}

static struct moments fit_pattern(const struct block *blocks, int pattern)
{
    struct moments m = {0, 0, 0, 0, 0, 0};
    for (int i = 0; i < BLOCKS; i++) {
        float x = (float)(2 * (i % COLUMNS) + 1 - COLUMNS) / COLUMNS;
        float y = (float)(2 * (i / COLUMNS) + 1 - ROWS) / ROWS;
        if (blocks[i].weight > 0)
            add_moment(&m, blocks[i].weight, place_in(pattern, x, y), blocks[i].moment);
    }
    return m;
}

/* The way of a pattern over the whole picture. */
static void reach_of(int pattern, float *first, float *last)
{
    *first = INFINITY;
    *last = -INFINITY;
    for (int i = 0; i <= 2 * ROWS; i++)
        for (int k = 0; k <= 2 * COLUMNS; k++) {
            float place = place_in(pattern, (float)(k - COLUMNS) / COLUMNS, (float)(i - ROWS) / ROWS);
            *first = fminf(*first, place);
            *last = fmaxf(*last, place);
        }
}

/* By a line through the moments over the places; a soft edge comes in before its middle does. */
static void find_ends(const struct block *blocks, struct switching *w)
{
    struct moments m = fit_pattern(blocks, (int)w->pattern);
    double xx = m.xx - m.x * m.x / m.weight, xt = m.xt - m.x * m.t / m.weight;
    float first, last, soft = fmaxf(w->swift - 0.1f, 0) / 2;
    reach_of((int)w->pattern, &first, &last);
    double slope = xx > 0 ? xt / xx : 0, level = (m.t - slope * m.x) / m.weight;
    w->begin = (float)(level + slope * first) - soft;
    w->end = (float)(level + slope * last) + soft;
}

struct switching switching_of(const struct sights *s, int64_t a, int64_t b)
{
    struct block blocks[BLOCKS];
    struct switching w = {.end = 1};
    int differ = 0;
    for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = follow(s, a, b, i);
        if (blocks[i].weight > 0) {
            differ++;
            w.switched += blocks[i].time < 0.25f + 1.f / (float)(b - a);
            w.mixed += blocks[i].time > 0.6f && fabsf(blocks[i].moment - 0.5f) < 0.15f;
            w.swift += blocks[i].time;
        }
    }
    w.everywhere = (float)differ / BLOCKS;
    if (differ < 8)
        return w;
    w.switched /= (float)differ;
    w.mixed /= (float)differ;
    w.swift /= (float)differ;
    for (int p = 0; p < WIPE_PATTERNS; p++) {
        struct moments m = fit_pattern(blocks, p);
        float explained = explained_by(&m);
        double mean = m.t / m.weight, variance = m.tt / m.weight - mean * mean;
        w.spread = variance > 0 ? (float)sqrt(variance) : 0;
        if (explained > w.explained) {
            w.explained = explained;
            w.pattern = (enum wipe_pattern)p;
        }
    }
    find_ends(blocks, &w);
    return w;
}
