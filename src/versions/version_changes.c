/* SPDX-License-Identifier: Apache-2.0 */
#include "versions/version_changes.h"
#include "base/array.h"
#include "versions/version_passages.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Within so much of 1 a speed is 1: 24 is shown for 24000/1001. */
#define SAME_SPEED 0.005

struct list {
    struct pst_change *items;
    size_t count, capacity;
};

struct telling {
    const struct version *old, *new;
    struct version_passage *passages;
    size_t count;
    bool *in_order;  /* by passage */
    bool *used;      /* by old frame */
    bool *begins;    /* by old frame: a shot begins, as either cut knows */
    int64_t *placed; /* by old frame: the new frame that shows it, -1 */
    struct list list;
    bool failed;
};

static void add(struct telling *t, struct pst_change change)
{
    t->failed |= !array_push(&t->list, change);
}

static int64_t length(const struct version_passage *p)
{
    return p->new_last - p->new_first + 1;
}

/* The longest part of the new cut whose old frames rise: what is not in it was moved. */
static bool find_order(struct telling *t)
{
    int64_t *most = calloc(t->count + 1, sizeof *most);
    size_t *before = calloc(t->count + 1, sizeof *before), best = t->count;
    for (size_t i = 0; most && before && i < t->count; i++) {
        const struct version_passage *p = &t->passages[i];
        before[i] = t->count;
        for (size_t k = 0; k < i; k++)
            if (t->passages[k].old_first < p->old_first && t->passages[k].old_last < p->old_last &&
                most[k] > most[i]) {
                most[i] = most[k];
                before[i] = k;
            }
        most[i] += length(p);
        best = best == t->count || most[i] > most[best] ? i : best;
    }
    for (size_t i = best; most && before && i < t->count; i = before[i])
        t->in_order[i] = true;
    bool good = most && before;
    free(most);
    free(before);
    return good;
}

static bool is_used_already(const struct telling *t, const struct version_passage *p)
{
    int64_t used = 0;
    for (int64_t i = p->old_first; i <= p->old_last; i++)
        used += t->used[i];
    return 2 * used > p->old_last - p->old_first + 1;
}

/* A quick passage passes over frames: the last of a shot are in it, too, though they are not shown. */
static void reach_border(const struct telling *t, struct version_passage *p)
{
    const double most = p->pace > 1 ? p->pace : 1;
    int64_t last = p->old_last;
    while (last + 1 < t->old->frames && !t->begins[last + 1] && (double)(last - p->old_last) < most)
        last++;
    if (t->begins[last + 1] || last + 1 == t->old->frames)
        p->old_last = last;
}

static void use(struct telling *t, const struct version_passage *p)
{
    for (int64_t i = p->old_first; i <= p->old_last; i++) {
        t->used[i] = true;
        t->placed[i] = p->new_first + (int64_t)((double)(i - p->old_first) / (p->pace > 0 ? p->pace : 1));
    }
    for (int64_t n = p->new_first + 1; p->pace == 1 && n <= p->new_last; n++)
        t->begins[p->old_first + n - p->new_first] |= t->new->begins[n];
}

static void tell_passage(struct telling *t, size_t i)
{
    const struct version_passage *p = &t->passages[i];
    bool again = !t->in_order[i] && is_used_already(t, p);
    double speed = p->pace * (t->old->rate > 0 ? t->new->rate / t->old->rate : 1);
    struct pst_change c = {.kind = PST_CHANGE_KEPT,
                           .moved = !t->in_order[i] && !again,
                           .old_first = p->old_first,
                           .old_last = p->old_last,
                           .new_first = p->new_first,
                           .new_last = p->new_last,
                           .speed = speed};
    if (fabs(speed - 1) > SAME_SPEED)
        c.kind = PST_CHANGE_RETIMED;
    else if (c.moved || again)
        c.kind = again ? PST_CHANGE_REPEATED : PST_CHANGE_MOVED;
    add(t, c);
}

/* Those in order first: a passage that comes twice is the one that stayed in its place. */
static void tell_passages(struct telling *t)
{
    for (int order = 1; order >= 0; order--)
        for (size_t i = 0; i < t->count; i++)
            if (t->in_order[i] == (order == 1)) {
                tell_passage(t, i);
                use(t, &t->passages[i]);
            }
}

