/* SPDX-License-Identifier: Apache-2.0 */
/* Single notes: sustained timbres from waves made of partials, struck ones from partials that die away one by
 * one, drums from noise. */
#ifndef STAGE_INSTRUMENT_H
#define STAGE_INSTRUMENT_H

#include "sound/soundtrack.h"

/* A note of `pitch` (MIDI; 69 is 440 Hz), held for so many samples; one channel, as
 * long as it rings on. The caller frees. */
float *note_make(enum timbre timbre, int pitch, int64_t held, double strength, uint64_t seed,
                 int64_t *length);

#endif
