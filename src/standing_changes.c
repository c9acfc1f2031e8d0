/* SPDX-License-Identifier: Apache-2.0 */
/* Which of the changes in force stay under a list that tells nothing but the borders of shots. */
#include "corrected_list.h"
#include "form/shots.h"
#include <stdlib.h>

/* Rising frames at which shots begin. */
struct borders {
    const int64_t *items;
    size_t count;
};

/* The first border at `frame` or later. */
static size_t at_or_after(const struct borders *borders, int64_t frame)
{
    size_t low = 0, high = borders->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (borders->items[middle] < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many lie in frames first..last. */
static size_t count_in(const struct borders *borders, int64_t first, int64_t last)
{
    return last < first ? 0 : at_or_after(borders, last + 1) - at_or_after(borders, first);
}

/* The border at which a change has its place: the nearest to its middle of those that touch it. -1: none. */
static int64_t touched_border(const struct borders *borders, const struct pst_transition *t)
{
    int64_t behind = pst_transition_is_sudden(t->kind) ? t->first : t->last + 1,
            middle = t->first + (behind - t->first + 1) / 2;
    int64_t best = -1;
    for (size_t i = at_or_after(borders, t->first); i < borders->count && borders->items[i] <= behind; i++)
        if (best < 0 || llabs(borders->items[i] - middle) < llabs(best - middle))
            best = borders->items[i];
    return best;
}

/* The border on the other side of black too short to be a shot, to which a fade leads that touches none. */
static int64_t border_beyond(const struct borders *borders, const struct pst_transition *t)
{
    size_t behind = at_or_after(borders, t->first);
    if (t->kind == PST_FADE_OUT && behind < borders->count && borders->items[behind] - t->last <= HOLD_FRAMES)
        return borders->items[behind];
    if (t->kind == PST_FADE_IN && behind > 0 && t->first - borders->items[behind - 1] <= HOLD_FRAMES)
        return borders->items[behind - 1];
    return -1;
}

/* A fade leads to a shot of black where no other border is near: then none may come there. */
static bool stays_alone(const struct pst_transition *t, const struct borders *old, const struct borders *told)
{
    bool out = t->kind == PST_FADE_OUT;
    int64_t first = out ? t->last + 1 : t->first - HOLD_FRAMES + 1, last = first + HOLD_FRAMES - 2;
    if (!out && t->kind != PST_FADE_IN)
        return true;
    return count_in(old, first, last) > 0 || count_in(told, first, last) == 0;
}

/* Its own border is there still, if it has one, and no other one within it. */
static bool stands(const struct pst_transition *t, const struct borders *old, const struct borders *told)
{
    int64_t own = touched_border(old, t);
    if (own < 0)
        own = border_beyond(old, t);
    bool there = own < 0 || count_in(told, own, own) == 1, inside = own >= t->first && own <= t->last;
    return there && count_in(told, t->first, t->last) == inside && stays_alone(t, old, told);
}

bool standing_changes(const struct in_force *in_force, const int64_t *borders, size_t count, bool *stay)
{
    /* the film's beginning is no border */
    struct borders told = {borders + 1, count - 1}, old = {NULL, 0};
    int64_t *starts = calloc(in_force->shot_count + 1, sizeof *starts);
    if (!starts)
        return false;
    for (size_t i = 1; i < in_force->shot_count; i++)
        starts[old.count++] = in_force->shots[i].first;
    old.items = starts;
    for (size_t i = 0; i < in_force->count; i++)
        stay[i] = stands(&in_force->transitions[i], &old, &told);
    free(starts);
    return true;
}
