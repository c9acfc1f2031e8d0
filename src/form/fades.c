/* SPDX-License-Identifier: Apache-2.0 */
#include "form/fades.h"
#include "base/array.h"
#include <math.h>
#include <stdlib.h>

enum { LONGEST = 160 };
static const float flat = 3.f;        /* contrast of a coded frame of one colour, levels */
static const float other_colour = 12; /* step that the flat end of a fade does not make, levels */

static float contrast(const struct signal_series *s, int64_t n)
{
    const struct signal_frame *f = &s->frames[n];
    return sqrtf(f->deviation * f->deviation + f->chroma_deviation * f->chroma_deviation);
}

/* A walk away from the bottom: towards −1 for a fade out, +1 for a fade in. */
struct walk {
    const struct signal_series *series;
    int64_t from; /* the bottom's last frame on that side */
    int step;
    int64_t limit; /* frames that can be walked */
};

static float at(const struct walk *w, int64_t k)
{
    return contrast(w->series, w->from + k * w->step);
}

/* How alike frames k − 1 and k are; flat frames tell nothing. */
static float likeness(const struct walk *w, int64_t k)
{
    int64_t n = w->from + (w->step > 0 ? k : k - 1) * w->step;
    if (at(w, k) < flat || at(w, k - 1) < flat)
        return 1;
    return w->series->frames[n].likeness;
}

static float step_at(const struct signal_series *s, int64_t n)
{
    return n > 0 && n < s->frame_count ? s->frames[n].step : 0;
}

/* A cut between frames k − 1 and k. Grain and strobes make every picture unlike the one before: a cut's step
   stands out. */
static bool another_picture(const struct walk *w, int64_t k)
{
    int64_t n = w->from + (w->step > 0 ? k : k - 1) * w->step;
    const struct signal_series *s = w->series;
    return likeness(w, k) < 0.4f && step_at(s, n) > 1.6f * fmaxf(step_at(s, n - 1), step_at(s, n + 1));
}

/* How far contrast rises: up to where it has grown little for a while, or the picture is another one. */
static int64_t climb(const struct walk *w)
{
    int64_t top = 0;
    float highest = at(w, 0);
    for (int64_t k = 1; k <= w->limit && k <= LONGEST; k++) {
        int64_t patience = 3 + top / 8;
        if (another_picture(w, k))
            break;
        float now = at(w, k), need = highest * (1 + 0.02f / (float)patience) + 0.05f;
        if (now > need) {
            highest = now;
            top = k;
        } else if (k - top > patience) {
            break;
        }
    }
    return top;
}

/* Where contrast crosses `level` first, between frames. */
static float crossing(const struct walk *w, int64_t top, float level)
{
    for (int64_t k = 1; k <= top; k++) {
        float low = at(w, k - 1), high = at(w, k);
        if (high >= level)
            return (float)(k - 1) + (high > low ? (level - low) / (high - low) : 1);
    }
    return (float)top;
}

struct ramp {
    float foot, head; /* where the straight ramp is 0 and 1, in frames from the bottom */
    float height, bottom;
};

static bool fit_ramp(const struct walk *w, int64_t top, struct ramp *r)
{
    r->bottom = at(w, 0);
    r->height = at(w, top);
    if (top < 3 || r->height < 3 * r->bottom || r->height < 2 * flat)
        return false;
    float rise = r->height - r->bottom;
    float low = crossing(w, top, r->bottom + 0.25f * rise), high = crossing(w, top, r->bottom + 0.75f * rise);
    float lowest = crossing(w, top, r->bottom + fmaxf(0.03f * rise, 0.4f));
    float highest = crossing(w, top, r->bottom + 0.92f * rise), slope = high - low;
    /* Many ramps set off and arrive slowly: only their last bit is carried on straight. */
    r->foot = lowest - (low - lowest) * 3 / 22;
    r->head = highest + (highest - high) * 8 / 17;
    /* A valley that is not flat was not sampled at its lowest point: carry the ramp on to nothing. */
    if (r->bottom > flat)
        r->foot -= 2 * slope * r->bottom / rise;
    return slope > 0.75f;
}

static float ramp_at(const struct ramp *r, float k)
{
    float share = (k - r->foot) / (r->head - r->foot);
    return r->height * fminf(fmaxf(share, 0), 1);
}

