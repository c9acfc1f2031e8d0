/* SPDX-License-Identifier: Apache-2.0 */
/* The picture is cut into strips across the way; frame by frame, each place of the edge composes another
   picture of strips of a and b, and a sweep over frames finds the places that leave least and never go back.
 */
#include "meter/push.h"
#include <math.h>

enum { PLACES = LARGE_WIDTH + 1 };

/* Where strips lie: those of bars are left out, and a picture moves by the active part or, where bars were
   laid over it, by the whole. */
struct way {
    const struct kernels *kernels;
    enum side side;
    int count;              /* strips from the side the new picture comes from to the other */
    int low, high;          /* strips inside the bars */
    int origin_a, origin_b; /* where a begins and b ends that come to the edge */
};

enum model { MODEL_PUSHED, MODEL_SLID, MODEL_STRAIGHT, MODELS };

static bool is_reversed(enum side side)
{
    return side == SIDE_RIGHT || side == SIDE_BOTTOM;
}

static const struct strips *strips_of(const struct sight *s, enum side side)
{
    return side == SIDE_LEFT || side == SIDE_RIGHT ? &s->columns : &s->rows;
}

/* Where the first of `count` strips lies that begin with the i-th from the way's side. */
static int first_of(const struct way *w, int i, int count)
{
    return is_reversed(w->side) ? w->count - i - count : i;
}

static unsigned strips_apart(const struct way *w, const struct strips *x, int i, const struct strips *y,
                             int j, int count)
{
    return w->kernels->bytes_apart(x->at[first_of(w, i, count)], y->at[first_of(w, j, count)], count * STRIP);
}

struct left {
    unsigned sum, count;
};

/* Strips first…last of the picture against others that lie `shift` further on; those of bars tell nothing. */
static struct left compare(const struct strips *now, const struct strips *then, const struct way *w,
                           int first, int last, int shift)
{
    first = first + shift < w->low ? w->low - shift : first;
    last = last + shift > w->high ? w->high - shift : last;
    if (last <= first)
        return (struct left){0, 0};
    return (struct left){strips_apart(w, now, first, then, first + shift, last - first),
                         (unsigned)(last - first)};
}

static float mean_of(struct left x, struct left y)
{
    unsigned count = x.count + y.count;
    return count ? (float)(x.sum + y.sum) / (float)(count * STRIP) : 255;
}

/* What each place of the edge leaves of one frame, by each model. */
static void place_edge(const struct strips *now, const struct strips *a, const struct strips *b,
                       const struct way *w, float left[MODELS][PLACES])
{
    struct left stand_a[PLACES], stand_b = {0, 0};
    uint16_t from_a[LARGE_WIDTH], from_b[LARGE_WIDTH];
    w->kernels->pieces_apart(now->at[0], a->at[0], w->count, from_a);
    w->kernels->pieces_apart(now->at[0], b->at[0], w->count, from_b);
    stand_a[w->high] = (struct left){0, 0};
    for (int y = w->high; y-- > w->low;)
        stand_a[y] = (struct left){stand_a[y + 1].sum + from_a[first_of(w, y, 1)], stand_a[y + 1].count + 1};
    for (int edge = w->low; edge <= w->high; edge++) {
        struct left come = compare(now, b, w, w->low, edge, w->origin_b - edge);
        left[MODEL_PUSHED][edge] = mean_of(come, compare(now, a, w, edge, w->high, w->origin_a - edge));
        left[MODEL_SLID][edge] = mean_of(come, stand_a[edge]);
        left[MODEL_STRAIGHT][edge] = mean_of(stand_b, stand_a[edge]);
        if (edge < w->high) {
            stand_b.sum += from_b[first_of(w, edge, 1)];
            stand_b.count++;
        }
    }
}

/* The edge's places that never go back, frame by frame. */
struct sweep {
    float sums[PLACES];
    uint8_t from[PUSH_FRAMES][PLACES]; /* the place in the frame before */
};

static void sweep_on(struct sweep *s, int frame, const struct way *w, const float left[PLACES])
{
    float best = INFINITY;
    int from = w->low;
    for (int edge = w->low; edge <= w->high; edge++) {
        float before = frame ? s->sums[edge] : 0;
        if (before < best) {
            best = before;
            from = edge;
        }
        s->sums[edge] = best + left[edge];
        s->from[frame][edge] = (uint8_t)from;
    }
}

static float sweep_end(const struct sweep *s, int frames, const struct way *w, int places[PUSH_FRAMES])
{
    int edge = w->low;
    for (int i = w->low; i <= w->high; i++)
        if (s->sums[i] < s->sums[edge])
            edge = i;
    float least = s->sums[edge] / (float)frames;
    for (int i = frames; i-- > 0;) {
        places[i] = edge;
        edge = s->from[i][edge];
    }
    return least;
}

struct looked {
    int64_t at[PUSH_FRAMES];
    int wanted, count;
};

static struct looked frames_between(int64_t a, int64_t b, int wanted)
{
    struct looked f = {.wanted = wanted, .count = wanted < PUSH_FRAMES ? wanted : PUSH_FRAMES};
    if (f.count > b - a - 1)
        f.count = (int)(b - a - 1);
    for (int i = 0; i < f.count; i++)
        f.at[i] = a + ((i + 1) * (b - a) + (f.count + 1) / 2) / (f.count + 1);
    return f;
}

