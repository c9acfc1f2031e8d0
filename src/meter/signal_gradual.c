/* SPDX-License-Identifier: Apache-2.0 */
/* Gradual changes. Everything but the blocks is told from distances alone: by Stewart's theorem the squared
   distance of x from the mix (1 − u)·a + u·b is (1 − u)·|x − a|² + u·|x − b|² − u·(1 − u)·|a − b|². Frames of
   a dissolve lie on the line from a to b; a random walk from a to b leaves u·(1 − u)·|a − b|², a wipe the
   same although each of its samples is either a's or b's. */
#include "base/signal_features.h"
#include "kernel/distance.h"
#include "meter/push.h"
#include "meter/signal_parts.h"
#include "meter/wipe.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SAMPLES = 7, /* frames looked at between the ends of a span while searching */
    WANDER = 56, /* frames beside a span that are surely still, or already, in view */
};

enum { PUSH_LONGEST = 68 }; /* frames */

static const int lengths[SPAN_GROUPS][3] = {{4, 6, 8}, {11, 16, 23}, {32, 45, 64}, {76, 88, SPAN_LONGEST}};

static int64_t bounded(const struct sights *s, int64_t n)
{
    return n < 0 ? 0 : n >= s->count ? s->count - 1 : n;
}

static float drift(const struct sights *s, int64_t i, int64_t j)
{
    return sight_apart(s, bounded(s, i), bounded(s, j));
}

/* Largest squared step between frames of a…b. */
static float steepest(const struct sights *s, int64_t a, int64_t b)
{
    float most = 0;
    for (int64_t n = a + 1; n <= b; n++)
        most = fmaxf(most, sight_at(s, n)->frame.step);
    return most * most;
}

struct mix {
    float rest, rest_eased, rest_free, uneven; /* rest of 1 as GRADUAL_REST */
};

/* Squared distance from the mix of which b has `share`. */
static float off_mix(float from_a, float from_b, float whole, float share)
{
    return (1 - share) * from_a + share * from_b - share * (1 - share) * whole;
}

static struct mix mix_of(const struct sights *s, int64_t a, int64_t b, int samples)
{
    float whole = sight_apart(s, a, b), walk = 0;
    struct mix mix = {0, 0, 0, 0};
    int64_t length = b - a;
    for (int i = 1; i <= samples; i++) {
        int64_t n = a + (i * length + (samples + 1) / 2) / (samples + 1);
        if (n <= a || n >= b)
            continue;
        float u = (float)(n - a) / (float)length, from_a = sight_apart(s, n, a),
              from_b = sight_apart(s, n, b);
        float free = (from_a - from_b + whole) / (2 * whole);
        float off = free - u;
        float left = off_mix(from_a, from_b, whole, u);
        mix.rest += left;
        mix.rest_eased += off_mix(from_a, from_b, whole, u * u * (3 - 2 * u));
        mix.rest_free += left - off * off * whole;
        mix.uneven += off * off;
        walk += u * (1 - u) * whole;
    }
    if (!(walk > 0))
        return (struct mix){1, 1, 1, 1};
    return (struct mix){mix.rest / walk, mix.rest_eased / walk, mix.rest_free / walk,
                        sqrtf(mix.uneven / (float)samples)};
}

/* An even change that is shorter looks much like an eased one: that has to leave clearly less. */
static const float dearer = 0.01f;

static float mixed_rest(const struct sights *s, int64_t a, int64_t b)
{
    struct mix mix = mix_of(s, a, b, SAMPLES);
    return fminf(mix.rest, mix.rest_eased + dearer);
}

