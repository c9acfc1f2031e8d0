/* SPDX-License-Identifier: Apache-2.0 */
#include "form/cut_context.h"
#include <math.h>
#include <stdlib.h>

static struct change_odds change_odds_of(const struct shot_models *models,
                                         const float features[MODEL_FEATURES])
{
    return (struct change_odds){
        .dissolve = (float)boosted_probability(&models->of[MODEL_DISSOLVE], features),
        .wipe = (float)boosted_probability(&models->of[MODEL_WIPE], features),
        .fade = (float)boosted_probability(&models->of[MODEL_RAMP], features),
    };
}

static float greatest(const struct change_odds *odds)
{
    return fmaxf(odds->dissolve, fmaxf(odds->wipe, odds->fade));
}

bool cut_context_make(const struct shot_models *models, const struct signal_series *s,
                      const struct film_usual *usual, struct cut_context *context)
{
    float features[MODEL_FEATURES];
    size_t frames = (size_t)s->frame_count + 1;
    *context = (struct cut_context){.cut = calloc(frames, sizeof *context->cut),
                                    .change = calloc(frames, sizeof *context->change),
                                    .frames = s->frame_count,
                                    .odds = calloc(s->candidate_count + 1, sizeof *context->odds)};
    if (!context->cut || !context->change || !context->odds)
        return false;
    for (size_t i = 0; i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        if (c->first < 0 || c->last < c->first || c->last >= s->frame_count)
            continue;
        if (c->hypothesis == SIGNAL_SUDDEN) {
            sudden_features(s, usual, c, features);
            context->cut[c->first] = (float)boosted_probability(&models->of[MODEL_SUDDEN], features);
        } else {
            gradual_features(s, usual, c, features);
            context->odds[i] = change_odds_of(models, features);
            float likely = greatest(&context->odds[i]);
            for (int64_t n = c->first; n <= c->last; n++)
                context->change[n] = fmaxf(context->change[n], likely);
        }
    }
    return true;
}

void cut_context_release(struct cut_context *context)
{
    free(context->cut);
    free(context->change);
    free(context->odds);
    *context = (struct cut_context){NULL, NULL, 0, NULL};
}

struct around {
    float most, sum;
};

static struct around around(const float *values, int64_t frames, int64_t from, int64_t to)
{
    struct around a = {0, 0};
    for (int64_t n = from < 0 ? 0 : from; n <= to && n < frames; n++) {
        a.most = fmaxf(a.most, values[n]);
        a.sum += values[n];
    }
    return a;
}

static float log_odds(float p)
{
    return logf((p + 1e-4f) / (1 - p + 1e-4f));
}

void context_features(const struct cut_context *context, int64_t t, float features[MODEL_FEATURES])
{
    static const int reaches[][2] = {{4, 12}, {13, 48}};
    const float *cut = context->cut, own = cut[t];
    float *to = features + SIGNAL_FEATURES + EXTRA_FEATURES, most = 0, sum = 0;
    *to++ = log_odds(own);
    for (int k = 1; k <= 3; k++) {
        float before = around(cut, context->frames, t - k, t - k).most,
              after = around(cut, context->frames, t + k, t + k).most;
        *to++ = before;
        *to++ = after;
        most = fmaxf(most, fmaxf(before, after));
        sum += before + after;
    }
    *to++ = own - most;
    *to++ = own / (own + sum + 0.01f);
    for (int i = 0; i < 2; i++) {
        struct around before = around(cut, context->frames, t - reaches[i][1], t - reaches[i][0]),
                      after = around(cut, context->frames, t + reaches[i][0], t + reaches[i][1]);
        *to++ = before.most;
        *to++ = after.most;
        *to++ = before.sum + after.sum;
        most = fmaxf(most, fmaxf(before.most, after.most));
        *to++ = own - most;
    }
    *to++ = around(cut, context->frames, t - 240, t + 240).sum;
    for (int k = -1; k <= 1; k++)
        *to++ = around(context->change, context->frames, t + k, t + k).most;
    *to = around(context->change, context->frames, t - 12, t + 12).most;
}

void change_context_features(const struct cut_context *context, const struct signal_candidate *c,
                             const struct change_odds *odds, float features[MODEL_FEATURES])
{
    const float *cut = context->cut, *change = context->change, own = greatest(odds);
    float *to = features + SIGNAL_FEATURES + EXTRA_FEATURES;
    int64_t frames = context->frames, first = c->first, last = c->last;
    struct around inside = around(change, frames, first, last);
    *to++ = log_odds(own);
    *to++ = odds->dissolve;
    *to++ = odds->wipe;
    *to++ = odds->fade;
    *to++ = own - inside.most;
    *to++ = inside.sum / (float)(last - first + 1);
    *to++ = around(change, frames, first - 24, first - 2).most;
    *to++ = around(change, frames, last + 2, last + 24).most;
    *to++ = around(change, frames, first - 240, last + 240).sum;
    inside = around(cut, frames, first + 1, last - 1);
    *to++ = inside.most;
    *to++ = inside.sum;
    *to++ = around(cut, frames, first - 1, first + 1).most;
    *to++ = around(cut, frames, last, last + 2).most;
    *to++ = around(cut, frames, first - 12, first - 2).sum + around(cut, frames, last + 3, last + 12).sum;
    *to = around(cut, frames, first - 240, last + 240).sum;
}
