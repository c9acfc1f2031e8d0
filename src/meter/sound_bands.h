/* SPDX-License-Identifier: Apache-2.0 */
/* Sound as its print needs it: one channel at a low rate, and the power of its bands in a window. */
#ifndef PST_SOUND_BANDS_H
#define PST_SOUND_BANDS_H

#include "base/sound.h"
#include "base/sound_words.h"
#include <kiss_fftr.h>
#include <stdbool.h>

/* Takes every `factor`-th sample of what is left below half the low rate, in phase. */
struct sound_thinner {
    int factor, taps;      /* taps: odd */
    float *filter, *heard; /* heard: the last `taps` samples, twice in a row */
    int64_t taken;         /* samples */
};

/* Every SOUND_WORDS-th of a second, the bands of the window that begins there. */
struct sound_bands {
    int rate, factor; /* of what comes in; which of its samples are kept */
    struct sound_thinner thinner;
    int window, size; /* samples: of a window; of a transform */
    float *shape, *low, *padded;
    int64_t low_first; /* number of low[0] */
    int low_count;
    int64_t windows; /* gone by */
    kiss_fftr_cfg transform;
    kiss_fft_cpx *spectrum;
    struct {
        int first, count;
        float *weights;
    } bands[SOUND_BANDS];
};

/* Lower rates do not reach the bands. */
enum { SOUND_BANDS_LEAST_RATE = 7000 };

/* Given back with sound_bands_release, also after a failure. false: no memory. */
bool sound_bands_make(struct sound_bands *, int rate);
void sound_bands_release(struct sound_bands *);

/* One sample of one channel. true: `powers` holds the bands of the next window, 1 being a sine at full scale.
 */
bool sound_bands_take(struct sound_bands *, float sample, double powers[SOUND_BANDS]);
/* How many samples more bring out all that was taken: silence will do. */
int sound_bands_behind(const struct sound_bands *);

#endif
