/* SPDX-License-Identifier: Apache-2.0 */
/* Noises that last: rain, wind, fire and cheering. */
#ifndef STAGE_AMBIENCE_H
#define STAGE_AMBIENCE_H

#include "sound/soundtrack.h"

struct ambience;
struct ambience *ambience_open(enum noise_kind kind, uint64_t seed);
void ambience_close(struct ambience *ambience);
/* Writes what comes next, at gain 1. */
void ambience_make(struct ambience *ambience, float *left, float *right, int count);

#endif
