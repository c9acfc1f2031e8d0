/* SPDX-License-Identifier: Apache-2.0 */
/* Which of a corrected list's transitions were found, moved or added, and which were taken out. */
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "corrected_list.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A moved transition is still near where it was: farther off it is another one. One that became another kind
   counts as that much farther off. */
enum { NEAR = 24, OTHER_KIND = 12 /* frames */ };

static bool is_same(const struct pst_transition *a, const struct pst_transition *b)
{
    return a->kind == b->kind && a->first == b->first && a->last == b->last;
}

/* Lists rise and do not overlap. -1: none starts there. */
static int64_t find_start(const struct pst_transition *list, size_t stride, size_t count, int64_t first)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct pst_transition *t = (const void *)((const char *)list + middle * stride);
        if (t->first < first)
            low = middle + 1;
        else
            high = middle;
    }
    const struct pst_transition *t = (const void *)((const char *)list + low * stride);
    return low < count && t->first == first ? (int64_t)low : -1;
}

/* What was found, from the reel that was corrected before or is corrected for the first time. */
static enum pst_status take_found(const struct in_force *in_force, struct provenance *p,
                                  struct pst_error *error)
{
    bool first = in_force->corrections == 0;
    p->found_count = first ? in_force->count : in_force->found_count;
    p->found = calloc(p->found_count + 1, sizeof *p->found);
    if (!p->found)
        return fail_memory(error);
    for (size_t i = 0; i < p->found_count; i++)
        p->found[i] = first ? (struct pst_found){in_force->transitions[i], -1} : in_force->found[i];
    return PST_OK;
}

/* What stood in the list before, in place and kind, stays what it was. */
static bool keep(struct pst_transition *t, const struct in_force *in_force, const struct provenance *p,
                 struct pst_origin *origin)
{
    int64_t at = find_start(&p->found[0].transition, sizeof *p->found, p->found_count, t->first);
    const struct pst_transition *before = at >= 0 ? &p->found[at].transition : NULL;
    if (before && is_same(before, t)) {
        *origin = (struct pst_origin){PST_FOUND, at, -1};
    } else {
        at = find_start(in_force->transitions, sizeof *t, in_force->count, t->first);
        before = at >= 0 ? &in_force->transitions[at] : NULL;
        if (!before || !is_same(before, t))
            return false;
        *origin = in_force->origins[at];
    }
    t->confidence = before->confidence;
    if (!t->detail[0])
        text_copy(t->detail, sizeof t->detail, before->detail);
    return true;
}

/* A pair of a new transition and one that was found, and how far they lie from each other. */
struct pair {
    size_t now;
    int64_t found, apart;
};

static int by_distance(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->apart != y->apart)
        return x->apart < y->apart ? -1 : 1;
    return x->now < y->now ? -1 : x->now > y->now;
}

static int64_t apart(const struct pst_transition *a, const struct pst_transition *b)
{
    int64_t twice = a->first + a->last - b->first - b->last;
    return (twice < 0 ? -twice : twice) / 2 + (a->kind == b->kind ? 0 : OTHER_KIND);
}

struct pairs {
    struct pair *items;
    size_t count, capacity;
};

/* Every new one with every unused found one near it. */
static bool pair_up(const struct corrected_list *list, const struct provenance *p, const bool *kept,
                    const bool *used, struct pairs *pairs)
{
    size_t from = 0;
    for (size_t i = 0; i < list->transition_count; i++) {
        const struct pst_transition *t = &list->transitions[i];
        while (from < p->found_count && p->found[from].transition.last + NEAR < t->first)
            from++;
        for (size_t j = from;
             !kept[i] && j < p->found_count && p->found[j].transition.first <= t->last + NEAR; j++) {
            struct pair pair = {i, (int64_t)j, apart(t, &p->found[j].transition)};
            if (!used[j] && pair.apart <= NEAR && !array_push(pairs, pair))
                return false;
        }
    }
    return true;
}

static void settle_pairs(struct pairs *pairs, int64_t correction, struct provenance *p, bool *kept,
                         bool *used)
{
    if (pairs->count)
        qsort(pairs->items, pairs->count, sizeof *pairs->items, by_distance);
    for (size_t i = 0; i < pairs->count; i++) {
        struct pair *pair = &pairs->items[i];
        if (kept[pair->now] || used[pair->found])
            continue;
        p->origins[pair->now] = (struct pst_origin){PST_MOVED, pair->found, correction};
        kept[pair->now] = used[pair->found] = true;
    }
}

/* A person is sure. */
static void settle_rest(struct corrected_list *list, int64_t correction, struct provenance *p,
                        const bool *kept, const bool *used)
{
    for (size_t i = 0; i < list->transition_count; i++) {
        if (!kept[i])
            p->origins[i] = (struct pst_origin){PST_ADDED, -1, correction};
        if (p->origins[i].how != PST_FOUND)
            list->transitions[i].confidence = 1;
    }
    for (size_t j = 0; j < p->found_count; j++) {
        int64_t *removed = &p->found[j].removed;
        *removed = used[j] ? -1 : *removed >= 0 ? *removed : correction;
    }
}

/* One that was moved before is an added one where what it was moved from is back. */
static void keep_moved(struct pst_origin *origins, size_t count, const bool *kept, bool *used)
{
    for (size_t i = 0; i < count; i++) {
        if (!kept[i] || origins[i].how != PST_MOVED || origins[i].found < 0)
            continue;
        if (used[origins[i].found])
            origins[i] = (struct pst_origin){PST_ADDED, -1, origins[i].correction};
        else
            used[origins[i].found] = true;
    }
}

static enum pst_status compare(struct corrected_list *list, const struct in_force *in_force,
                               int64_t correction, struct provenance *p, bool *kept, bool *used,
                               struct pst_error *error)
{
    struct pairs pairs = {0};
    for (size_t i = 0; i < list->transition_count; i++) {
        kept[i] = keep(&list->transitions[i], in_force, p, &p->origins[i]);
        if (kept[i] && p->origins[i].how == PST_FOUND)
            used[p->origins[i].found] = true;
    }
    keep_moved(p->origins, list->transition_count, kept, used);
    bool memory = pair_up(list, p, kept, used, &pairs);
    if (memory) {
        settle_pairs(&pairs, correction, p, kept, used);
        settle_rest(list, correction, p, kept, used);
    }
    free(pairs.items);
    return memory ? PST_OK : fail_memory(error);
}

enum pst_status provenance_find(struct corrected_list *list, const struct in_force *in_force,
                                int64_t correction, struct provenance *p, struct pst_error *error)
{
    *p = (struct provenance){0};
    enum pst_status status = take_found(in_force, p, error);
    if (status != PST_OK)
        return status;
    p->origins = calloc(list->transition_count + 1, sizeof *p->origins);
    bool *kept = calloc(list->transition_count + 1, sizeof *kept),
         *used = calloc(p->found_count + 1, sizeof *used);
    status = p->origins && kept && used ? compare(list, in_force, correction, p, kept, used, error)
                                        : fail_memory(error);
    free(kept);
    free(used);
    return status;
}

void provenance_release(struct provenance *p)
{
    free(p->origins);
    free(p->found);
    *p = (struct provenance){0};
}
