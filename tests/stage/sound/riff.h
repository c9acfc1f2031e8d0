/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a WAV file of 48 kHz, 16 bit, two channels. */
#ifndef STAGE_RIFF_H
#define STAGE_RIFF_H

#include <stdint.h>

enum { longest_head = 80 };
/* Before `samples` samples of both channels: RIFF, or RF64 (EBU Tech 3306) where 32 bits cannot say how much.
 * How many bytes it has. */
int riff_head(int64_t samples, unsigned char head[longest_head]);

#endif
