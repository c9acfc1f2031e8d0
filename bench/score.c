/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"
#include "base/array.h"
#include <math.h>
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
typedef bool (*counted)(const struct pst_transition *, int kind);

static bool is_sudden(const struct pst_transition *t, int unused)
{
    (void)unused;
    return pst_transition_is_sudden(t->kind);
}

static bool is_gradual(const struct pst_transition *t, int unused)
{
    (void)unused;
    return !pst_transition_is_sudden(t->kind);
}

static bool is_any(const struct pst_transition *t, int unused)
{
    (void)t;
    (void)unused;
    return true;
}

static bool is_kind(const struct pst_transition *t, int kind)
{
    return (int)t->kind == kind;
}

static bool same_cut(const struct pst_transition *t, const struct pst_transition *f)
{
    return is_sudden(f, 0) && llabs(t->first - f->first) <= 1;
}

static bool exact_cut(const struct pst_transition *t, const struct pst_transition *f)
{
    return is_sudden(f, 0) && t->first == f->first;
}

static bool overlapping(const struct pst_transition *t, const struct pst_transition *f)
{
    return is_gradual(f, 0) && f->first <= t->last && t->first <= f->last;
}

static bool same_kind(const struct pst_transition *t, const struct pst_transition *f)
{
    return f->kind == t->kind && (is_sudden(t, 0) ? same_cut(t, f) : overlapping(t, f));
}

static bool within(const struct pst_transition *t, const struct pst_transition *f)
{
    int64_t middle = f->first + (f->last - f->first) / 2;
    return middle >= t->first - 1 && middle <= t->last + 1;
}

static double overlap(const struct pst_transition *t, const struct pst_transition *f)
{
    int64_t first = t->first > f->first ? t->first : f->first, last = t->last < f->last ? t->last : f->last;
    int64_t low = t->first < f->first ? t->first : f->first, high = t->last > f->last ? t->last : f->last;
    return (double)(last - first + 1) / (double)(high - low + 1);
}

/* Who goes with whom: partner[i] ≥ 0 is the found one of truth i; taken[k]: found k has a true one. */
struct pairs {
    int *partner;
    bool *taken;
};

static struct pairs pairs_for(const struct list *truth, const struct list *found)
{
    struct pairs pairs = {malloc((truth->count + 1) * sizeof *pairs.partner),
                          calloc(found->count + 1, sizeof *pairs.taken)};
    if (!pairs.partner || !pairs.taken)
        exit(5);
    return pairs;
}

static void pairs_release(struct pairs *pairs)
{
    free(pairs->partner);
    free(pairs->taken);
}

static int best_of(const struct pst_transition *t, const struct list *found, fits fit, const bool *taken)
{
    double best = -INFINITY;
    int partner = -1;
    for (size_t k = 0; k < found->count; k++) {
        if (taken[k] || !fit(t, &found->items[k]))
            continue;
        double how = overlap(t, &found->items[k]);
        if (how > best) {
            best = how;
            partner = (int)k;
        }
    }
    return partner;
}

/* One to one, each true one with the best that is left. */
static struct tally match(const struct list *truth, const struct list *found, counted counts, int kind,
                          fits fit, struct pairs *pairs)
{
    struct tally t = {0, 0, 0};
    memset(pairs->taken, 0, (found->count + 1) * sizeof *pairs->taken);
    for (size_t i = 0; i < truth->count; i++) {
        pairs->partner[i] = -1;
        if (!counts(&truth->items[i], kind))
            continue;
        int partner = best_of(&truth->items[i], found, fit, pairs->taken);
        pairs->partner[i] = partner;
        if (partner >= 0)
            pairs->taken[partner] = true;
        t.hits += partner >= 0;
        t.missed += partner < 0;
    }
    for (size_t k = 0; k < found->count; k++)
        t.false_alarms += counts(&found->items[k], kind) && !pairs->taken[k];
    return t;
}

/* So many of those without a partner lie in a true one that counts. */
static int excused(const struct list *truth, const struct list *found, counted told, counted in,
                   const struct pairs *pairs)
{
    int count = 0;
    for (size_t k = 0; k < found->count; k++) {
        bool inside = false;
        for (size_t i = 0; i < truth->count && !inside; i++)
            inside = in(&truth->items[i], 0) && within(&truth->items[i], &found->items[k]);
        count += inside && told(&found->items[k], 0) && !pairs->taken[k];
    }
    return count;
}

