/* SPDX-License-Identifier: Apache-2.0 */
/* Plays a music cue: its tune from the start again and again, in a hall of its own. */
#ifndef STAGE_ORCHESTRA_H
#define STAGE_ORCHESTRA_H

#include "sound/soundtrack.h"

struct orchestra;
/* Each note of the tune is made once and kept, so that memory grows with the tune, not with the cue.
 * `longest` is the most samples that are asked for at once. */
struct orchestra *orchestra_open(const struct music_cue *cue, int longest);
void orchestra_close(struct orchestra *orchestra);
/* Adds the film's samples from `at` on; stretches follow each other. */
void orchestra_add(struct orchestra *orchestra, int64_t at, float *left, float *right, int count);
/* The sample of the film at which a beat of the cue's tune, counted on over its repeats, falls. */
int64_t cue_sample(const struct music_cue *cue, double beat);

#endif
