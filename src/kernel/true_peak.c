/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/true_peak.h"
#include <math.h>
#include <string.h>

enum { WINDOW = 48, STRETCH = 128 };

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

float sample_peak_of(const float *samples, int count, float peak)
{
    for (int i = 0; i < count; i++) {
        float size = fabsf(samples[i]);
        peak = size > peak ? size : peak;
    }
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