static float rest_of(const struct walk *w, const struct ramp *r, int64_t first, int64_t last)
{
    float rest = 0;
    for (int64_t k = first; k <= last; k++) {
        float off = at(w, k) - ramp_at(r, (float)k);
        rest += off * off;
    }
    return sqrtf(rest / (float)(last - first + 1)) / r->height;
}

/* The highest ramp that is still straight: beyond its head contrast may go on to grow by itself. */
static bool best_ramp(const struct walk *w, int64_t top, struct ramp *best)
{
    float score = 0;
    *best = (struct ramp){0, 0, 1, 0};
    for (int64_t k = 3; k <= top; k++) {
        struct ramp r;
        if (k < top && at(w, k + 1) > at(w, k) * 1.03f && top - k < 3)
            continue;
        if (!fit_ramp(w, k, &r))
            continue;
        int64_t last = (int64_t)r.head + 1;
        float now = r.height * (1 - 4 * rest_of(w, &r, 0, last < top ? last : top));
        if (now > score) {
            score = now;
            *best = r;
        }
    }
    return score > 0;
}

static float straightness(const struct walk *w, int64_t first, int64_t last)
{
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (int64_t k = first; k <= last; k++) {
        const struct signal_frame *f = &w->series->frames[w->from + k * w->step];
        double c = at(w, k), m = f->mean;
        n++;
        x += c;
        y += m;
        xx += c * c;
        yy += m * m;
        xy += c * m;
    }
    double vx = xx - x * x / n, vy = yy - y * y / n, v = xy - x * y / n;
    if (vy < n) /* the colour is the picture's own mean: nothing to tell */
        return 1;
    return vx > 0 ? (float)(v * v / (vx * vy)) : 0;
}

static void judge_walk(const struct walk *w, const struct ramp *r, struct fade *fade, int64_t first,
                       int64_t last)
{
    float least = 1, sum = 0, steepest = 0, moved = 0, unmatched = 0;
    int right = 0, count = (int)(last - first + 2);
    for (int64_t k = first; k <= last + 1; k++) {
        float like = likeness(w, k), rise = at(w, k) - at(w, k - 1);
        const struct signal_frame *f = &w->series->frames[w->from + k * w->step];
        least = fminf(least, like);
        sum += like;
        right += rise > 0;
        steepest = fmaxf(steepest, rise);
        moved += f->moved;
        unmatched += f->unmatched;
    }
    fade->features[FADE_LENGTH] = (float)(last - first + 1);
    fade->features[FADE_HEIGHT] = r->height;
    fade->features[FADE_BOTTOM] = r->bottom;
    fade->features[FADE_BOTTOM_SHARE] = r->bottom / r->height;
    fade->features[FADE_REST] = rest_of(w, r, first, last + 1);
    fade->features[FADE_LIKENESS] = least;
    fade->features[FADE_LIKENESS_MEAN] = sum / (float)count;
    fade->features[FADE_FALLING] = (float)right / (float)count;
    fade->features[FADE_STRAIGHT] = straightness(w, first - 1, last + 1);
    fade->features[FADE_STEEPEST] = steepest / r->height;
    fade->features[FADE_MOVED] = moved / (float)count;
    fade->features[FADE_UNMATCHED] = unmatched / (float)count;
}

struct valley {
    int64_t first, last; /* frames at the bottom */
};

static float mean_contrast(const struct signal_series *s, int64_t first, int64_t last)
{
    float sum = 0;
    for (int64_t n = first; n <= last; n++)
        sum += contrast(s, n);
    return sum / (float)(last - first + 1);
}

/* The valley without the last of the ramps beside it: what is no higher than its lowest third. */
static struct valley floor_of(const struct signal_series *s, const struct valley *v)
{
    struct valley f = *v;
    int64_t third = (v->last - v->first + 1) / 3;
    if (third < 1)
        return f;
    float a = mean_contrast(s, v->first, v->first + third - 1),
          b = mean_contrast(s, v->first + third, v->last - third),
          c = mean_contrast(s, v->last - third + 1, v->last), least = fminf(fminf(a, b), c);
    float limit = 1.25f * least + 0.2f;
    while (f.first < f.last && contrast(s, f.first) > limit)
        f.first++;
    while (f.last > f.first && contrast(s, f.last) > limit)
        f.last--;
    return f;
}

