/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/true_peak.h"
#include <math.h>
#include <string.h>

enum { WINDOW = 48, STRETCH = 128, LANES = 16 };

static double tap(double at, int factor)
{
    const double pi = 3.14159265358979323846;
    double x = pi * at / factor;
    return sin(x) / x * 0.5 * (1 + cos(2 * pi * at / WINDOW));
}

/* The phase on the samples themselves has one tap of 1 and needs no work. Taps of phase p stand at
   p + factor × i from the window's left edge. */
void true_peak_init(struct true_peak *t, int rate)
{
    int factor = rate < 96000 ? 4 : rate < 192000 ? 2 : 1;
    memset(t, 0, sizeof *t);
    t->phases = factor - 1;
    t->taps = WINDOW / factor;
    for (int p = 0; p < t->phases; p++) {
        double sum = 0;
        for (int i = 0; i < t->taps; i++) {
            double weight = tap(p + 1 + factor * i - WINDOW / 2, factor);
            t->weights[p][i] = (float)weight;
            sum += fabs(weight);
        }
        t->gain = fmaxf(t->gain, (float)(sum * 1.0001)); /* room for rounding */
    }
}

/* In lanes, so that the compiler may work on several at once: it must not reorder one running maximum. */
float sample_peak_of(const float *samples, int count, float peak)
{
    float lanes[LANES] = {0};
    int whole = count / LANES * LANES;
    for (int at = 0; at < whole; at += LANES)
        for (int i = 0; i < LANES; i++) {
            float size = fabsf(samples[at + i]);
            lanes[i] = size > lanes[i] ? size : lanes[i];
        }
    for (int i = 0; i < LANES; i++)
        peak = lanes[i] > peak ? lanes[i] : peak;
    for (int i = whole; i < count; i++)
        peak = fabsf(samples[i]) > peak ? fabsf(samples[i]) : peak;
    return peak;
}

static float stretch_peak(const struct true_peak *t, const float *samples, int count, float peak)
{
    float between[STRETCH];
    for (int p = 0; p < t->phases; p++) {
        memset(between, 0, sizeof between);
        for (int k = 0; k < t->taps; k++)
            for (int i = 0; i < count; i++)
                between[i] += t->weights[p][k] * samples[i - k];
        peak = sample_peak_of(between, count, peak);
    }
    return peak;
}

float true_peak_of(const struct true_peak *t, const float *samples, int count, float peak)
{
    peak = sample_peak_of(samples, count, peak);
    for (int at = 0; at < count && t->phases; at += STRETCH) {
        int part = count - at < STRETCH ? count - at : STRETCH, before = t->taps - 1;
        if (t->gain * sample_peak_of(samples + at - before, part + before, 0) > peak)
            peak = stretch_peak(t, samples + at, part, peak);
    }
    return peak;
}
