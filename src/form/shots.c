/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shots.h"
#include "base/array.h"
#include "form/cut_context.h"
#include "form/shot_features.h"
#include "form/shot_models.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct verdict {
    struct pst_transition what;
    double rank; /* confidence, and how well the span fits: of overlapping ones the best goes first */
};

struct verdicts {
    struct verdict *items;
    size_t count, capacity;
};

struct transitions {
    struct pst_transition *items;
    size_t count, capacity;
};

static const double fit_weight = 0.2; /* of a perfect fit, against confidence */
static const double sure = 0.9;       /* of gradual changes surer than this the one that fits best stands */

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

static void name_colour_of(const struct signal_frame *f, struct pst_transition *t)
{
    name_colour(t->detail, sizeof t->detail, f->mean, f->cb, f->cr);
}

/* Which of those that pass over the picture: what the models of push and slide were asked about was known to
 * be one. */
static void judge_passage(const struct shot_models *models, const struct signal_candidate *c,
                          const float *features, struct pst_transition *t)
{
    double push = boosted_probability(&models->of[MODEL_PUSH], features),
           slide = boosted_probability(&models->of[MODEL_SLIDE], features);
    t->kind = push > slide && push > 0.5 ? PST_PUSH : slide > 0.5 ? PST_SLIDE : PST_WIPE;
    bool straight = c->pattern <= WIPE_BOTTOM_TO_TOP; /* what is pushed or slides comes from a side */
    if (straight || (t->kind == PST_WIPE && c->pattern < WIPE_PATTERNS))
        snprintf(t->detail, sizeof t->detail, "wipe=%s", pattern_names[c->pattern]);
}

/* A mix of which one end is of one colour is a fade: its model is asked like those of dissolve and wipe. */
static struct verdict judge_gradual(const struct shot_models *models, const struct signal_series *s,
                                    const struct film_usual *usual, const struct cut_context *context,
                                    size_t i)
{
    const struct signal_candidate *c = &s->candidates[i];
    const struct change_odds *odds = &context->odds[i];
    struct verdict verdict = {.what = {.first = c->first, .last = c->last}};
    struct pst_transition *t = &verdict.what;
    float features[MODEL_FEATURES], fit = c->features[GRADUAL_MIX_SCORE];
    gradual_features(s, usual, c, features);
    if (odds->fade > odds->dissolve && odds->fade > odds->wipe) {
        bool in = gradual_fades_in(c);
        int64_t flat = in ? c->first - 1 : c->last + 1;
        t->kind = in ? PST_FADE_IN : PST_FADE_OUT;
        if (flat >= 0 && flat < s->frame_count)
            name_colour_of(&s->frames[flat], t);
    } else if (odds->wipe > odds->dissolve) {
        judge_passage(models, c, features, t);
        fit = fmaxf(c->features[GRADUAL_WIPE_SCORE], c->features[GRADUAL_PUSH_SCORE]);
    } else {
        t->kind = PST_DISSOLVE;
    }
    change_context_features(context, c, odds, features);
    t->confidence = boosted_probability(&models->of[MODEL_CHANGE], features);
    verdict.rank = fmin(t->confidence, sure) + fit_weight * (double)fit;
    return verdict;
}

static struct verdict judge_sudden(const struct shot_models *models, const struct signal_series *s,
                                   const struct film_usual *usual, const struct cut_context *context,
                                   const struct signal_candidate *c)
{
    struct verdict v = {.what = {.kind = PST_CUT, .first = c->first, .last = c->last}};
    float features[MODEL_FEATURES];
    sudden_features(s, usual, c, features);
    context_features(context, c->first, features);
    v.what.confidence = boosted_probability(&models->of[MODEL_CUT], features);
    if (boosted_probability(&models->of[MODEL_JUMP], features) > 0.5)
        v.what.kind = PST_JUMP_CUT;
    v.rank = v.what.confidence + fit_weight / 2;
    return v;
}

static bool judge_candidates(const struct shot_models *models, const struct signal_series *s,
                             const struct film_usual *usual, struct verdicts *verdicts)
{
    struct cut_context context;
    bool fine = cut_context_make(models, s, usual, &context);
    for (size_t i = 0; fine && i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        if (c->first < 0 || c->last < c->first || c->last >= s->frame_count)
            continue;
        struct verdict v = c->hypothesis == SIGNAL_SUDDEN ? judge_sudden(models, s, usual, &context, c)
                                                          : judge_gradual(models, s, usual, &context, i);
        fine = array_push(verdicts, v);
    }
    cut_context_release(&context);
    return fine;
}

