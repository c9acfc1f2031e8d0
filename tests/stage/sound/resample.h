/* SPDX-License-Identifier: Apache-2.0 */
/* Brings sound to 48 kHz by a windowed sinc, the exact ratio in whole numbers. */
#ifndef STAGE_RESAMPLE_H
#define STAGE_RESAMPLE_H

#include <stdint.h>

/* `count` samples at `rate` a second; sample i comes to lie at i · 48000 / rate. The caller frees. */
float *resample(const int16_t *samples, int64_t count, int rate, int64_t *length);

#endif
