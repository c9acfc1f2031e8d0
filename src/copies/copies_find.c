/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/copies_find.h"
#include "base/array.h"
#include "copies/copies_seeds.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double first_look = 2, shortest = 1; /* seconds */
static const struct copies_turn first_turn = {0.32, 0.05, 0.01};
static const double last_shift = 4; /* frames */
/* Another offset must be so many times as good. */
static const double ahead = 1.02;
/* Far away there are many, so flicker must tell the one by so much, and by more than chance does in a film of
   hours: 48 steps of which four series correlate to .45 are chance once in 10^8 (were they independent). */
static const double far_ahead = 1.3, far_flicker = 1.8;
enum { FAR_STEPS = 48 };
static const double slack = 0.3, bridge = 3, farthest = 8; /* seconds */
enum { SHIFTS = 3, LOOK_AROUND = 8, LOOK_SHARE = 4 };
/* A passage that many bits less like than one that it lies over, or that flickers so many times less like it,
   is another moment of the same set-up. */
static const double less_like = 5, less_alike = 2;

struct box {
    double from_a, to_a, from_b, to_b;
    bool mirrored;
};

struct finding {
    const struct copies_sketch *a, *b;
    double least;
    struct copies_list *list;
    struct {
        struct box *items;
        size_t count, capacity;
    } seen;
};

static struct copies_span clip(const struct copies_sketch *s, double from, double to)
{
    int64_t first = copies_frame_at(s, from), last = copies_frame_at(s, to);
    return (struct copies_span){first < 0 ? 0 : first, last < 0 ? (int64_t)s->film.count - 1 : last};
}

/* As long again on either side. */
static struct copies_span widen(const struct copies_sketch *s, struct copies_span span)
{
    double from = s->film.times[span.first], to = s->film.times[span.last],
           more = fmax(to - from, first_look);
    return clip(s, from - more, to + more);
}

static void choose_views(struct copies_pair *pair, const struct copies_line *line, struct copies_span span)
{
    struct copies_views best = pair->views;
    double least = FINGERPRINT_BITS;
    for (int v = 0; v < 3; v++) {
        pair->views.a = v == 2;
        pair->views.b = v == 1;
        double distance = copies_line_evidence(pair, line, span).distance;
        if (distance < least) {
            least = distance;
            best = pair->views;
        }
    }
    pair->views = best;
}

static double seconds_of(const struct copies_sketch *s, struct copies_span span)
{
    return s->film.times[span.last] - s->film.times[span.first] + s->frame;
}

/* Speed 1 where nothing speaks for another. */
static void settle_speed(const struct copies_pair *pair, struct copies_passage *p)
{
    double frame = fmax(pair->a->frame, pair->b->frame), seconds = seconds_of(pair->a, p->a);
    if (fabs(p->line.speed - 1) * seconds > 2.5 * frame)
        return;
    struct copies_line plain = p->line;
    plain.speed = 1;
    copies_line_refine(pair, &plain, p->a, &(struct copies_turn){2 * frame, 0, 0});
    if (copies_line_evidence(pair, &plain, p->a).distance <=
        copies_line_evidence(pair, &p->line, p->a).distance + 0.25)
        p->line = plain;
}

/* Line and span by turns, from a frame on: each look is at most three times as long as the one before, and
   turns the line by what half a frame is over that length. */
static void grow(struct copies_pair *pair, int64_t from, struct copies_passage *p)
{
    enum { LOOKS = 24 };
    double frame = fmax(pair->a->frame, pair->b->frame);
    for (int look = 0; look < LOOKS; look++) {
        struct copies_span before = p->a;
        p->a = copies_line_extend(pair, &p->line, from, widen(pair->a, before));
        if (p->a.last < p->a.first)
            return;
        choose_views(pair, &p->line, p->a);
        if (look > 1 && p->a.first == before.first && p->a.last == before.last)
            return;
        double turn = frame / 2 / seconds_of(pair->a, p->a);
        copies_line_refine(pair, &p->line, p->a,
                           &(struct copies_turn){2 * frame, fmin(5 * turn, 0.05), fmin(turn, 0.01)});
    }
}

static bool can_flicker(const struct copies_pair *pair)
{
    bool both = false;
    for (int i = 0; i < COPIES_FLICKERS; i++)
        both |= pair->a->flickers[i] && pair->b->flickers[i];
    return both;
}

/* Of a line that may have moved away from where it was found. false: nothing there. */
static bool settle_ends(const struct copies_pair *pair, struct copies_passage *p)
{
    int64_t from = copies_line_nearest(pair, &p->line, p->a);
    p->a =
        copies_line_extend(pair, &p->line, from, (struct copies_span){0, (int64_t)pair->a->film.count - 1});
    return p->a.last >= p->a.first && seconds_of(pair->a, p->a) >= shortest;
}