static bool judge_fades(const struct shot_models *models, const struct signal_series *s,
                        const struct film_usual *usual, struct verdicts *verdicts)
{
    struct fades fades = {0};
    float features[MODEL_FEATURES];
    bool fine = find_fades(s, &fades);
    for (size_t i = 0; fine && i < fades.count; i++) {
        const struct fade *fade = &fades.items[i];
        fade_features(usual, fade, features);
        struct verdict v = {.what = {.kind = fade->in ? PST_FADE_IN : PST_FADE_OUT,
                                     .first = fade->first,
                                     .last = fade->last,
                                     .confidence = boosted_probability(&models->of[MODEL_FADE], features)}};
        v.rank = v.what.confidence + fit_weight * (1.1 - 2 * (double)fade->features[FADE_REST]);
        name_colour_of(&s->frames[(fade->bottom_first + fade->bottom_last) / 2], &v.what);
        fine = array_push(verdicts, v);
    }
    free(fades.items);
    return fine;
}

/* A fade out followed soon by a fade in is one dip. */
static void join_dips(struct transitions *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct pst_transition *last = kept ? &list->items[kept - 1] : NULL, now = list->items[i];
        if (last && last->kind == PST_FADE_OUT && now.kind == PST_FADE_IN &&
            now.first - last->last - 1 < HOLD_FRAMES) {
            last->kind = PST_DIP;
            last->last = now.last;
            if (now.confidence < last->confidence)
                last->confidence = now.confidence;
        } else {
            list->items[kept++] = now;
        }
    }
    list->count = kept;
}

static int surest_first(const void *a, const void *b)
{
    const struct verdict *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    if (x->what.first != y->what.first)
        return x->what.first < y->what.first ? -1 : 1;
    if (x->what.last != y->what.last)
        return x->what.last < y->what.last ? -1 : 1;
    return (x->what.kind > y->what.kind) - (x->what.kind < y->what.kind);
}

static int earliest_first(const void *a, const void *b)
{
    const struct pst_transition *x = a, *y = b;
    return x->first != y->first ? (x->first > y->first) - (x->first < y->first)
                                : (x->last > y->last) - (x->last < y->last);
}

/* Where pictures were blended into another rate, a fade's last frame and the cut after it are one frame. */
static bool cuts_off(const struct pst_transition *cut, const struct pst_transition *fade)
{
    return pst_transition_is_sudden(cut->kind) && fade->kind == PST_FADE_OUT && cut->first == fade->last &&
           fade->last > fade->first;
}

/* A shot may last one frame, so cuts exclude each other only in one place. */
static bool exclude_each_other(const struct pst_transition *x, const struct pst_transition *y)
{
    return x->first <= y->last && y->first <= x->last && !cuts_off(x, y) && !cuts_off(y, x);
}

/* The frame of both is the cut's: transitions do not overlap. */
static void part_fades_from_cuts(struct transitions *list)
{
    for (size_t i = 0; i + 1 < list->count; i++)
        if (cuts_off(&list->items[i + 1], &list->items[i]))
            list->items[i].last--;
}

/* The surest verdicts that do not contradict surer ones, in order of time. */
static bool settle(struct verdicts *verdicts, double least, struct transitions *out)
{
    if (verdicts->count)
        qsort(verdicts->items, verdicts->count, sizeof *verdicts->items, surest_first);
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct pst_transition *now = &verdicts->items[i].what;
        bool stands = now->confidence >= least;
        for (size_t k = 0; stands && k < out->count; k++)
            stands = !exclude_each_other(now, &out->items[k]);
        if (stands && !array_push(out, *now))
            return false;
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, earliest_first);
    part_fades_from_cuts(out);
    return true;
}

enum pst_status find_shots_by(const struct shot_models *models, const struct signal_series *s,
                              double confidence, struct shot_structure *out, struct pst_error *error)
{
    struct verdicts verdicts = {0};
    struct transitions found = {0};
    struct film_usual usual = film_usual_of(s);
    enum pst_status status = PST_OK;
    *out = (struct shot_structure){0};
    if (!judge_fades(models, s, &usual, &verdicts) || !judge_candidates(models, s, &usual, &verdicts) ||
        !settle(&verdicts, confidence, &found))
        status = fail_memory(error);
    free(verdicts.items);
    join_dips(&found);
    if (status == PST_OK)
        status = shot_structure_from_transitions(found.items, found.count, s->frame_count, s, out, error);
    free(found.items);
    return status;
}

enum pst_status find_shots(const struct signal_series *s, double confidence, struct shot_structure *out,
                           struct pst_error *error)
{
    return find_shots_by(&trained_models, s, confidence, out, error);
}
