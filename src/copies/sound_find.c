/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/sound_find.h"
#include "base/array.h"
#include "base/sound_words.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Every ASK-th word is asked for. A seed is followed where the words up to AROUND away agree to NEAR bits
 * (mean). */
enum { ASK = 4, RADIUS = 16, AROUND = 24, NEAR = 22, LEAST_TOLD = AROUND };
enum { SHORTEST = 2 * SOUND_WORDS, LOOKS = 24 };
/* Of the speed at which the bits move by one place. */
static const double step = 25.0 / 24, fastest = 0.065;
/* Bits: a plain speed is preferred where it agrees but so much less. */
static const double no_worse = 0.25;
/* Bits: so near a recording that is played again is at some moment, at a speed at which films are played, or
   at any. The same words in other voices, and like tunes of the same instruments, which agree best at some
   speed of their own, are not (`./run bench sound_copies --stage 24 --group tune`). */
static const double exact = 12, exact_at_any = 10;
/* That far off a speed is the same: 24 pictures for 23.976, and what a short passage cannot tell. */
static const double beside = 0.002;
/* That many bits less like than one that it lies over, a passage is another bar of the same music. */
static const double less_like = 4;

struct finding {
    struct sound_pair pair;
    struct sound_passages *found;
    int64_t *seen; /* a diagonal: up to where in a it was looked at */
    struct sound_hits hits;
};

static struct sound_span clip(const struct sound_track *a, int64_t first, int64_t last)
{
    int64_t end = (int64_t)a->count - 1;
    return (struct sound_span){first < 0 ? 0 : first, last > end ? end : last};
}

static int64_t length_of(struct sound_span span)
{
    return span.last - span.first + 1;
}

/* Speed and pitch go together, or the pitch was kept. */
static double plain_speed(int shift)
{
    return shift > 0 ? 1 / step : shift < 0 ? step : 1;
}

/* Line and span by turns: each look is at most three times as long as the one before, and turns the line by
   what half a word is over that length. */
static void grow(const struct sound_pair *pair, int64_t from, struct sound_passage *p)
{
    for (int look = 0; look < LOOKS; look++) {
        struct sound_span before = p->a;
        int64_t more = length_of(before);
        p->a =
            sound_line_extend(pair, &p->line, from, clip(pair->a, before.first - more, before.last + more));
        if (length_of(p->a) < 1 || (look > 1 && p->a.first == before.first && p->a.last == before.last))
            return;
        double turn = fmin(0.5 / (double)length_of(p->a), 0.01);
        sound_line_refine(pair, &p->line, p->a, &(struct sound_turn){1, turn, look ? 3 : 6});
    }
}

static bool is_played_again(const struct sound_passage *p)
{
    bool plain = false;
    for (int shift = -1; shift <= 1; shift++)
        plain |= fabs(p->line.speed - plain_speed(shift)) < beside;
    return p->evidence.nearest <= (plain ? exact : exact_at_any);
}

static void settle_speed(const struct sound_pair *pair, struct sound_passage *p)
{
    double length = (double)length_of(p->a), off = p->line.speed - plain_speed(pair->shift);
    if (fabs(off) * length > 4)
        return;
    struct sound_line plain = p->line;
    double middle = (double)(p->a.first + p->a.last) / 2;
    plain.at_b += plain.speed * (middle - plain.at_a);
    plain.at_a = middle;
    plain.speed = plain_speed(pair->shift);
    sound_line_refine(pair, &plain, p->a, &(struct sound_turn){2, 0, 0});
    int least = (int)length_of(p->a) / 4;
    if (sound_line_distance(pair, &plain, p->a, least) <=
        sound_line_distance(pair, &p->line, p->a, least) + no_worse)
        p->line = plain;
}

static bool follow(const struct sound_pair *pair, int64_t i, int64_t j, struct sound_passage *p)
{
    struct sound_span all = clip(pair->a, 0, INT64_MAX);
    *p = (struct sound_passage){.shift = pair->shift};
    p->line = (struct sound_line){(double)i, (double)j, plain_speed(pair->shift)};
    p->a = clip(pair->a, i - AROUND, i + AROUND);
    sound_line_refine(pair, &p->line, p->a, &(struct sound_turn){2, 0.01, pair->shift ? 0 : 4});
    grow(pair, i, p);
    if (length_of(p->a) < SHORTEST)
        return false;
    settle_speed(pair, p);
    p->a = sound_line_extend(pair, &p->line, i, all);
    p->b = (struct sound_span){sound_line_word(&p->line, p->a.first), sound_line_word(&p->line, p->a.last)};
    p->evidence = sound_line_evidence(pair, &p->line, p->a);
    return length_of(p->a) >= SHORTEST && p->evidence.score > 0 && is_played_again(p) &&
           fabs(p->line.speed - 1) < fastest;
}

/* Does the seed lie on what is found already? */
static bool is_found(const struct finding *f, int64_t i, int64_t j)
{
    enum { BESIDE = 8 };
    for (size_t k = f->found->count; k-- > 0;) {
        const struct sound_passage *p = &f->found->items[k];
        if (p->shift == f->pair.shift && i >= p->a.first && i <= p->a.last &&
            llabs(sound_line_word(&p->line, i) - j) <= BESIDE)
            return true;
    }
    return false;
}