/* Samples either a's or b's: what is left, and with the even growth of b's share asked for. */
static void either_of(const struct sights *s, int64_t a, int64_t b, int samples, float *either,
                      float *switched)
{
    const float scale = 1.f / (THUMB_LEVEL * THUMB_LEVEL * sight_at(s, b)->share);
    float whole = sight_apart(s, a, b), rest = 0, walk = 0, off = 0;
    const int16_t *first = sight_at(s, a)->thumb, *last = sight_at(s, b)->thumb;
    int64_t length = b - a;
    for (int i = 1; i <= samples; i++) {
        int64_t n = a + (i * length + (samples + 1) / 2) / (samples + 1);
        if (n <= a || n >= b)
            continue;
        const int16_t *now = sight_at(s, n)->thumb;
        float luma = (float)s->kernels->either_distance(now, first, last, THUMB_LUMA) * scale / THUMB_LUMA;
        float chroma = (float)s->kernels->either_distance(now + THUMB_LUMA, first + THUMB_LUMA,
                                                          last + THUMB_LUMA, 2 * THUMB_CHROMA) *
                       scale / THUMB_CHROMA;
        float u = (float)(n - a) / (float)length;
        float share = (sight_apart(s, n, a) - sight_apart(s, n, b) + whole) / (2 * whole);
        off += 0.7f * (share - u) * (share - u) * whole;
        rest += luma + 1.5f * chroma;
        walk += u * (1 - u) * whole;
    }
    *either = walk > 0 ? rest / walk : 1;
    *switched = walk > 0 ? (rest + off) / walk : 1;
}

/* Of a picture that comes in from one side each frame's edge shows much that neither frame beside it did: the
   steps add up to more than the whole way, and none of them makes it alone. */
static bool passage_possible(const struct sights *s, int64_t a, int64_t b, float least)
{
    float sum = 0, most = 0;
    for (int64_t n = a + 1; n <= b; n++) {
        float step = sight_at(s, n)->frame.step;
        sum += step * step;
        most = fmaxf(most, step * step);
    }
    return sum > least && most < 0.9f * sight_apart(s, a, b);
}

static float displaced_rest(const struct passage *p)
{
    return fminf(p->push, p->slide) / fmaxf(p->straight, 0.25f * p->whole + 0.5f);
}

/* What the displaced pictures leave, of what a wipe leaves, and how uneven the edge's way is. The middle
   alone tells that most spans are nothing of the kind. */
static float passage_rest(const struct sights *s, int64_t a, int64_t b)
{
    struct passage p = passage_of(s, a, b, 1);
    if (displaced_rest(&p) > 0.75f)
        return 1;
    p = passage_of(s, a, b, b - a > 8 ? 5 : 3);
    float rest = displaced_rest(&p);
    return rest > 0.75f ? 1 : rest + 8 * p.uneven * p.uneven;
}

static float push_score(const struct sights *s, int64_t a, int64_t b, float whole, float own)
{
    if (b - a > PUSH_LONGEST || !passage_possible(s, a, b, 0.9f * whole))
        return 0;
    float score = whole * (1 - passage_rest(s, a, b)) - 0.25f * own;
    return score > 0 ? score : 0;
}

/* How much of the change from a to b the hypothesis explains, levels², less what the pictures before and
   after change by themselves; nothing where one step makes the whole change. */
static float span_score(const struct sights *s, int64_t a, int64_t b, enum span_kind kind)
{
    float whole = sight_apart(s, a, b);
    int64_t reach = b - a < 8 ? b - a : 8;
    float own = 0.25f * (drift(s, a - reach, a) + drift(s, b, b + reach));
    if (whole < 4 || whole < 0.7f * own)
        return 0;
    own = fminf(own, 0.4f * whole);
    if (kind == SPAN_PUSH)
        return push_score(s, a, b, whole, own);
    float sudden = 2 * steepest(s, a, b) / whole;
    if (sudden >= 1)
        return 0;
    float rest, either;
    if (kind == SPAN_MIX)
        rest = mixed_rest(s, a, b);
    else
        either_of(s, a, b, b - a > 8 ? SAMPLES : 3, &either, &rest);
    if (kind == SPAN_WIPE)
        rest *= 0.7f; /* pictures that move leave more of it in a wipe */
    float score = whole * (1 - rest) * (1 - sudden) - own;
    return score > 0 ? score : 0;
}

static bool allowed(const struct sights *s, int64_t a, int64_t b)
{
    return a >= 0 && b < s->count && b - a >= 3 && b - a <= SPAN_LONGEST + 8;
}

struct span span_about(const struct sights *s, int64_t m, enum span_kind kind, int group)
{
    struct span best = {0, -1, 0};
    for (int i = 0; i < 3; i++) {
        int64_t a = m - lengths[group][i] / 2, b = a + lengths[group][i];
        if (!allowed(s, a, b))
            continue;
        float score = span_score(s, a, b, kind);
        if (score > best.score)
            best = (struct span){a, b, score};
    }
    return best;
}

