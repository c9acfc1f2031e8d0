/* SPDX-License-Identifier: Apache-2.0 */
/* Sudden changes: cuts, and what looks like them. */
#include "base/signal_features.h"
#include "meter/signal_parts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAPS = 3 }; /* cells, of 144 */

typedef float (*quantity)(const struct sights *, int64_t n);

static float step_of(const struct sights *s, int64_t n)
{
    return sight_at(s, n)->frame.step;
}

static float moved_of(const struct sights *s, int64_t n)
{
    return sight_at(s, n)->frame.moved;
}

static float unmatched_of(const struct sights *s, int64_t n)
{
    return sight_at(s, n)->frame.unmatched;
}

static float histogram_of(const struct sights *s, int64_t n)
{
    return sight_at(s, n)->frame.histogram;
}

/* Over frames from … to that exist and have one before them. */
static float greatest(const struct sights *s, quantity q, int64_t from, int64_t to)
{
    float most = 0;
    for (int64_t n = from < 1 ? 1 : from; n <= to && n < s->count; n++)
        most = fmaxf(most, q(s, n));
    return most;
}

/* Over twelve frames before t − 1 and twelve after the new picture's first. */
static float mean_around(const struct sights *s, quantity q, int64_t t, int64_t new)
{
    float sum = 0;
    int count = 0;
    for (int64_t n = t < 13 ? 1 : t - 12; n <= new + 12 && n < s->count; n++)
        if (n < t - 1 || n > new + 1) {
            sum += q(s, n);
            count++;
        }
    return count ? sum / (float)count : 0;
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Middle value of the six before and the six after. */
static float usual(const struct sights *s, quantity q, int64_t t)
{
    float values[12];
    int count = 0;
    for (int64_t n = t - 6; n <= t + 6; n++)
        if (n >= 1 && n < s->count && n != t)
            values[count++] = q(s, n);
    if (!count)
        return 0;
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

static float nearest(const struct sights *s, int64_t n, int64_t from, int64_t to)
{
    float least = INFINITY;
    for (int64_t i = from < 0 ? 0 : from; i <= to && i < s->count; i++)
        least = fminf(least, sight_apart(s, n, i));
    return isinf(least) ? sight_at(s, n)->frame.step : sqrtf(least);
}

static float farthest(const struct sights *s, int64_t n, int64_t from, int64_t to)
{
    float most = 0;
    for (int64_t i = from < 0 ? 0 : from; i <= to && i < s->count; i++)
        most = fmaxf(most, sight_apart(s, n, i));
    return sqrtf(most);
}

/* Frame t as a mix of the one before and the one after. */
struct blend {
    float share, rest; /* how much of the one after; squared distance from that mix, of theirs */
};

static struct blend blend_of(const struct sights *s, int64_t t)
{
    if (t + 1 >= s->count)
        return (struct blend){1, 0};
    float whole = sight_apart(s, t - 1, t + 1), old = sight_apart(s, t - 1, t),
          new = sight_apart(s, t, t + 1);
    float share = whole > 0 ? (old - new + whole) / (2 * whole) : 1;
    share = fminf(fmaxf(share, 0), 1);
    float rest = (1 - share) * old + share * new - share *(1 - share) * whole;
    return (struct blend){share, whole > 0 ? fmaxf(rest, 0) / whole : 0};
}

/* A cut may have one frame that is both pictures: then t is it, and the new picture stands from t + 1. */
static bool is_blended(const struct sights *s, int64_t t)
{
    if (t < 1 || t + 1 >= s->count)
        return false;
    float whole = sight_apart(s, t - 1, t + 1), quiet = 0.12f * whole;
    struct blend b = blend_of(s, t);
    bool still = (t < 2 || sight_apart(s, t - 2, t - 1) < quiet) &&
                 (t + 2 >= s->count || sight_apart(s, t + 1, t + 2) < quiet);
    return whole > 16 && still && b.rest < 0.12f && b.share > 0.1f && b.share < 0.9f;
}

static void judge_across(const struct sights *s, int64_t t, int64_t new, float *features)
{
    float across = INFINITY, likeness = -1;
    for (int64_t i = t < 4 ? 0 : t - 4; i < t; i++)
        for (int64_t j = new; j <= new + 3 && j < s->count; j++) {
            across = fminf(across, sight_apart(s, i, j));
            likeness = fmaxf(likeness, sight_likeness(s, i, j));
        }
    features[SUDDEN_ACROSS] = sqrtf(across);
    features[SUDDEN_ACROSS_LIKENESS] = likeness;
}

static void judge_wide(const struct sights *s, int64_t t, int64_t new, struct block_match least,
                       float *features)
{
    int64_t pairs[3][2] = {{new + 1, t - 1}, {new + 2, t - 1}, {new, t - 2}};
    for (int i = 0; i < 3; i++)
        if (pairs[i][0] < s->count && pairs[i][1] >= 0) {
            struct block_match match = sight_match(s, pairs[i][0], pairs[i][1]);
            least.residual = fminf(least.residual, match.residual);
            least.unmatched = fminf(least.unmatched, match.unmatched);
        }
    features[SUDDEN_UNMATCHED_WIDE] = least.unmatched;
    features[SUDDEN_MOVED_WIDE] = least.residual;
}

static float evenness(const struct sight *now, const struct sight *then, float step)
{
    const int16_t *a = now->thumb, *b = then->thumb;
    float half = step * THUMB_LEVEL / 2;
    int changed = 0;
    for (int i = 0; i < THUMB_LUMA; i++)
        changed += (float)abs(a[i] - b[i]) > half;
    return fminf((float)changed / (THUMB_LUMA * now->share), 1);
}

static int64_t bounded(const struct sights *s, int64_t n)
{
    return n < 0 ? 0 : n >= s->count ? s->count - 1 : n;
}

static float gap(const struct sights *s, int64_t i, int64_t j)
{
    return sqrtf(sight_apart(s, bounded(s, i), bounded(s, j)));
}

bool sudden_possible(const struct sights *s, int64_t t)
{
    const struct signal_frame *f = &sight_at(s, t)->frame;
    if (t < 1)
        return false;
    if (is_blended(s, t - 1))
        return false; /* t − 1 stands for the change */
    if (cells_that_leap(s, t) >= LEAPS)
        return true;
    if (f->step < 0.8f)
        return false;
    if (f->unmatched > 0.3f || f->histogram > 0.25f || is_blended(s, t))
        return true;
    return (f->moved > 0.5f && f->moved > 1.7f * usual(s, moved_of, t)) ||
           f->step > 2.5f * usual(s, step_of, t) + 0.5f;
}

static void judge_around(const struct sights *s, int64_t t, int64_t new, float *f)
{
    f[SUDDEN_WITHIN_BEFORE] = farthest(s, t - 1, t - 4, t - 2);
    f[SUDDEN_WITHIN_AFTER] = farthest(s, new, new + 1, new + 3);
    float step = fmaxf(f[SUDDEN_STEP], 0.1f);
    f[SUDDEN_RETURN] = nearest(s, t - 1, new + 1, new + 6) / step;
    f[SUDDEN_CAME] = nearest(s, new, t - 7, t - 2) / step;
    f[SUDDEN_RETURN_LATER] = nearest(s, t - 1, new + 7, new + 13) / step;
    f[SUDDEN_CAME_LATER] = nearest(s, new, t - 24, t - 8) / step;
    f[SUDDEN_MOVED_BEFORE] = greatest(s, moved_of, t - 4, t - 1);
    f[SUDDEN_MOVED_AFTER] = greatest(s, moved_of, new + 1, new + 4);
    f[SUDDEN_MOVED_AROUND] = mean_around(s, moved_of, t, new);
    f[SUDDEN_STEP_BEFORE] = greatest(s, step_of, t - 4, t - 1);
    f[SUDDEN_STEP_AFTER] = greatest(s, step_of, new + 1, new + 4);
    f[SUDDEN_STEP_AROUND] = mean_around(s, step_of, t, new);
    f[SUDDEN_HISTOGRAM_AROUND] =
        fmaxf(greatest(s, histogram_of, t - 4, t - 1), greatest(s, histogram_of, new + 1, new + 4));
    f[SUDDEN_UNMATCHED_AROUND] =
        fmaxf(greatest(s, unmatched_of, t - 4, t - 1), greatest(s, unmatched_of, new + 1, new + 4));
    f[SUDDEN_SHARPNESS_BEFORE] = sight_at(s, bounded(s, t - 2))->sharpness;
    f[SUDDEN_SHARPNESS_AFTER] = sight_at(s, bounded(s, new + 1))->sharpness;
    f[SUDDEN_FAR] = gap(s, t - 8, t + 8);
    f[SUDDEN_DRIFT_BEFORE] = gap(s, t - 9, t - 1);
    f[SUDDEN_DRIFT_AFTER] = gap(s, new, t + 8);
}

void sudden_judge(const struct sights *s, int64_t t, struct signal_candidate *c)
{
    int64_t new = is_blended(s, t) ? t + 1 : t;
    const struct sight *now = sight_at(s, new), *then = sight_at(s, t - 1);
    struct block_match match = {now->frame.moved, now->frame.unmatched};
    struct blend blend = blend_of(s, t);
    float *f = c->features;
    if (new != t)
        match = sight_match(s, new, t - 1);
    *c = (struct signal_candidate){.hypothesis = SIGNAL_SUDDEN, .first = t, .last = t};
    f[SUDDEN_STEP] = sqrtf(sight_apart(s, new, t - 1));
    f[SUDDEN_MOVED] = match.residual;
    f[SUDDEN_UNMATCHED] = match.unmatched;
    f[SUDDEN_HISTOGRAM] = sight_histogram_distance(now, then);
    f[SUDDEN_LIKENESS] = sight_likeness(s, new, t - 1);
    f[SUDDEN_MEAN_CHANGE] = now->frame.mean - then->frame.mean;
    f[SUDDEN_DEVIATION_BEFORE] = then->frame.deviation;
    f[SUDDEN_DEVIATION_AFTER] = now->frame.deviation;
    f[SUDDEN_BLEND] = blend.share;
    f[SUDDEN_BLEND_REST] = sqrtf(blend.rest);
    f[SUDDEN_EVENNESS] = evenness(now, then, f[SUDDEN_STEP]);
    judge_across(s, t, new, f);
    judge_wide(s, t, new, match, f);
    judge_around(s, t, new, f);
    likeness_judge(s, t, new, f);
}
