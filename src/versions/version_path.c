/* SPDX-License-Identifier: Apache-2.0 */
/* Viterbi's algorithm: a state is the old frame that a new frame shows, or none. A state costs the bits by
   which the fingerprints differ; going on with the next old frame is free, a small step costs a little, a
   jump more, and less where shots begin. A state is kept while its cost is within WORST of the best: none
   beyond that can win, since a jump costs less. */
#include "versions/version_path.h"
#include "base/array.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* In bits of a fingerprint. Copies differ by 1 to 6 of them, strangers by 33 and more (docs/measures.md). */
enum {
    ALIKE = 24,                      /* a place to jump to is at least so near */
    STEP = 12,                       /* to leave out up to STEP_MOST - 1 frames, or to show one again */
    JUMP = 20,                       /* half of it into nothing, or out of it */
    OFF_BORDER = VERSION_OFF_BORDER, /* a jump away from, to, or at a frame where no shot begins: each */
    BACK = 5,                        /* a jump back */
    WORST = JUMP + 3 * OFF_BORDER + BACK,
};
enum {
    STEP_MOST = 4,
    BLOCK = 4,   /* of so many new frames the last is looked for in the old cut */
    NEAR = 1500, /* how far from where it is expected, while it goes well */
    SURE = 12,   /* it does */
    STATES = 512 /* at most */
};

enum { NONE = VERSION_NOTHING };

struct record { /* of a run that begins */
    int32_t before;
    int64_t old_first, new_first; /* old_first NONE: nothing */
};

struct state {
    int32_t cost, record;
    bool new; /* it begins a run after `record` */
};

struct walk {
    const struct version *old, *new;
    struct state *now, *next; /* by old frame; cost INT32_MAX: none */
    int32_t *active, *reached;
    size_t active_count, reached_count;
    struct state nothing;
    struct {
        struct record *items;
        size_t count, capacity;
    } records;
    int32_t *seeds, *order;
    size_t seed_count;
    bool failed;
};

int version_apart(const uint8_t *a, const uint8_t *b)
{
    enum { LUMA_STEP = 16, FLAT = 8, OTHER = 64 };
    bool flat = a[FINGERPRINT_QUALITY] < FINGERPRINT_LEAST_QUALITY,
         also = b[FINGERPRINT_QUALITY] < FINGERPRINT_LEAST_QUALITY;
    if (!flat && !also)
        return fingerprint_distance(a, b, false);
    int luma = abs(a[FINGERPRINT_LUMA] - b[FINGERPRINT_LUMA]),
        quality = abs(a[FINGERPRINT_QUALITY] - b[FINGERPRINT_QUALITY]);
    return luma <= LUMA_STEP && quality <= FINGERPRINT_LEAST_QUALITY ? (flat && also ? luma / 4 : FLAT)
                                                                     : OTHER;
}

bool version_begins(const struct version *v, int64_t frame)
{
    return frame <= 0 || frame >= v->frames || v->begins[frame];
}

static int32_t leaving(const struct walk *w, int64_t old)
{
    return version_begins(w->old, old + 1) ? 0 : OFF_BORDER;
}

static void reach(struct walk *w, int64_t old, int32_t cost, int32_t record, bool new)
{
    struct state *to = &w->next[old];
    if (cost >= to->cost)
        return;
    if (to->cost == INT32_MAX)
        w->reached[w->reached_count++] = (int32_t)old;
    *to = (struct state){cost, record, new};
}

static void go_on(struct walk *w)
{
    static const int steps[] = {1, 0, 2, 3, STEP_MOST};
    for (size_t a = 0; a < w->active_count; a++) {
        int64_t old = w->active[a];
        for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
            if (old + steps[k] < w->old->frames)
                reach(w, old + steps[k], w->now[old].cost + (steps[k] == 1 ? 0 : STEP), w->now[old].record,
                      steps[k] != 1);
    }
}

struct origin {
    int32_t cost, record;
};

static struct origin nearer(struct origin a, int32_t cost, int32_t record)
{
    return cost < a.cost ? (struct origin){cost, record} : a;
}

