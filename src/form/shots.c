/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shots.h"
#include "base/array.h"
#include "form/shot_features.h"
#include "form/shot_models.h"
#include <stdio.h>
#include <stdlib.h>

struct verdicts {
    struct pst_transition *items;
    size_t count, capacity;
};

static const char *const pattern_names[WIPE_PATTERNS] = {
    [WIPE_LEFT_TO_RIGHT] = "left-to-right",
    [WIPE_RIGHT_TO_LEFT] = "right-to-left",
    [WIPE_TOP_TO_BOTTOM] = "top-to-bottom",
    [WIPE_BOTTOM_TO_TOP] = "bottom-to-top",
    [WIPE_TOP_LEFT] = "from-top-left",
    [WIPE_TOP_RIGHT] = "from-top-right",
    [WIPE_BOTTOM_LEFT] = "from-bottom-left",
    [WIPE_BOTTOM_RIGHT] = "from-bottom-right",
    [WIPE_IRIS_OUT] = "iris-out",
    [WIPE_IRIS_IN] = "iris-in",
    [WIPE_BOX_OUT] = "box-out",
    [WIPE_BOX_IN] = "box-in",
    [WIPE_CLOCKWISE] = "clockwise",
    [WIPE_COUNTERCLOCKWISE] = "counterclockwise",
    [WIPE_DOORS_OPEN] = "doors-open",
    [WIPE_DOORS_CLOSE] = "doors-close",
    [WIPE_BARN_OPEN] = "barn-open",
    [WIPE_BARN_CLOSE] = "barn-close",
};

static unsigned level(double value)
{
    return value <= 0 ? 0 : value >= 254.5 ? 255 : (unsigned)(value + 0.5);
}

/* BT.709 matrix: a name for a colour, not a measurement of it. */
static void name_colour(char *detail, size_t size, double y, double cb, double cr)
{
    double b = cb - 128, r = cr - 128;
    snprintf(detail, size, "colour=#%02x%02x%02x", level(y + 1.5748 * r), level(y - 0.1873 * b - 0.4681 * r),
             level(y + 1.8556 * b));
}

static bool judge_candidates(const struct signal_series *s, const struct film_usual *usual,
                             struct verdicts *verdicts)
{
    float features[MODEL_FEATURES];
    for (size_t i = 0; i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        struct pst_transition t = {.kind = PST_CUT, .first = c->first, .last = c->last};
        if (c->first < 0 || c->last < c->first || c->last >= s->frame_count)
            continue;
        if (c->hypothesis == SIGNAL_SUDDEN) {
            sudden_features(s, usual, c, features);
            t.confidence = boosted_probability(&sudden_model, features);
        } else {
            gradual_features(s, usual, c, features);
            double dissolve = boosted_probability(&dissolve_model, features);
            double wipe = boosted_probability(&wipe_model, features);
            t.kind = wipe > dissolve ? PST_WIPE : PST_DISSOLVE;
            t.confidence = wipe > dissolve ? wipe : dissolve;
            if (t.kind == PST_WIPE && c->pattern < WIPE_PATTERNS)
                snprintf(t.detail, sizeof t.detail, "wipe=%s", pattern_names[c->pattern]);
        }
        if (!array_push(verdicts, t))
            return false;
    }
    return true;
}

/* Fades of at least `least`; a fade out followed soon by a fade in is one dip. */
static bool judge_fades(const struct signal_series *s, const struct film_usual *usual, double least,
                        struct verdicts *verdicts)
{
    struct fades fades = {0};
    float features[MODEL_FEATURES];
    bool fine = find_fades(s, &fades);
    size_t before = verdicts->count;
    for (size_t i = 0; fine && i < fades.count; i++) {
        const struct fade *fade = &fades.items[i];
        fade_features(s, usual, fade, features);
        struct pst_transition t = {.kind = fade->in ? PST_FADE_IN : PST_FADE_OUT,
                                   .first = fade->first,
                                   .last = fade->last,
                                   .confidence = boosted_probability(&fade_model, features)};
        if (t.confidence < least)
            continue;
        name_colour(t.detail, sizeof t.detail, fade->luma, fade->cb, fade->cr);
        struct pst_transition *last = verdicts->count > before ? &verdicts->items[verdicts->count - 1] : NULL;
        if (last && t.kind == PST_FADE_IN && last->kind == PST_FADE_OUT &&
            t.first - last->last - 1 < HOLD_FRAMES) {
            last->kind = PST_DIP;
            last->last = t.last;
            last->confidence = last->confidence > t.confidence ? last->confidence : t.confidence;
        } else {
            fine = array_push(verdicts, t);
        }
    }
    free(fades.items);
    return fine;
}

static int surest_first(const void *a, const void *b)
{
    const struct pst_transition *x = a, *y = b;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static int earliest_first(const void *a, const void *b)
{
    const struct pst_transition *x = a, *y = b;
    return x->first != y->first ? (x->first > y->first) - (x->first < y->first)
                                : (x->last > y->last) - (x->last < y->last);
}

/* Two cuts of one change lie within two frames; a gradual change covers the steps at its ends too, but a fade
   may touch a cut at its flat end. */
static bool exclude_each_other(const struct pst_transition *x, const struct pst_transition *y)
{
    bool both_cuts = x->kind == PST_CUT && y->kind == PST_CUT;
    const struct pst_transition *cut = x->kind == PST_CUT ? x : y, *other = cut == x ? y : x;
    if (both_cuts)
        return llabs(x->first - y->first) <= 2;
    if (cut->kind != PST_CUT)
        return x->first <= y->last && y->first <= x->last;
    int64_t first = other->first - (other->kind != PST_FADE_IN);
    int64_t last = other->last + (other->kind != PST_FADE_OUT);
    return cut->first >= first && cut->first <= last;
}

/* The surest verdicts that do not contradict surer ones. */
static void settle(struct verdicts *verdicts, double least)
{
    size_t kept = 0;
    if (verdicts->count)
        qsort(verdicts->items, verdicts->count, sizeof *verdicts->items, surest_first);
    for (size_t i = 0; i < verdicts->count && verdicts->items[i].confidence >= least; i++) {
        bool stands = true;
        for (size_t k = 0; stands && k < kept; k++)
            stands = !exclude_each_other(&verdicts->items[i], &verdicts->items[k]);
        if (stands)
            verdicts->items[kept++] = verdicts->items[i];
    }
    verdicts->count = kept;
    if (kept)
        qsort(verdicts->items, kept, sizeof *verdicts->items, earliest_first);
}

enum pst_status find_shots(const struct signal_series *s, double confidence, struct shot_structure *out,
                           struct pst_error *error)
{
    struct verdicts verdicts = {0};
    struct film_usual usual = film_usual_of(s);
    *out = (struct shot_structure){0};
    if (!judge_fades(s, &usual, confidence, &verdicts) || !judge_candidates(s, &usual, &verdicts)) {
        free(verdicts.items);
        return fail_memory(error);
    }
    settle(&verdicts, confidence);
    enum pst_status status =
        shot_structure_from_transitions(verdicts.items, verdicts.count, s->frame_count, s, out, error);
    free(verdicts.items);
    return status;
}
