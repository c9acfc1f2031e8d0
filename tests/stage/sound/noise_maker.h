/* SPDX-License-Identifier: Apache-2.0 */
/* Short noises, made of layers of filtered noise, falling tones and grains. */
#ifndef STAGE_NOISE_MAKER_H
#define STAGE_NOISE_MAKER_H

#include "sound/soundtrack.h"

/* 0 for those that last as long as they are told: cheer, fire, rain, wind. */
int noise_is_short(enum noise_kind kind);
/* The noise as heard from a metre, one channel; its first sample is never 0. The caller frees. */
float *noise_make(enum noise_kind kind, int ground, uint64_t seed, int64_t *length);
/* A drum by its General MIDI number: 35 to 37 bass drum, 38 to 40 snare, 42 to 44 closed hi-hat, 46 open one,
 * others toms. */
float *drum_make(int pitch, uint64_t seed, int64_t *length);

#endif