static void add(struct tally *sum, struct tally part)
{
    sum->hits += part.hits;
    sum->missed += part.missed;
    sum->false_alarms += part.false_alarms;
}

static void add_spans(struct score *s, const struct list *truth, const struct list *found,
                      const struct pairs *pairs)
{
    for (size_t i = 0; i < truth->count; i++) {
        if (pairs->partner[i] < 0)
            continue;
        const struct pst_transition *t = &truth->items[i], *f = &found->items[pairs->partner[i]];
        s->right_kind += t->kind == f->kind;
        if (s->overlap_count < SPANS)
            s->overlaps[s->overlap_count++] = (float)overlap(t, f);
    }
}

void score_add(struct score *s, const struct list *truth, const struct list *found)
{
    struct pairs pairs = pairs_for(truth, found);
    struct tally cut = match(truth, found, is_sudden, 0, same_cut, &pairs);
    add(&s->cut, cut);
    cut.false_alarms -= excused(truth, found, is_sudden, is_gradual, &pairs);
    add(&s->cut_mild, cut);
    add(&s->cut_exact, match(truth, found, is_sudden, 0, exact_cut, &pairs));
    for (int kind = PST_CUT; kind < SCORED_KINDS; kind++)
        add(&s->kinds[kind], match(truth, found, is_kind, kind, same_kind, &pairs));
    struct tally boundary = match(truth, found, is_any, 0, within, &pairs);
    boundary.false_alarms -= excused(truth, found, is_any, is_any, &pairs);
    add(&s->boundary, boundary);
    add(&s->gradual, match(truth, found, is_gradual, 0, overlapping, &pairs));
    add_spans(s, truth, found, &pairs);
    pairs_release(&pairs);
}

static void tell(struct reliability *r, const struct list *found, counted counts, const struct pairs *pairs)
{
    for (size_t k = 0; k < found->count; k++) {
        if (!counts(&found->items[k], 0))
            continue;
        double told = found->items[k].confidence;
        int bin = (int)(told * BINS);
        bin = bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
        r->said[bin]++;
        r->right[bin] += pairs->taken[k];
        r->told[bin] += told;
    }
}

void score_told(struct score *s, const struct list *truth, const struct list *likely)
{
    struct pairs pairs = pairs_for(truth, likely);
    match(truth, likely, is_sudden, 0, same_cut, &pairs);
    tell(&s->sudden_told, likely, is_sudden, &pairs);
    match(truth, likely, is_gradual, 0, overlapping, &pairs);
    tell(&s->gradual_told, likely, is_gradual, &pairs);
    pairs_release(&pairs);
}

static void push_errors(const struct list *truth, const struct list *found, counted counts,
                        const struct pairs *pairs, struct list *missed, struct list *false_ones)
{
    for (size_t i = 0; i < truth->count; i++) {
        if (counts(&truth->items[i], 0) && pairs->partner[i] < 0)
            array_push(missed, truth->items[i]);
    }
    for (size_t k = 0; k < found->count; k++) {
        if (counts(&found->items[k], 0) && !pairs->taken[k])
            array_push(false_ones, found->items[k]);
    }
}

void score_errors(const struct list *truth, const struct list *found, struct list *missed,
                  struct list *false_ones)
{
    struct pairs pairs = pairs_for(truth, found);
    match(truth, found, is_sudden, 0, same_cut, &pairs);
    push_errors(truth, found, is_sudden, &pairs, missed, false_ones);
    match(truth, found, is_gradual, 0, overlapping, &pairs);
    push_errors(truth, found, is_gradual, &pairs, missed, false_ones);
    pairs_release(&pairs);
}

void reliability_add(struct reliability *sum, const struct reliability *part)
{
    for (int i = 0; i < BINS; i++) {
        sum->said[i] += part->said[i];
        sum->right[i] += part->right[i];
        sum->told[i] += part->told[i];
    }
}

int reliability_count(const struct reliability *r)
{
    int count = 0;
    for (int i = 0; i < BINS; i++)
        count += r->said[i];
    return count;
}

double calibration_error(const struct reliability *r)
{
    double sum = 0;
    int count = reliability_count(r);
    for (int i = 0; i < BINS; i++)
        sum += fabs(r->told[i] - r->right[i]);
    return count ? sum / count : 0;
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
