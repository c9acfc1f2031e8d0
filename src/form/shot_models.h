/* SPDX-License-Identifier: Apache-2.0 */
/* The models' tables, written by bench/train_shots from re-edited films. Do not edit shot_models.c by hand.
 */
#ifndef PST_SHOT_MODELS_H
#define PST_SHOT_MODELS_H

#include "form/boosted.h"

extern const struct boosted sudden_model, dissolve_model, wipe_model, ramp_model, fade_model;

#endif