/* false: nothing there. */
static bool follow(struct copies_pair *pair, const struct copies_seed *seed, struct copies_passage *p)
{
    const double *times = pair->a->film.times;
    int64_t from = seed->a;
    p->line = (struct copies_line){times[seed->a], pair->b->film.times[seed->b], 1};
    p->a = clip(pair->a, times[seed->a] - first_look / 2, times[seed->a] + first_look / 2);
    copies_line_refine(pair, &p->line, p->a, &first_turn);
    grow(pair, from, p);
    for (int shift = 0; shift < SHIFTS && p->a.last > p->a.first; shift++) {
        if (!copies_line_shift(pair, &p->line, &p->a, fmin(seconds_of(pair->a, p->a), farthest), ahead))
            break;
        from = copies_line_nearest(pair, &p->line, p->a);
        grow(pair, from, p);
    }
    if (p->a.last < p->a.first)
        return false;
    settle_speed(pair, p);
    if (can_flicker(pair))
        copies_line_shift(pair, &p->line, &p->a, last_shift * fmax(pair->a->frame, pair->b->frame), ahead);
    return settle_ends(pair, p);
}

static void finish(const struct copies_pair *pair, struct copies_passage *p)
{
    p->b = copies_line_span(pair, &p->line, p->a);
    p->views = pair->views;
    p->evidence = copies_line_evidence(pair, &p->line, p->a);
    p->own = p->evidence.score;
    p->flicker = copies_line_flicker(pair, &p->line, p->a);
}

static bool is_seen(const struct finding *f, const struct copies_seed *seed)
{
    double a = f->a->film.times[seed->a], b = f->b->film.times[seed->b];
    for (size_t i = 0; i < f->seen.count; i++) {
        const struct box *box = &f->seen.items[i];
        if (box->mirrored == seed->views.mirrored && a >= box->from_a && a <= box->to_a && b >= box->from_b &&
            b <= box->to_b)
            return true;
    }
    return false;
}

static bool see(struct finding *f, const struct copies_seed *seed, const struct copies_passage *p, bool found)
{
    const double *a = f->a->film.times, *b = f->b->film.times;
    struct box box = {a[seed->a] - slack, a[seed->a] + slack, b[seed->b] - slack, b[seed->b] + slack,
                      seed->views.mirrored};
    if (found) {
        box.from_a = fmin(box.from_a, a[p->a.first] - slack);
        box.to_a = fmax(box.to_a, a[p->a.last] + slack);
        box.from_b = fmin(box.from_b, b[p->b.first] - slack);
        box.to_b = fmax(box.to_b, b[p->b.last] + slack);
    }
    return array_push(&f->seen, box);
}

/* A look along the line at the frames around, before the line is moved: most seeds are chance, and go with no
   more than this. */
static bool is_worth_following(const struct copies_pair *pair, const struct copies_seed *seed)
{
    const double *times = pair->a->film.times;
    const struct copies_line line = {times[seed->a], pair->b->film.times[seed->b], 1};
    int told = 0, near = 0;
    for (int k = -LOOK_AROUND; k <= LOOK_AROUND; k++) {
        int64_t i = copies_frame_at(pair->a, times[seed->a] + first_look / 2 * k / LOOK_AROUND);
        int64_t j = i >= 0 ? copies_line_frame(pair, &line, i) : -1;
        if (j < 0 || !pair->a->told[i] || !pair->b->told[j])
            continue;
        told++;
        near += copies_distance(pair, i, j) < COPIES_TELLING;
    }
    return LOOK_SHARE * near >= told;
}

static bool try_seed(struct finding *f, const struct copies_seed *seed)
{
    struct copies_pair pair = {f->a, f->b, seed->views};
    struct copies_passage p = {0};
    bool found = is_worth_following(&pair, seed) && follow(&pair, seed, &p);
    if (found)
        finish(&pair, &p);
    if (!see(f, seed, &p, found))
        return false;
    return !found || p.evidence.score < f->least || array_push(f->list, p);
}

/* Which of two that lie over each other is the truth: more frames, and nearer ones, whatever each tells, that
   flicker alike. */
static double fit_of(const struct copies_passage *p)
{
    double near = fmax(COPIES_FAR - p->evidence.distance, 0);
    return (double)(p->b.last - p->b.first + 1) * near * near * near * near * p->flicker;
}

static int by_fit(const void *x, const void *y)
{
    const struct copies_passage *p = x, *q = y;
    double mine = fit_of(p), its = fit_of(q);
    if (mine != its)
        return mine > its ? -1 : 1;
    if (p->a.first != q->a.first)
        return p->a.first < q->a.first ? -1 : 1;
    return (p->b.first > q->b.first) - (p->b.first < q->b.first);
}

static int by_score(const void *x, const void *y)
{
    const struct copies_passage *p = x, *q = y;
    if (p->evidence.score != q->evidence.score)
        return p->evidence.score > q->evidence.score ? -1 : 1;
    if (p->a.first != q->a.first)
        return p->a.first < q->a.first ? -1 : 1;
    return (p->b.first > q->b.first) - (p->b.first < q->b.first);
}

