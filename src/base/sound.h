/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_SOUND_H
#define PST_SOUND_H

#include <stdint.h>

/* Where a channel stands, by ITU-R BS.1770-4's weighting: what loudness needs to know. */
enum speaker {
    SPEAKER_LEFT,
    SPEAKER_RIGHT,
    SPEAKER_CENTRE,
    SPEAKER_LEFT_SURROUND,
    SPEAKER_RIGHT_SURROUND,
    SPEAKER_LFE,
    SPEAKER_OTHER
};

enum { SOUND_CHANNELS = 64 };

/* The sound as it is in the file: its own rate and channels, nothing mixed down. */
struct sound_block {
    int64_t first; /* number of the first sample (a channel), from 0 at film->sound_start; gaps are filled
                      with silence, so that blocks follow each other without a hole */
    int count;     /* samples a channel */
    int rate, channels;
    const enum speaker *speakers; /* one a channel */
    const float *samples;         /* interleaved; full scale is ±1; always finite */
};

#endif
