/* SPDX-License-Identifier: Apache-2.0 */
/* What the models are asked about a candidate: what the meter told, and how that stands in its film. */
#ifndef PST_SHOT_FEATURES_H
#define PST_SHOT_FEATURES_H

#include "base/signal_features.h"
#include "form/fades.h"
#include "form/shots.h"

enum {
    EXTRA_FEATURES = 48,   /* of how it stands in its film */
    CONTEXT_FEATURES = 24, /* of what else may be around, see form/cut_context.h */
    MODEL_FEATURES = SIGNAL_FEATURES + EXTRA_FEATURES + CONTEXT_FEATURES
};

/* What is usual in this film. */
struct film_usual {
    float step, moved, moved_much, unmatched_much; /* medians, and 95th percentiles */
};

struct film_usual film_usual_of(const struct signal_series *);

void sudden_features(const struct signal_series *, const struct film_usual *, const struct signal_candidate *,
                     float features[MODEL_FEATURES]);
void gradual_features(const struct signal_series *, const struct film_usual *,
                      const struct signal_candidate *, float features[MODEL_FEATURES]);
/* Of a mix with an end of one colour: whether that is the first. */
bool gradual_fades_in(const struct signal_candidate *);
void fade_features(const struct film_usual *, const struct fade *, float features[MODEL_FEATURES]);

#endif
