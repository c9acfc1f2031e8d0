/* SPDX-License-Identifier: Apache-2.0 */
/* The peak of the waveform between the samples, by oversampling (ITU-R BS.1770-4, annex 2): a sinc under a
   Hann window of 49 taps, 4 times below 96 kHz, 2 times below 192 kHz, as libebur128 has it. */
#ifndef PST_TRUE_PEAK_H
#define PST_TRUE_PEAK_H

enum { TRUE_PEAK_HISTORY = 23, TRUE_PEAK_TAPS = 24 };

struct true_peak {
    int phases;                       /* between two samples: 3, 1 or 0 */
    int taps;                         /* of each */
    float weights[3][TRUE_PEAK_TAPS]; /* for the newest sample first */
    float gain;                       /* what no output exceeds, of the largest input */
};

void true_peak_init(struct true_peak *, int rate);

/* The largest magnitude between samples up to samples[count − 1], or `peak` where that is larger.
   samples[−TRUE_PEAK_HISTORY] to samples[−1] are those that went before. Stretches too quiet to exceed `peak`
   are passed over; the result is the same. */
float true_peak_of(const struct true_peak *, const float *samples, int count, float peak);

/* The largest magnitude of the samples themselves, or `peak`. */
float sample_peak_of(const float *samples, int count, float peak);

#endif