/* How far the edge is from an even way, or one that sets off and arrives slowly. */
static void judge_way(const struct looked *f, int64_t a, int64_t b, const struct way *w, const int *places,
                      struct passage *p)
{
    float reach = (float)(w->high - w->low), even = 0, eased = 0;
    float first = (float)(f->at[0] - a) / (float)(b - a),
          last = (float)(f->at[f->count - 1] - a) / (float)(b - a);
    for (int i = 0; i < f->count; i++) {
        float u = (float)(f->at[i] - a) / (float)(b - a), share = (float)(places[i] - w->low) / reach;
        even += (share - u) * (share - u);
        eased += (share - u * u * (3 - 2 * u)) * (share - u * u * (3 - 2 * u));
    }
    p->uneven = sqrtf(fminf(even, eased) / (float)f->count);
    p->travel = last > first ? (float)(places[f->count - 1] - places[0]) / (reach * (last - first)) : 1;
}

/* A moved camera shows no seam. */
static float seam_of(const struct sights *s, const struct looked *f, const struct way *w, const int *places)
{
    float step = 0, usual = 0;
    for (int i = 0; i < f->count; i++) {
        const struct strips *now = strips_of(sight_at(s, f->at[i]), w->side);
        int edge = places[i];
        if (edge - 2 < w->low || edge + 2 > w->high)
            continue;
        step += (float)strips_apart(w, now, edge - 2, now, edge + 1, 1);
        for (int y = w->low; y + 3 < w->high; y++)
            usual += (float)strips_apart(w, now, y, now, y + 3, 1) / (float)(w->high - w->low - 3);
    }
    return step / (usual + STRIP);
}

static void try_way(const struct sights *s, int64_t a, int64_t b, const struct looked *f, const struct way *w,
                    struct passage *p)
{
    const struct strips *from = strips_of(sight_at(s, a), w->side), *to = strips_of(sight_at(s, b), w->side);
    struct sweep sweeps[MODELS];
    float left[MODELS][PLACES], least[MODELS];
    int places[MODELS][PUSH_FRAMES];
    for (int i = 0; i < f->count; i++) {
        place_edge(strips_of(sight_at(s, f->at[i]), w->side), from, to, w, left);
        for (int m = 0; m < MODELS; m++)
            sweep_on(&sweeps[m], i, w, left[m]);
    }
    for (int m = 0; m < MODELS; m++)
        least[m] = sweep_end(&sweeps[m], f->count, w, places[m]);
    enum model better = least[MODEL_PUSHED] < least[MODEL_SLID] ? MODEL_PUSHED : MODEL_SLID;
    if (f->wanted > 1 && least[better] < fminf(p->push, p->slide)) {
        p->side = w->side;
        judge_way(f, a, b, w, places[better], p);
        p->seam = seam_of(s, f, w, places[better]);
    }
    if (least[MODEL_STRAIGHT] < p->straight)
        p->wipe_side = w->side;
    p->push = fminf(p->push, least[MODEL_PUSHED]);
    p->slide = fminf(p->slide, least[MODEL_SLID]);
    p->straight = fminf(p->straight, least[MODEL_STRAIGHT]);
    struct left apart = compare(from, to, w, w->low, w->high, 0);
    p->whole = fmaxf(p->whole, mean_of(apart, (struct left){0, 0}));
}

/* First and last strip of the axis without anything of the bars. */
static int lesser(int a, int b)
{
    return a < b ? a : b;
}

/* Inside the bars of both ends. */
static void strips_inside(const struct relief_part *a, const struct relief_part *b, bool across, int count,
                          bool reversed, struct way *w)
{
    int low = across ? -lesser(-a->first_column, -b->first_column) : -lesser(-a->first_row, -b->first_row),
        high = 1 + (across ? lesser(a->last_column, b->last_column) : lesser(a->last_row, b->last_row));
    if (high - low < count / 3)
        low = 0, high = count;
    w->low = reversed ? count - high : low;
    w->high = reversed ? count - low : high;
}

struct passage passage_of(const struct sights *s, int64_t a, int64_t b, int frames)
{
    struct passage p = {.push = 255, .slide = 255, .straight = 255};
    struct looked f = frames_between(a, b, frames);
    if (f.count < 1)
        return p;
    for (int side = 0; side < SIDES; side++) {
        bool across = side == SIDE_LEFT || side == SIDE_RIGHT;
        int count = across ? LARGE_WIDTH : LARGE_HEIGHT;
        struct way w = {.kernels = s->kernels, .side = (enum side)side, .count = count};
        strips_inside(&sight_at(s, a)->part, &sight_at(s, b)->part, across, count,
                      is_reversed((enum side)side), &w);
        w.origin_a = w.low;
        w.origin_b = w.high;
        try_way(s, a, b, &f, &w, &p);
        if (w.high - w.low == count)
            continue;
        w.origin_a = 0;
        w.origin_b = count;
        try_way(s, a, b, &f, &w, &p);
    }
    return p;
}