/* A wipe's ends by when the blocks change along its pattern: the search alone takes pictures that move for
   the wipe, or its still beginning for the picture. */
static struct span wipe_ends(const struct sights *s, struct span span)
{
    for (int round = 0; round < 3; round++) {
        struct switching w = switching_of(s, span.a, span.b);
        float between = (float)(span.b - span.a - 1);
        if (w.explained < 0.8f || w.everywhere < 0.25f)
            break;
        int64_t a = span.a + lrintf(fmaxf(w.begin * between + 0.5f, -8)),
                b = span.b + lrintf(fminf((w.end - 1) * between - 0.5f, 8));
        if ((a == span.a && b == span.b) || !allowed(s, a, b) ||
            switching_of(s, a, b).explained < w.explained - 0.02f)
            break;
        span.a = a;
        span.b = b;
    }
    return span;
}

static struct span climb_from(const struct sights *s, struct span span, enum span_kind kind)
{
    static const int moves[] = {-6, -3, -2, -1, 1, 2, 3, 6};
    for (int round = 0; round < 24; round++) {
        struct span best = span;
        for (int end = 0; end < 3; end++)
            for (unsigned i = 0; i < sizeof moves / sizeof *moves; i++) {
                int64_t a = span.a + (end != 1 ? moves[i] : 0), b = span.b + (end != 0 ? moves[i] : 0);
                if (!allowed(s, a, b))
                    continue;
                float score = span_score(s, a, b, kind);
                if (score > best.score)
                    best = (struct span){a, b, score};
            }
        if (best.score <= span.score)
            break;
        span = best;
    }
    return span;
}

struct span span_refine(const struct sights *s, struct span span, enum span_kind kind)
{
    struct span best = climb_from(s, span, kind);
    return kind == SPAN_WIPE ? wipe_ends(s, best) : best;
}

struct means {
    float moved, step, unmatched;
};

static struct means means_of(const struct sights *s, int64_t from, int64_t to)
{
    struct means m = {0, 0, 0};
    int count = 0;
    for (int64_t n = from < 1 ? 1 : from; n <= to && n < s->count; n++, count++) {
        m.moved += sight_at(s, n)->frame.moved;
        m.step += sight_at(s, n)->frame.step;
        m.unmatched += sight_at(s, n)->frame.unmatched;
    }
    if (count) {
        m.moved /= (float)count;
        m.step /= (float)count;
        m.unmatched /= (float)count;
    }
    return m;
}

static float nearest(const struct sights *s, int64_t n, int64_t from, int64_t to)
{
    float least = INFINITY;
    for (int64_t i = from < 0 ? 0 : from; i <= to && i < s->count; i++)
        least = fminf(least, sight_apart(s, n, i));
    return least;
}

static float contrast(const struct signal_frame *f)
{
    return sqrtf(f->deviation * f->deviation + f->chroma_deviation * f->chroma_deviation);
}

/* Share of the two neighbouring bins of luma that have most. */
static float plain(const struct sight *s)
{
    int most = 0;
    for (int i = 0; i + 1 < 32; i++) {
        int both = s->histogram[i] + s->histogram[i + 1];
        most = both > most ? both : most;
    }
    return (float)most / 36864;
}

static float empty(const struct sight *s)
{
    int count = 0;
    for (int y = 0; y + 1 < LARGE_HEIGHT; y++)
        for (int x = 0; x + 1 < LARGE_WIDTH; x++) {
            const uint8_t *p = s->large + y * LARGE_WIDTH + x;
            count += abs(p[1] - p[0]) <= 1 && abs(p[LARGE_WIDTH] - p[0]) <= 1;
        }
    return (float)count / ((LARGE_WIDTH - 1) * (LARGE_HEIGHT - 1));
}