/* The share of p that lies in q. */
static double share_in(struct copies_span p, struct copies_span q)
{
    int64_t first = p.first > q.first ? p.first : q.first, last = p.last < q.last ? p.last : q.last;
    return last < first ? 0 : (double)(last - first + 1) / (double)(p.last - p.first + 1);
}

static bool is_beaten(const struct copies_passage *p, const struct copies_passage *better)
{
    double a = share_in(p->a, better->a), b = share_in(p->b, better->b);
    if (a > 0.5 && b > 0.5)
        return true;
    return (a > 0.5 || b > 0.5) && (p->evidence.distance > better->evidence.distance + less_like ||
                                    p->flicker * less_alike < better->flicker);
}

/* Where a camera stands still a passage is found at any moment of it: the one that flickers alike may be
   minutes away. What speaks for a copy is that the two films share the set-up, so it is not less there, where
   each picture may tell less because the film has it for long. false: there is none, or it is in the list
   already, as where a film shows the same twice. */
static bool find_moment(const struct finding *f, const struct copies_passage *p, struct copies_passage *other)
{
    const struct copies_pair pair = {f->a, f->b, p->views};
    double far = fmax(f->a->film.times[f->a->film.count - 1], f->b->film.times[f->b->film.count - 1]);
    *other = *p;
    if (!can_flicker(&pair) || p->flicker >= far_flicker || p->a.last - p->a.first < FAR_STEPS ||
        !copies_line_shift(&pair, &other->line, &other->a, far, far_ahead) || !settle_ends(&pair, other))
        return false;
    finish(&pair, other);
    if (other->flicker < far_flicker || other->flicker < far_ahead * p->flicker)
        return false;
    for (size_t i = 0; i < f->list->count; i++)
        if (share_in(other->a, f->list->items[i].a) > 0.5 && share_in(other->b, f->list->items[i].b) > 0.5)
            return false;
    other->evidence.score = fmax(other->evidence.score, p->evidence.score);
    return true;
}

static void settle_moments(struct finding *f)
{
    for (size_t i = 0; i < f->list->count; i++) {
        struct copies_passage other;
        if (find_moment(f, &f->list->items[i], &other))
            f->list->items[i] = other;
    }
}

/* What is beaten hands its score on: the two speak for the same copy, of which one tells where it is. */
static void drop_beaten(struct copies_list *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_fit);
    for (size_t i = 0; i < list->count; i++) {
        size_t k = 0;
        while (k < kept && !is_beaten(&list->items[i], &list->items[k]))
            k++;
        if (k == kept)
            list->items[kept++] = list->items[i];
        else
            list->items[k].evidence.score =
                fmax(list->items[k].evidence.score, list->items[i].evidence.score);
    }
    list->count = kept;
}

/* Two that go on along one line after a short while of something else. */
static bool join(const struct finding *f, struct copies_passage *p, const struct copies_passage *next)
{
    const double *a = f->a->film.times, *b = f->b->film.times;
    double gap_a = a[next->a.first] - a[p->a.last], gap_b = b[next->b.first] - b[p->b.last];
    if (p->views.mirrored != next->views.mirrored || gap_a <= 0 || gap_b <= 0 || gap_a > bridge ||
        gap_b > bridge)
        return false;
    double frame = fmax(f->a->frame, f->b->frame);
    double there = p->line.at_b + p->line.speed * (a[next->a.first] - p->line.at_a) - b[next->b.first];
    if (fabs(there) > 2 * frame)
        return false;
    double mine = (double)(p->a.last - p->a.first + 1), its = (double)(next->a.last - next->a.first + 1);
    double all = (double)(next->a.last - p->a.first + 1);
    p->evidence.distance = (mine * p->evidence.distance + its * next->evidence.distance) / (mine + its);
    p->evidence.matched = (mine * p->evidence.matched + its * next->evidence.matched) / all;
    p->own += next->own;
    p->evidence.score = fmax(p->own, fmax(p->evidence.score, next->evidence.score));
    p->line.speed = (b[next->b.last] - b[p->b.first]) / (a[next->a.last] - a[p->a.first]);
    p->a.last = next->a.last;
    p->b.last = next->b.last;
    return true;
}

static void join_all(const struct finding *f)
{
    struct copies_list *list = f->list;
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->count; k++)
            if (k != i && join(f, &list->items[i], &list->items[k])) {
                list->items[k] = list->items[--list->count];
                i = (size_t)-1; /* from the start */
                break;
            }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_score);
}

bool copies_find(const struct copies_sketch *a, const struct copies_sketch *b, double least,
                 struct copies_list *list)
{
    struct finding f = {.a = a, .b = b, .least = least, .list = list};
    struct copies_seeds seeds = {0};
    *list = (struct copies_list){0};
    bool room = copies_seeds_find(a, b, &seeds);
    for (size_t i = 0; room && i < seeds.count; i++)
        if (!is_seen(&f, &seeds.items[i]))
            room = try_seed(&f, &seeds.items[i]);
    if (room) {
        drop_beaten(list);
        settle_moments(&f);
        drop_beaten(list);
        join_all(&f);
    }
    free(seeds.items);
    free(f.seen.items);
    return room;
}
