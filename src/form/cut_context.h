/* SPDX-License-Identifier: Apache-2.0 */
/* How likely changes are around a frame, by models that look at each candidate alone: a second look weighs a
   cut among its neighbours, so that the two ends of a flash, a strobe's beats or the steps of a wipe are told
   from cuts. D. H. Wolpert, "Stacked generalization", Neural Networks 5 (1992). */
#ifndef PST_CUT_CONTEXT_H
#define PST_CUT_CONTEXT_H

#include "form/shot_features.h"
#include "form/shot_models.h"

/* What the models say of a gradual candidate. */
struct change_odds {
    float dissolve, wipe, fade; /* probabilities */
};

struct cut_context {
    float *cut, *change; /* probability of a cut at each frame, of a gradual change over it */
    int64_t frames;
    struct change_odds *odds; /* of each candidate; of sudden ones 0 */
};

/* false: no memory. To be released either way. */
bool cut_context_make(const struct shot_models *, const struct signal_series *, const struct film_usual *,
                      struct cut_context *);
void cut_context_release(struct cut_context *);

/* Adds to sudden_features of frame t what MODEL_CUT is asked beyond them. */
void context_features(const struct cut_context *, int64_t t, float features[MODEL_FEATURES]);

/* Adds to gradual_features what MODEL_CHANGE is asked beyond them. */
void change_context_features(const struct cut_context *, const struct signal_candidate *,
                             const struct change_odds *, float features[MODEL_FEATURES]);

#endif