static void judge_ends(const struct sights *s, int64_t a, int64_t b, float *f)
{
    float whole = sight_apart(s, a, b), length = (float)(b - a);
    const struct sight *from = sight_at(s, a), *to = sight_at(s, b);
    f[GRADUAL_LENGTH] = length;
    f[GRADUAL_DISTANCE] = sqrtf(whole);
    f[GRADUAL_DRIFT_BEFORE] = drift(s, a - 4, a) / whole;
    f[GRADUAL_DRIFT_AFTER] = drift(s, b, b + 4) / whole;
    int64_t reach = b - a < WANDER ? b - a : WANDER;
    f[GRADUAL_WANDER_BEFORE] = drift(s, a - reach, a) / whole;
    f[GRADUAL_WANDER_AFTER] = drift(s, b, b + reach) / whole;
    f[GRADUAL_LIKENESS] = sight_likeness(s, a, b);
    f[GRADUAL_DEVIATION_A] = from->frame.deviation;
    f[GRADUAL_DEVIATION_B] = to->frame.deviation;
    f[GRADUAL_MEAN_CHANGE] = to->frame.mean - from->frame.mean;
    f[GRADUAL_HOLD] = drift(s, a - 4, b + 4) / whole;
    f[GRADUAL_RETURN] = fminf(nearest(s, a, b + 2, b + 40) / whole, 2);
    f[GRADUAL_CAME] = fminf(nearest(s, b, a - 40, a - 2) / whole, 2);
    f[GRADUAL_CONTRAST_A] = contrast(&from->frame);
    f[GRADUAL_CONTRAST_B] = contrast(&to->frame);
    f[GRADUAL_PLAIN_A] = plain(from);
    f[GRADUAL_PLAIN_B] = plain(to);
    f[GRADUAL_EMPTY_A] = empty(from);
    f[GRADUAL_EMPTY_B] = empty(to);
    f[GRADUAL_COLOUR_A] = from->frame.chroma_deviation;
    f[GRADUAL_COLOUR_B] = to->frame.chroma_deviation;
    float into = drift(s, a - 1, a), out = drift(s, b, b + 1);
    f[GRADUAL_JUMP] = fmaxf(into, out) / whole;
    struct block_match match = sight_match(s, b, a);
    f[GRADUAL_MATCH] = match.residual;
    f[GRADUAL_UNMATCHED] = match.unmatched;
}

/* What moved blocks leave from one eighth of the span to the next. */
static float eighths(const struct sights *s, int64_t a, int64_t b)
{
    float sum = 0;
    int parts = b - a < 8 ? (int)(b - a) : 8;
    for (int i = 0; i < parts; i++)
        sum += sight_match(s, a + (b - a) * (i + 1) / parts, a + (b - a) * i / parts).residual;
    return sum;
}

static void judge_between(const struct sights *s, int64_t a, int64_t b, float *f)
{
    float whole = sight_apart(s, a, b), sharp = 0, expected = 0, previous = 0;
    int rising = 0;
    for (int64_t n = a + 1; n <= b; n++) {
        float share = (sight_apart(s, n, a) - sight_apart(s, n, b) + whole) / (2 * whole);
        float u = (float)(n - a) / (float)(b - a);
        rising += share > previous;
        previous = share;
        sharp += sight_at(s, n)->sharpness;
        expected += (1 - u) * sight_at(s, a)->sharpness + u * sight_at(s, b)->sharpness;
    }
    int64_t middle = (a + b) / 2;
    float ends = sight_at(s, a)->frame.deviation + sight_at(s, b)->frame.deviation;
    f[GRADUAL_RISING] = (float)rising / (float)(b - a);
    f[GRADUAL_SHARPNESS] = expected > 0 ? sharp / expected : 1;
    f[GRADUAL_STEEPEST] = steepest(s, a, b) / whole;
    f[GRADUAL_DEVIATION_MIDDLE] = ends > 0 ? 2 * sight_at(s, middle)->frame.deviation / ends : 1;
    f[GRADUAL_MIDDLE_MATCH] = fmaxf(sight_match(s, middle, a).residual, sight_match(s, b, middle).residual) /
                              (f[GRADUAL_MATCH] + 0.5f);
    struct means in = means_of(s, a + 1, b), before = means_of(s, a - 7, a),
                 after = means_of(s, b + 1, b + 8);
    f[GRADUAL_MOVED] = in.moved;
    f[GRADUAL_MOVED_BEFORE] = before.moved;
    f[GRADUAL_MOVED_AFTER] = after.moved;
    f[GRADUAL_STEP] = in.step;
    f[GRADUAL_STEP_BEFORE] = before.step;
    f[GRADUAL_STEP_AFTER] = after.step;
    f[GRADUAL_UNMATCHED_BETWEEN] = in.unmatched;
    f[GRADUAL_EIGHTHS] = eighths(s, a, b) / sqrtf(whole);
    f[GRADUAL_MOVABLE] = in.moved / (in.step + 0.1f);
}

