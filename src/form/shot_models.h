/* SPDX-License-Identifier: Apache-2.0 */
/* What judges candidates. The tables of shot_models.c are written by bench/train_shots: not to be edited by
   hand. */
#ifndef PST_SHOT_MODELS_H
#define PST_SHOT_MODELS_H

#include "form/boosted.h"

enum shot_model {
    MODEL_SUDDEN,   /* a cut of any kind, looked at alone */
    MODEL_DISSOLVE, /* a mix */
    MODEL_WIPE,     /* whatever passes over the picture: wipe, push, slide */
    MODEL_RAMP,     /* a mix with one colour: half a fade */
    MODEL_FADE,     /* a ramp of contrast, however long */
    MODEL_PUSH,     /* of wipes: both pictures move */
    MODEL_SLIDE,    /* of wipes: one of them moves */
    MODEL_JUMP,     /* of cuts: within one set-up */
    /* Second looks, trained on what the others say: form/cut_context.h. */
    MODEL_CUT,    /* a cut among its neighbours */
    MODEL_CHANGE, /* a mix, a wipe or half a fade among its neighbours */
    SHOT_MODELS
};

struct shot_models {
    struct boosted of[SHOT_MODELS];
};

extern const struct shot_models trained_models;

#endif
