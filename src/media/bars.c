/* SPDX-License-Identifier: Apache-2.0 */
#include "media/bars.h"
#include <stdlib.h>

enum {
    BELIEVE_AFTER = 48, /* lit pictures that must agree before new bars are believed (two seconds) */
    BREAK_AFTER = 3,    /* lit pictures with a picture in a bar before the bar is given up */
    DOUBT_AFTER =
        240,   /* lit pictures in a row without the believed bars: longer than a caption in a bar stays */
    SLACK = 2, /* rows or columns within which two measurements of an edge agree */
    COLUMN_STEP = 4, /* columns are read on every 4th row */
};

void bars_init(struct bars *b, int width, int height)
{
    *b = (struct bars){
        .kernels = kernels_here(), .width = width, .height = height, .active = {0, 0, width, height}};
}

/* A row is black where 1 sample in 64 at most lies above the threshold (noise, ringing at the edge). */
static int black_rows(const struct bars *b, const struct samples *luma, int threshold, bool from_bottom)
{
    int most = luma->height * 2 / 5, n = 0;
    while (n < most && b->kernels->count_lit_row(luma, from_bottom ? luma->height - 1 - n : n, threshold) <=
                           luma->width / 64)
        n++;
    return n;
}

/* The outermost by itself, since it mostly is no bar, then many at once: they share the memory's lines. */
static int black_columns(const struct bars *b, const struct samples *luma, int threshold, bool from_right)
{
    int most = luma->width * 2 / 5, n = 0, rows = (luma->height + COLUMN_STEP - 1) / COLUMN_STEP;
    while (n < most) {
        int lit[LIT_COLUMNS], count = n == 0 ? 1 : most - n < LIT_COLUMNS ? most - n : LIT_COLUMNS;
        int first = from_right ? luma->width - n - count : n;
        b->kernels->count_lit_columns(luma, first, count, COLUMN_STEP, threshold, lit);
        for (int i = 0; i < count; i++, n++)
            if (lit[from_right ? count - 1 - i : i] > rows / 64)
                return n;
    }
    return n;
}

/* Bars come in pairs of (nearly) one size; a single dark edge is a picture. Even numbers keep chroma in step.
 */
static int pair(int one, int other)
{
    int least = one < other ? one : other;
    if (abs(one - other) > 4 + least / 8 || least < 4)
        return 0;
    return (least + 1) & ~1;
}

static struct pst_rect measure_bars(const struct bars *b, const struct samples *luma, int threshold)
{
    int rows = pair(black_rows(b, luma, threshold, false), black_rows(b, luma, threshold, true));
    int columns = pair(black_columns(b, luma, threshold, false), black_columns(b, luma, threshold, true));
    return (struct pst_rect){columns, rows, b->width - 2 * columns, b->height - 2 * rows};
}

/* Enough light in the middle to tell a bar from the dark. */
static bool lit_enough(const struct bars *b, const struct samples *luma, int threshold)
{
    enum { STEP = 8 };
    int lit = 0, from = luma->height / 4, to = luma->height - luma->height / 4;
    int enough = (to - from + STEP - 1) / STEP * luma->width / 5;
    for (int y = from; y < to && lit <= enough; y += STEP)
        lit += b->kernels->count_lit_row(luma, y, threshold);
    return lit > enough;
}

static int lit_in_column(const struct bars *b, const struct samples *luma, int x, int threshold)
{
    int lit[LIT_COLUMNS];
    b->kernels->count_lit_columns(luma, x, 1, COLUMN_STEP, threshold, lit);
    return lit[0];
}

/* A picture (not a caption) stands in the rows or columns next to the believed edge. */
static bool picture_in_bars(const struct bars *b, const struct samples *luma, int threshold)
{
    const struct pst_rect *a = &b->active;
    int rows = (luma->height + COLUMN_STEP - 1) / COLUMN_STEP;
    if (a->y > 2 && (b->kernels->count_lit_row(luma, a->y - 3, threshold) > luma->width / 2 ||
                     b->kernels->count_lit_row(luma, a->y + a->height + 2, threshold) > luma->width / 2))
        return true;
    return a->x > 2 && (lit_in_column(b, luma, a->x - 3, threshold) > rows / 2 ||
                        lit_in_column(b, luma, a->x + a->width + 2, threshold) > rows / 2);
}

static bool same(const struct pst_rect *p, const struct pst_rect *q, int slack)
{
    return abs(p->x - q->x) <= slack && abs(p->y - q->y) <= slack && abs(p->width - q->width) <= 2 * slack &&
           abs(p->height - q->height) <= 2 * slack;
}

static void agree(struct bars *b, const struct pst_rect *now)
{
    bool inside = now->x >= b->seen.x - SLACK && now->y >= b->seen.y - SLACK;
    if (b->agreeing == 0 || !inside) {
        b->seen = *now;
        b->agreeing = b->exact = 0;
    }
    b->agreeing++;
    b->exact += same(now, &b->seen, SLACK);
}

static bool take(struct bars *b, const struct pst_rect *r)
{
    bool changed = !same(&b->active, r, 0);
    b->active = *r;
    b->agreeing = b->exact = b->breaking = b->doubting = 0;
    return changed;
}

bool bars_look(struct bars *b, const struct samples *luma, int black, int white)
{
    int threshold = black + (white - black) * 10 / 219;
    if (b->width < 32 || b->height < 32 || !lit_enough(b, luma, threshold + (white - black) * 8 / 219))
        return false;
    struct pst_rect now = measure_bars(b, luma, threshold);
    if (!b->started) {
        b->started = true;
        return take(b, &now);
    }
    b->breaking = picture_in_bars(b, luma, threshold) ? b->breaking + 1 : 0;
    bool open = now.x < b->active.x - SLACK || now.y < b->active.y - SLACK;
    b->doubting = open ? b->doubting + 1 : 0;
    if (b->breaking >= BREAK_AFTER || b->doubting >= DOUBT_AFTER)
        return take(b, &now);
    agree(b, &now);
    if (b->agreeing < BELIEVE_AFTER)
        return false;
    /* Slightly other bars than believed (a soft edge) are not worth new planes. */
    bool narrower = b->seen.x > b->active.x + SLACK || b->seen.y > b->active.y + SLACK;
    if (narrower && b->exact * 2 >= b->agreeing)
        return take(b, &b->seen);
    b->agreeing = 0;
    return false;
}

static int rescale(int at, int from, int to)
{
    return (int)((int64_t)at * to / from);
}

struct pst_rect bars_rescale(const struct pst_rect *r, int from_width, int from_height, int to_width,
                             int to_height)
{
    int left = rescale(r->x, from_width, to_width), right = rescale(r->x + r->width, from_width, to_width);
    int top = rescale(r->y, from_height, to_height);
    int bottom = rescale(r->y + r->height, from_height, to_height);
    left = left < to_width ? left : to_width - 1;
    top = top < to_height ? top : to_height - 1;
    return (struct pst_rect){left, top, right > left ? right - left : 1, bottom > top ? bottom - top : 1};
}