static enum wipe_pattern pattern_from(enum side side)
{
    static const enum wipe_pattern patterns[SIDES] = {[SIDE_LEFT] = WIPE_LEFT_TO_RIGHT,
                                                      [SIDE_RIGHT] = WIPE_RIGHT_TO_LEFT,
                                                      [SIDE_TOP] = WIPE_TOP_TO_BOTTOM,
                                                      [SIDE_BOTTOM] = WIPE_BOTTOM_TO_TOP};
    return patterns[side];
}

/* Few candidates can be a push or a slide: of the others nothing is measured. */
static void judge_passage(const struct sights *s, int64_t a, int64_t b, struct signal_candidate *c)
{
    float *f = c->features, whole = sight_apart(s, a, b);
    struct passage p = {.push = 1, .slide = 1, .straight = 1, .whole = 1, .uneven = 1, .seam = 1};
    if (passage_possible(s, a, b, 0.7f * whole))
        p = passage_of(s, a, b, PUSH_FRAMES);
    f[GRADUAL_PUSH_SCORE] = span_score(s, a, b, SPAN_PUSH) / whole;
    if (f[GRADUAL_PUSH_SCORE] > fmaxf(f[GRADUAL_WIPE_SCORE], 0.3f))
        c->pattern = (uint8_t)pattern_from(p.side);
    float better = fminf(p.push, p.slide);
    f[GRADUAL_PUSH_REST] = p.push / (p.straight + 1);
    f[GRADUAL_SLIDE_REST] = p.slide / (p.straight + 1);
    f[GRADUAL_STRAIGHT_REST] = p.straight / (p.whole + 1);
    f[GRADUAL_PASSAGE_REST] = better / (p.whole + 1);
    f[GRADUAL_PASSAGE_LEFT] = better;
    f[GRADUAL_PASSAGE_UNEVEN] = p.uneven;
    f[GRADUAL_PASSAGE_TRAVEL] = p.travel;
    f[GRADUAL_PASSAGE_SEAM] = p.seam;
    f[GRADUAL_PUSH_SLIDE] = p.push / (p.slide + 1);
}

void gradual_judge(const struct sights *s, struct span span, struct signal_candidate *c)
{
    int64_t a = span.a, b = span.b;
    float *f = c->features, whole = sight_apart(s, a, b);
    *c = (struct signal_candidate){.hypothesis = SIGNAL_GRADUAL, .first = a + 1, .last = b - 1};
    if (!(whole > 0))
        return;
    judge_ends(s, a, b, f);
    struct mix mix = mix_of(s, a, b, (int)(b - a - 1));
    f[GRADUAL_REST] = mix.rest;
    f[GRADUAL_REST_EASED] = mix.rest_eased;
    f[GRADUAL_REST_FREE] = mix.rest_free;
    f[GRADUAL_UNEVEN] = mix.uneven;
    judge_between(s, a, b, f);
    either_of(s, a, b, (int)(b - a - 1), &f[GRADUAL_EITHER], &f[GRADUAL_SWITCHED]);
    struct switching w = switching_of(s, a, b);
    f[GRADUAL_SPREAD] = w.spread;
    f[GRADUAL_PATTERN] = w.explained;
    f[GRADUAL_EVERYWHERE] = w.everywhere;
    f[GRADUAL_BLOCKS_MIXED] = w.mixed;
    f[GRADUAL_BLOCKS_SWITCHED] = w.switched;
    f[GRADUAL_SWIFT] = w.swift;
    c->pattern = (uint8_t)w.pattern;
    f[GRADUAL_MIX_SCORE] = span_score(s, a, b, SPAN_MIX) / whole;
    f[GRADUAL_WIPE_SCORE] = span_score(s, a, b, SPAN_WIPE) / whole;
    judge_passage(s, a, b, c);
}