/* The best to jump from, wherever it is. */
static struct origin best_origin(const struct walk *w)
{
    struct origin best = {INT32_MAX, NONE};
    for (size_t a = 0; a < w->active_count; a++)
        best =
            nearer(best, w->now[w->active[a]].cost + leaving(w, w->active[a]), w->now[w->active[a]].record);
    return best;
}

/* To where a seed's frame would have been `early` frames before, at up to twice the speed. Both lists rise.
 */
static void jump(struct walk *w, int64_t new, int64_t early, struct origin any)
{
    int32_t here = version_begins(w->new, new) ? 0 : OFF_BORDER;
    struct origin before = {INT32_MAX - WORST, NONE};
    size_t a = 0;
    int64_t next = 0;
    for (size_t s = 0; s < w->seed_count; s++) {
        int64_t to = w->seeds[s] - 2 * early;
        for (to = to < next ? next : to; to <= w->seeds[s]; to++) {
            for (; a < w->active_count && w->active[a] < to; a++)
                before = nearer(before, w->now[w->active[a]].cost + leaving(w, w->active[a]),
                                w->now[w->active[a]].record);
            struct origin from = {before.cost + JUMP, before.record};
            if (any.cost < INT32_MAX)
                from = nearer(from, any.cost + JUMP + BACK, any.record);
            from = nearer(from, w->nothing.cost + JUMP / 2, w->nothing.record);
            reach(w, to, from.cost + here + (version_begins(w->old, to) ? 0 : OFF_BORDER), from.record, true);
        }
        next = w->seeds[s] + 1;
    }
}

static int32_t begin_run(struct walk *w, int32_t before, int64_t old, int64_t new)
{
    struct record r = {before, old, new};
    w->failed |= !array_push(&w->records, r);
    return w->failed ? NONE : (int32_t)(w->records.count - 1);
}

static void show_nothing(struct walk *w, int64_t new, struct origin any)
{
    int32_t here = version_begins(w->new, new) ? 0 : OFF_BORDER;
    if (any.cost < INT32_MAX && any.cost + JUMP / 2 + here < w->nothing.cost)
        w->nothing = (struct state){any.cost + JUMP / 2 + here, begin_run(w, any.record, NONE, new), false};
    w->nothing.cost += VERSION_UNSHOWN;
}

