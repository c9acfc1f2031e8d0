/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/resample.h"

#include "render/arithmetic.h"
#include "sound/sample_room.h"
#include "sound/soundtrack.h"

enum { reach = 32 };

/* Where the filter has lost half: a little below what the lower rate can carry. */
static const double passes = 0.94;

static int common_measure(int a, int b)
{
    while (b) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* sin(πx)/(πx) under a Blackman-Harris window, whose side lobes lie 92 dB below. */
static double kernel(double x, double cut)
{
    double t = x / reach, turn = 180 * t;
    double window =
        0.35875 + 0.48829 * cosine(turn) + 0.14128 * cosine(2 * turn) + 0.01168 * cosine(3 * turn);
    double angle = 180 * cut * x;
    return t <= -1 || t >= 1
               ? 0
               : window * (x == 0 ? cut : sine(angle) / (angle * 3.14159265358979323846 / 180) * cut);
}

static void phase_make(double offset, double cut, double taps[2 * reach])
{
    double sum = 0;
    for (int i = 0; i < 2 * reach; i++) {
        taps[i] = kernel(offset + reach - 1 - i, cut);
        sum += taps[i];
    }
    for (int i = 0; i < 2 * reach; i++)
        taps[i] /= sum * 32768;
}

float *resample(const int16_t *samples, int64_t count, int rate, int64_t *length)
{
    int measure = common_measure(rate, sample_rate), up = sample_rate / measure, down = rate / measure;
    double cut = passes * (rate < sample_rate ? 1 : (double)sample_rate / rate);
    *length = (count * up + down - 1) / down;
    float *to = sample_room(*length);
    double(*taps)[2 * reach] = zeroed((size_t)up, sizeof *taps);
    for (int i = 0; i < up; i++)
        phase_make((double)i / up, cut, taps[i]);
    for (int64_t n = 0; n < *length; n++) {
        int64_t first = n * down / up - (reach - 1);
        const double *phase = taps[n * down % up];
        double sum = 0;
        for (int i = 0; i < 2 * reach; i++)
            if (first + i >= 0 && first + i < count)
                sum += phase[i] * samples[first + i];
        to[n] = (float)sum;
    }
    free(taps);
    return to;
}