/* The fade on one side of a valley; false where there is none. */
static bool fade_beside(const struct signal_series *s, const struct valley *v, bool in, struct fade *fade)
{
    struct valley ground = floor_of(s, v);
    struct walk w = {.series = s, .from = in ? ground.last : ground.first, .step = in ? 1 : -1};
    w.limit = in ? s->frame_count - 1 - w.from : w.from;
    int64_t top = climb(&w);
    struct ramp r;
    if (!best_ramp(&w, top, &r))
        return false;
    int64_t first = (int64_t)floorf(r.foot) + 1, last = (int64_t)ceilf(r.head) - 1;
    if (last > w.limit - 1)
        last = w.limit - 1;
    if (first < 1)
        first = 1;
    if (last < first + 1)
        return false;
    *fade = (struct fade){.in = in, .bottom_first = v->first, .bottom_last = v->last};
    fade->first = in ? w.from + first : w.from - last;
    fade->last = in ? w.from + last : w.from - first;
    judge_walk(&w, &r, fade, first, last);
    /* The film's own first and last frame belong to the fade that they begin or end. */
    if (in && w.from == 0 && fade->first <= 1)
        fade->first = 0;
    if (!in && w.from + 2 >= s->frame_count - 1 && v->last == s->frame_count - 1)
        fade->last = s->frame_count - 1;
    return true;
}

static void judge_valley(const struct signal_series *s, const struct valley *v, struct fade *fade)
{
    int64_t middle = (v->first + v->last) / 2;
    int64_t other = fade->in ? v->first - 8 : v->last + 8, full = fade->in ? fade->last : fade->first;
    const struct signal_frame *f = &s->frames[middle];
    fade->luma = f->mean;
    fade->cb = f->cb;
    fade->cr = f->cr;
    fade->features[FADE_HOLD] = (float)(v->last - v->first + 1);
    other = other < 0 ? 0 : other >= s->frame_count ? s->frame_count - 1 : other;
    fade->features[FADE_OTHER] = fminf(contrast(s, other) / fade->features[FADE_HEIGHT], 4);
    fade->features[FADE_MEAN_CHANGE] = f->mean - s->frames[full].mean;
}

/* The film's first and last frame have nothing on one side. */
static bool lowest_near(const struct signal_series *s, int64_t n, int step)
{
    float here = contrast(s, n);
    if (step < 0 ? n == 0 : n == s->frame_count - 1)
        return true;
    if (n + 4 * step < 0 || n + 4 * step >= s->frame_count)
        return false;
    for (int64_t k = 1; k <= 4; k++)
        if (contrast(s, n + k * step) < here)
            return false;
    return contrast(s, n + 4 * step) >= 1.5f * here;
}

/* The next run of frames at the bottom of a valley of contrast, from `from` on. */
static bool next_valley(const struct signal_series *s, int64_t from, struct valley *v)
{
    for (int64_t n = from; n < s->frame_count; n++) {
        float here = contrast(s, n), limit = fmaxf(flat, here * 1.15f);
        int64_t last = n;
        if (here > flat) { /* a dip between two samples of the ramps: lower than all within 4 frames */
            if (!lowest_near(s, n, -1) || !lowest_near(s, n, 1))
                continue;
        }
        while (last + 1 < s->frame_count && contrast(s, last + 1) <= limit &&
               step_at(s, last + 1) < other_colour) /* black and a plain card are two valleys */
            last++;
        *v = (struct valley){n, last};
        return true;
    }
    return false;
}

bool find_fades(const struct signal_series *s, struct fades *out)
{
    struct valley v;
    for (int64_t from = 0; next_valley(s, from, &v); from = v.last + 1) {
        struct fade both[2];
        int count = 0;
        count += fade_beside(s, &v, false, &both[count]);
        count += fade_beside(s, &v, true, &both[count]);
        /* A frame or two of black before a cut are the end of the fade. */
        if (count == 1 && !both[0].in && v.last - both[0].last <= 2)
            both[0].last = v.last;
        for (int i = 0; i < count; i++) {
            judge_valley(s, &v, &both[i]);
            both[i].features[FADE_OTHER_RAMP] = count == 2;
            if (!array_push(out, both[i]))
                return false;
        }
    }
    return true;
}
