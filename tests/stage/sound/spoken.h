/* SPDX-License-Identifier: Apache-2.0 */
/* Lines spoken by espeak-ng. */
#ifndef STAGE_SPOKEN_H
#define STAGE_SPOKEN_H

#include <stdint.h>

/* A line at 48 kHz, one channel, as loud as every other line, silence at both ends cut off; NULL and length 0
 * where there is no such voice or nothing to say. The caller frees. */
float *spoken_make(const char *words, const char *voice, int64_t *length);

#endif