static void tell_added(struct telling *t)
{
    int64_t next = 0, old = 0;
    for (size_t i = 0; i <= t->count; i++) {
        int64_t end = i < t->count ? t->passages[i].new_first : t->new->frames;
        if (next < end)
            add(t, (struct pst_change){.kind = PST_CHANGE_ADDED,
                                       .old_first = old,
                                       .old_last = old - 1,
                                       .new_first = next,
                                       .new_last = end - 1,
                                       .speed = NAN});
        if (i < t->count) {
            next = t->passages[i].new_last + 1;
            old = t->passages[i].old_last + 1;
        }
    }
}

/* The new frame before which old frame `first` would stand: behind what comes before it in the old cut. */
static int64_t place_of(const struct telling *t, int64_t first)
{
    int64_t i = first - 1;
    while (i >= 0 && t->placed[i] < 0)
        i--;
    if (i < 0)
        return 0;
    for (size_t p = 0; p < t->count; p++)
        if (t->passages[p].old_last == i)
            return t->passages[p].new_last + 1;
    return t->placed[i] + 1;
}

static void tell_unused(struct telling *t, int64_t first, int64_t last, enum pst_change_kind kind,
                        enum pst_change_side side)
{
    int64_t at = place_of(t, first);
    struct pst_change *before = t->list.count ? &t->list.items[t->list.count - 1] : NULL;
    if (before && kind == PST_CHANGE_MISSING && before->kind == kind && before->old_last == first - 1)
        before->old_last = last;
    else
        add(t, (struct pst_change){kind, side, false, first, last, at, at - 1, NAN});
}

/* What is not used of the shot of frames first..last. */
static void tell_shot(struct telling *t, int64_t first, int64_t last)
{
    for (int64_t i = first, end; i <= last; i = end + 1) {
        end = i;
        while (end < last && t->used[end + 1] == t->used[i])
            end++;
        if (t->used[i])
            continue;
        if (i == first && end == last)
            tell_unused(t, i, end, PST_CHANGE_MISSING, PST_SIDE_NONE);
        else
            tell_unused(t, i, end, PST_CHANGE_TRIMMED,
                        i == first    ? PST_SIDE_HEAD
                        : end == last ? PST_SIDE_TAIL
                                      : PST_SIDE_MIDDLE);
    }
}

static void tell_gone(struct telling *t)
{
    for (int64_t first = 0, end; first < t->old->frames; first = end + 1) {
        end = first;
        while (end + 1 < t->old->frames && !t->begins[end + 1])
            end++;
        tell_shot(t, first, end);
    }
}

static int in_order_of_new(const void *a, const void *b)
{
    const struct pst_change *x = a, *y = b;
    if (x->new_first != y->new_first)
        return x->new_first < y->new_first ? -1 : 1;
    bool full = x->new_last >= x->new_first, also = y->new_last >= y->new_first;
    if (full != also)
        return full ? 1 : -1;
    return x->old_first < y->old_first ? -1 : x->old_first > y->old_first;
}

static bool open_telling(struct telling *t, const int32_t *shown)
{
    size_t frames = (size_t)t->old->frames + 1, most = (size_t)t->new->frames + 1;
    t->passages = calloc(most, sizeof *t->passages);
    t->in_order = calloc(most, sizeof *t->in_order);
    t->used = calloc(frames, sizeof *t->used);
    t->begins = calloc(frames, sizeof *t->begins);
    t->placed = malloc(frames * sizeof *t->placed);
    if (!t->passages || !t->in_order || !t->used || !t->begins || !t->placed)
        return false;
    t->count = find_version_passages(shown, t->new, t->passages);
    memcpy(t->begins, t->old->begins, (size_t)t->old->frames * sizeof *t->begins);
    for (size_t i = 0; i < frames; i++)
        t->placed[i] = -1;
    for (size_t i = 0; i < t->count; i++)
        if (t->passages[i].pace != 1)
            reach_border(t, &t->passages[i]);
    return find_order(t);
}

bool find_version_changes(const struct version *old_cut, const struct version *new_cut, const int32_t *shown,
                          struct pst_change **changes, size_t *count)
{
    struct telling t = {.old = old_cut, .new = new_cut};
    bool good = open_telling(&t, shown);
    if (good) {
        tell_passages(&t);
        tell_added(&t);
        tell_gone(&t);
        good = !t.failed;
    }
    if (good && t.list.count > 0)
        qsort(t.list.items, t.list.count, sizeof *t.list.items, in_order_of_new);
    free(t.passages);
    free(t.in_order);
    free(t.used);
    free(t.begins);
    free(t.placed);
    *changes = good ? t.list.items : NULL;
    *count = good ? t.list.count : 0;
    if (!good)
        free(t.list.items);
    return good;
}