static int rising(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* The cost that at most STATES of those reached lie within. */
static int32_t cost_within(struct walk *w, int32_t most)
{
    size_t counts[WORST + 1] = {0}, kept = 0;
    for (size_t r = 0; r < w->reached_count; r++)
        if (w->next[w->reached[r]].cost <= most)
            counts[WORST - (most - w->next[w->reached[r]].cost)]++;
    int32_t within = 0;
    while (within <= WORST && kept + counts[within] <= STATES)
        kept += counts[within++];
    return most - WORST + within - 1;
}

/* What was reached becomes what is, as far as it can win. */
static void settle(struct walk *w, int64_t new)
{
    int32_t best = w->nothing.cost;
    for (size_t r = 0; r < w->reached_count; r++) {
        struct state *s = &w->next[w->reached[r]];
        s->cost += version_apart(w->old->prints[w->reached[r]], w->new->prints[new]);
        best = s->cost < best ? s->cost : best;
    }
    int32_t most = cost_within(w, best + WORST);
    for (size_t a = 0; a < w->active_count; a++)
        w->now[w->active[a]].cost = INT32_MAX;
    w->active_count = 0;
    qsort(w->reached, w->reached_count, sizeof *w->reached, rising);
    for (size_t r = 0; r < w->reached_count; r++) {
        int32_t old = w->reached[r];
        struct state s = w->next[old];
        w->next[old].cost = INT32_MAX;
        if (s.cost > most)
            continue;
        if (s.new)
            s.record = begin_run(w, s.record, old, new);
        w->now[old] = s;
        w->active[w->active_count++] = old;
    }
    w->reached_count = 0;
}

static int64_t best_state(const struct walk *w)
{
    int64_t best = NONE;
    int32_t cost = w->nothing.cost;
    for (size_t a = 0; a < w->active_count; a++)
        if (w->now[w->active[a]].cost < cost) {
            best = w->active[a];
            cost = w->now[best].cost;
        }
    return best;
}

/* Old frames that the new one looks like: everywhere, or near where it is expected while that goes well. */
static void look_for(struct walk *w, int64_t new, int64_t ahead)
{
    const uint8_t *print = w->new->prints[new];
    int64_t from = 0, to = w->old->frames, at = best_state(w);
    w->seed_count = 0;
    if (print[FINGERPRINT_QUALITY] < FINGERPRINT_LEAST_QUALITY)
        return;
    bool well =
        at >= 0 && at + ahead < w->old->frames && version_apart(w->old->prints[at + ahead], print) <= SURE;
    if (well) {
        from = at + ahead > NEAR ? at + ahead - NEAR : 0;
        to = at + ahead + NEAR < to ? at + ahead + NEAR : to;
    }
    for (int64_t i = from; i < to; i++)
        if (w->old->prints[i][FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY &&
            fingerprint_distance(w->old->prints[i], print, false) <= ALIKE)
            w->seeds[w->seed_count++] = (int32_t)i;
}

static void walk_frame(struct walk *w, int64_t new)
{
    int64_t in_block = new % BLOCK, last = new - in_block + BLOCK - 1;
    last = last < w->new->frames ? last : w->new->frames - 1;
    if (in_block == 0)
        look_for(w, last, last - new + 1);
    struct origin any = best_origin(w);
    go_on(w);
    jump(w, new, last - new, any);
    show_nothing(w, new, any);
    settle(w, new);
}

/* Backwards from the best end. */
static void trace(const struct walk *w, int32_t *shown)
{
    struct origin end = best_origin(w);
    int32_t last = end.cost < w->nothing.cost ? end.record : w->nothing.record;
    int64_t to = w->new->frames;
    for (int32_t r = last; r != NONE; r = w->records.items[r].before) {
        const struct record *it = &w->records.items[r];
        for (int64_t n = it->new_first; n < to; n++)
            shown[n] = it->old_first == NONE ? VERSION_NOTHING : (int32_t)(it->old_first + n - it->new_first);
        to = it->new_first;
    }
}

/* Black is looked for nowhere, and a way may begin behind it: it begins as early as pictures are alike. */
static void begin_early(const struct walk *w, int32_t *shown)
{
    for (int64_t n = w->new->frames - 1; n > 0; n--)
        if (shown[n - 1] < 0 && shown[n] > 0 &&
            version_apart(w->old->prints[shown[n] - 1], w->new->prints[n - 1]) <= ALIKE)
            shown[n - 1] = shown[n] - 1;
}

static bool open_walk(struct walk *w)
{
    size_t frames = (size_t)w->old->frames;
    w->now = malloc((frames + 1) * sizeof *w->now);
    w->next = malloc((frames + 1) * sizeof *w->next);
    w->active = calloc(frames + 1, sizeof *w->active);
    w->reached = calloc(frames + 1, sizeof *w->reached);
    w->seeds = calloc(frames + 1, sizeof *w->seeds);
    if (!w->now || !w->next || !w->active || !w->reached || !w->seeds)
        return false;
    for (size_t i = 0; i < frames; i++)
        w->now[i].cost = w->next[i].cost = INT32_MAX;
    w->nothing.record = begin_run(w, NONE, NONE, 0);
    return !w->failed;
}

static void close_walk(struct walk *w)
{
    free(w->now);
    free(w->next);
    free(w->active);
    free(w->reached);
    free(w->seeds);
    free(w->records.items);
}

enum pst_status find_version_path(const struct version *old_cut, const struct version *new_cut,
                                  bool (*cancelled)(void *), void *data, int32_t *shown)
{
    enum { OFTEN = 64 };
    struct walk w = {.old = old_cut, .new = new_cut};
    bool good = open_walk(&w), stopped = false;
    for (int64_t new = 0; good && !stopped &&new < new_cut->frames; new ++) {
        walk_frame(&w, new);
        good = !w.failed;
        stopped = cancelled && new % OFTEN == 0 && cancelled(data);
    }
    if (good && !stopped) {
        trace(&w, shown);
        begin_early(&w, shown);
    }
    close_walk(&w);
    return stopped ? PST_INTERRUPTED : good ? PST_OK : PST_INTERNAL;
}
