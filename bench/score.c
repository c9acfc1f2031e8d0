/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"
#include "base/array.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool truth_read(struct list *list, const char *path)
{
    char line[256], kind[32];
    long long first, last;
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while (fgets(line, sizeof line, file)) {
        struct pst_transition t = {.confidence = 1};
        if (sscanf(line, "%31s %lld %lld", kind, &first, &last) != 3)
            continue;
        if (strncmp(kind, "dip_", 4) == 0)
            kind[3] = 0;
        t.first = first;
        t.last = last;
        if (pst_transition_kind_parse(kind, &t.kind) && !array_push(list, t))
            break;
    }
    fclose(file);
    return true;
}

void join_dips(struct list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct pst_transition *last = kept ? &list->items[kept - 1] : NULL, now = list->items[i];
        if (last && last->kind == PST_FADE_OUT && now.kind == PST_FADE_IN &&
            now.first - last->last - 1 < 12) {
            last->kind = PST_DIP;
            last->last = now.last;
        } else {
            list->items[kept++] = now;
        }
    }
    list->count = kept;
}

typedef bool (*fits)(const struct pst_transition *truth, const struct pst_transition *found);

static bool same_cut(const struct pst_transition *t, const struct pst_transition *f)
{
    return f->kind == PST_CUT && llabs(t->first - f->first) <= 1;
}

static bool exact_cut(const struct pst_transition *t, const struct pst_transition *f)
{
    return f->kind == PST_CUT && t->first == f->first;
}

static bool overlapping(const struct pst_transition *t, const struct pst_transition *f)
{
    return f->kind > PST_JUMP_CUT && f->first <= t->last && t->first <= f->last;
}

static bool same_kind(const struct pst_transition *t, const struct pst_transition *f)
{
    return f->kind == t->kind && overlapping(t, f);
}

static double overlap(const struct pst_transition *t, const struct pst_transition *f)
{
    int64_t first = t->first > f->first ? t->first : f->first, last = t->last < f->last ? t->last : f->last;
    int64_t low = t->first < f->first ? t->first : f->first, high = t->last > f->last ? t->last : f->last;
    return (double)(last - first + 1) / (double)(high - low + 1);
}

/* One to one, each true one with the best that is left. partner[i] ≥ 0: the found one of truth i. */
static struct tally match(const struct list *truth, const struct list *found, bool (*counts)(int, int),
                          int kind, fits fit, int *partner)
{
    struct tally t = {0, 0, 0};
    bool *used = calloc(found->count + 1, sizeof *used);
    for (size_t i = 0; i < truth->count; i++) {
        double best = -1;
        partner[i] = -1;
        if (!counts((int)truth->items[i].kind, kind))
            continue;
        for (size_t k = 0; k < found->count; k++) {
            if (used[k] || !fit(&truth->items[i], &found->items[k]))
                continue;
            double how = fit == same_cut ? 2 - (double)llabs(truth->items[i].first - found->items[k].first)
                                         : overlap(&truth->items[i], &found->items[k]);
            if (how > best) {
                best = how;
                partner[i] = (int)k;
            }
        }
        if (partner[i] >= 0)
            used[partner[i]] = true;
        t.hits += partner[i] >= 0;
        t.missed += partner[i] < 0;
    }
    for (size_t k = 0; k < found->count; k++)
        t.false_alarms += counts((int)found->items[k].kind, kind) && !used[k];
    free(used);
    return t;
}

static bool is_kind(int kind, int wanted)
{
    return kind == wanted;
}

static bool is_gradual(int kind, int unused)
{
    (void)unused;
    return kind > PST_JUMP_CUT;
}

static void add(struct tally *sum, struct tally part)
{
    sum->hits += part.hits;
    sum->missed += part.missed;
    sum->false_alarms += part.false_alarms;
}

static void add_confidences(struct score *s, const struct list *truth, const struct list *found)
{
    for (size_t k = 0; k < found->count; k++) {
        const struct pst_transition *f = &found->items[k];
        int bin = (int)((f->confidence - 0.5) * 2 * CONFIDENCES);
        bool right = false;
        for (size_t i = 0; i < truth->count && !right; i++)
            right = f->kind == PST_CUT ? truth->items[i].kind == PST_CUT && same_cut(&truth->items[i], f)
                                       : same_kind(&truth->items[i], f);
        bin = bin < 0 ? 0 : bin >= CONFIDENCES ? CONFIDENCES - 1 : bin;
        s->said[bin]++;
        s->true_ones[bin] += right;
    }
}

void score_add(struct score *s, const struct list *truth, const struct list *found)
{
    int *partner = malloc((truth->count + 1) * sizeof *partner);
    add(&s->cut, match(truth, found, is_kind, PST_CUT, same_cut, partner));
    add(&s->cut_exact, match(truth, found, is_kind, PST_CUT, exact_cut, partner));
    for (int kind = PST_DISSOLVE; kind < SCORED_KINDS; kind++)
        add(&s->kinds[kind], match(truth, found, is_kind, kind, same_kind, partner));
    add(&s->gradual, match(truth, found, is_gradual, 0, overlapping, partner));
    for (size_t i = 0; i < truth->count; i++)
        if (partner[i] >= 0) {
            s->right_kind += truth->items[i].kind == found->items[partner[i]].kind;
            if (s->overlap_count < SPANS)
                s->overlaps[s->overlap_count++] = (float)overlap(&truth->items[i], &found->items[partner[i]]);
        }
    free(partner);
    add_confidences(s, truth, found);
}

double tally_f1(const struct tally *t)
{
    int all = 2 * t->hits + t->missed + t->false_alarms;
    return all ? 2.0 * t->hits / all : 0;
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

double score_median_overlap(struct score *s)
{
    if (!s->overlap_count)
        return 0;
    qsort(s->overlaps, (size_t)s->overlap_count, sizeof *s->overlaps, ascending);
    return s->overlaps[s->overlap_count / 2];
}