static bool try_seed(struct finding *f, int64_t i, int64_t j)
{
    int64_t *seen = &f->seen[j - i + (int64_t)f->pair.a->count];
    if (*seen > i || is_found(f, i, j))
        return true;
    struct sound_line line = {(double)i, (double)j, plain_speed(f->pair.shift)};
    struct sound_passage p;
    if (sound_line_distance(&f->pair, &line, clip(f->pair.a, i - AROUND, i + AROUND), LEAST_TOLD) > NEAR)
        return true;
    bool good = follow(&f->pair, i, j, &p);
    *seen = length_of(p.a) > 0 && p.a.last > i ? p.a.last + 1 : i + 1;
    return !good || array_push(f->found, p);
}

static bool find_shifted(struct finding *f, int shift)
{
    const struct sound_track *a = f->pair.a, *b = f->pair.b;
    f->pair.shift = shift;
    memset(f->seen, 0, (a->count + b->count + 1) * sizeof *f->seen);
    for (size_t i = 0; i < a->count; i += ASK) {
        if (!(a->weights[i] > 0))
            continue;
        f->hits.count = 0;
        if (!sound_index_find(&b->index, sound_word_shifted(a->words[i], shift), 1, RADIUS, &f->hits))
            return false;
        for (size_t k = 0; k < f->hits.count; k++)
            if (!try_seed(f, (int64_t)i, f->hits.items[k]))
                return false;
    }
    return true;
}

static int by_likeness(const void *a, const void *b)
{
    const struct sound_passage *x = a, *y = b;
    if (x->evidence.likeness != y->evidence.likeness)
        return x->evidence.likeness > y->evidence.likeness ? -1 : 1;
    if (x->a.first != y->a.first)
        return x->a.first < y->a.first ? -1 : 1;
    return (x->b.first > y->b.first) - (x->b.first < y->b.first);
}

/* How near the passages are that lie over each word of either film; SOUND_WORD_BITS: none does. */
struct marks {
    float *a, *b;
};

/* The words of the span that passages of that distance or a lesser one lie over. */
static int64_t count_under(const float *marks, struct sound_span span, double distance)
{
    int64_t count = 0;
    for (int64_t i = span.first; i <= span.last; i++)
        count += marks[i] < SOUND_WORD_BITS && (double)marks[i] <= distance;
    return count;
}

static void mark(float *marks, struct sound_span span, double distance)
{
    for (int64_t i = span.first; i <= span.last; i++)
        marks[i] = fminf(marks[i], (float)distance);
}

static bool is_told(const struct marks *m, const struct sound_passage *p, struct sound_span b)
{
    double nearer = p->evidence.distance - less_like, any = SOUND_WORD_BITS;
    int64_t half_a = length_of(p->a) / 2, half_b = length_of(b) / 2;
    return (count_under(m->a, p->a, any) > half_a && count_under(m->b, b, any) > half_b) ||
           count_under(m->a, p->a, nearer) > half_a || count_under(m->b, b, nearer) > half_b;
}

static float *unmarked(size_t count)
{
    float *marks = malloc((count + 1) * sizeof *marks);
    for (size_t i = 0; marks && i < count; i++)
        marks[i] = SOUND_WORD_BITS;
    return marks;
}

/* Takes away what lies for the most part under better passages in both films, or under ones that are plainly
   nearer in either: the same music is like itself on many lines. */
static bool keep_best(struct finding *f)
{
    const struct marks m = {unmarked(f->pair.a->count), unmarked(f->pair.b->count)};
    bool room = m.a && m.b;
    size_t left = 0;
    if (room && f->found->count)
        qsort(f->found->items, f->found->count, sizeof *f->found->items, by_likeness);
    for (size_t k = 0; room && k < f->found->count; k++) {
        struct sound_passage p = f->found->items[k];
        struct sound_span b = clip(f->pair.b, p.b.first, p.b.last);
        if (is_told(&m, &p, b))
            continue;
        mark(m.a, p.a, p.evidence.distance);
        mark(m.b, b, p.evidence.distance);
        f->found->items[left++] = p;
    }
    f->found->count = room ? left : f->found->count;
    free(m.a);
    free(m.b);
    return room;
}

bool sound_find(const struct sound_track *a, const struct sound_track *b, struct sound_passages *found)
{
    struct finding f = {.pair = {a, b, 0}, .found = found};
    *found = (struct sound_passages){0};
    f.seen = malloc((a->count + b->count + 1) * sizeof *f.seen);
    bool room = f.seen != NULL;
    for (int shift = -1; room && shift <= 1; shift++)
        room = find_shifted(&f, shift);
    free(f.seen);
    free(f.hits.items);
    return room && keep_best(&f);
}

/* By `./run bench sound_copies --group report --only chance`: the group whose films are more like each other.
 */
double sound_expected(double score, double extent_a, double extent_b)
{
    static const double lambda = 0.098, log_k = -5.82;
    return extent_a * extent_b * exp(log_k - lambda * score);
}
