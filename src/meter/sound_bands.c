/* SPDX-License-Identifier: Apache-2.0 */
#include "meter/sound_bands.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;
/* Band m lies round lowest × step^m and reaches `reach` steps to either side, falling off evenly. */
static const double lowest = 200 /* Hz */, step = 25.0 / 24, reach = 2;
enum { SIDE = 12 /* low samples that the filter reaches to either side */, LANES = 4 };

/* A sinc under a Blackman window, its middle at half the low rate. */
static bool make_thinner(struct sound_thinner *t, int factor)
{
    int half = SIDE * factor;
    t->factor = factor;
    t->taps = 2 * half + 1;
    t->filter = malloc((size_t)t->taps * sizeof *t->filter);
    t->heard = calloc(2 * (size_t)t->taps, sizeof *t->heard);
    for (int i = -half; t->filter && i <= half; i++) {
        double x = pi * i / factor, around = pi * i / (half + 1);
        double sinc = i ? sin(x) / x : 1, blackman = 0.42 + 0.5 * cos(around) + 0.08 * cos(2 * around);
        t->filter[i + half] = (float)(factor > 1 ? sinc * blackman / factor : i == 0);
    }
    return t->filter && t->heard;
}

/* Sums in lanes, so that the compiler may take them at once. */
static float weigh(const float *a, const float *b, int count)
{
    float lanes[LANES] = {0}, rest = 0;
    int whole = count - count % LANES;
    for (int i = 0; i < whole; i += LANES)
        for (int l = 0; l < LANES; l++)
            lanes[l] += a[i + l] * b[i + l];
    for (int i = whole; i < count; i++)
        rest += a[i] * b[i];
    return lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + rest;
}

/* true: *low is the next. Low sample k lies where sample k × factor does. */
static bool thin(struct sound_thinner *t, float sample, float *low)
{
    int at = (int)(t->taken % t->taps);
    int64_t middle = t->taken++ - t->taps / 2;
    t->heard[at] = t->heard[at + t->taps] = sample;
    if (middle < 0 || middle % t->factor)
        return false;
    *low = weigh(t->heard + at + 1, t->filter, t->taps);
    return true;
}

static double low_rate(const struct sound_bands *s)
{
    return (double)s->rate / s->factor;
}

static bool make_band(struct sound_bands *s, int band)
{
    double bin = low_rate(s) / s->size, middle = lowest * pow(step, band);
    int first = (int)ceil(middle * pow(step, -reach) / bin),
        last = (int)floor(middle * pow(step, reach) / bin);
    s->bands[band].first = first;
    s->bands[band].count = last - first + 1;
    float *weights = s->bands[band].weights = malloc((size_t)s->bands[band].count * sizeof *weights);
    for (int i = first; weights && i <= last; i++)
        weights[i - first] = (float)(1 - fabs(log(i * bin / middle)) / (reach * log(step)));
    return weights != NULL;
}

static bool make_window(struct sound_bands *s)
{
    s->window = (int)lround(SOUND_WINDOW * low_rate(s));
    s->size = kiss_fftr_next_fast_size_real(s->window);
    s->shape = malloc((size_t)s->window * sizeof *s->shape);
    s->low = malloc(2 * (size_t)s->window * sizeof *s->low);
    s->padded = calloc((size_t)s->size, sizeof *s->padded);
    s->spectrum = malloc((size_t)(s->size / 2 + 1) * sizeof *s->spectrum);
    s->transform = kiss_fftr_alloc(s->size, 0, NULL, NULL);
    for (int i = 0; s->shape && i < s->window; i++) /* Hann; a sine at full scale has power 1 */
        s->shape[i] = (float)((1 - cos(2 * pi * (i + 0.5) / s->window)) / 2 * 4 / s->window);
    return s->shape && s->low && s->padded && s->spectrum && s->transform;
}

bool sound_bands_make(struct sound_bands *s, int rate)
{
    *s = (struct sound_bands){.rate = rate, .factor = rate / SOUND_BANDS_LEAST_RATE};
    bool room = make_thinner(&s->thinner, s->factor) && make_window(s);
    for (int i = 0; room && i < SOUND_BANDS; i++)
        room = make_band(s, i);
    return room;
}

void sound_bands_release(struct sound_bands *s)
{
    free(s->thinner.filter);
    free(s->thinner.heard);
    free(s->shape);
    free(s->low);
    free(s->padded);
    free(s->spectrum);
    kiss_fftr_free(s->transform);
    for (int i = 0; i < SOUND_BANDS; i++)
        free(s->bands[i].weights);
    *s = (struct sound_bands){0};
}

static void find_powers(struct sound_bands *s, const float *from, double powers[SOUND_BANDS])
{
    for (int i = 0; i < s->window; i++)
        s->padded[i] = from[i] * s->shape[i];
    kiss_fftr(s->transform, s->padded, s->spectrum);
    for (int b = 0; b < SOUND_BANDS; b++) {
        const kiss_fft_cpx *bin = s->spectrum + s->bands[b].first;
        double power = 0;
        for (int i = 0; i < s->bands[b].count; i++)
            power += (double)(s->bands[b].weights[i] * (bin[i].r * bin[i].r + bin[i].i * bin[i].i));
        powers[b] = power;
    }
}

static void keep(struct sound_bands *s, float low)
{
    if (s->low_count == 2 * s->window) {
        memcpy(s->low, s->low + s->window, (size_t)s->window * sizeof *s->low);
        s->low_count = s->window;
        s->low_first += s->window;
    }
    s->low[s->low_count++] = low;
}

bool sound_bands_take(struct sound_bands *s, float sample, double powers[SOUND_BANDS])
{
    float low;
    if (!thin(&s->thinner, sample, &low))
        return false;
    keep(s, low);
    int64_t begins = s->windows * s->rate / ((int64_t)SOUND_WORDS * s->factor);
    if (s->low_first + s->low_count < begins + s->window)
        return false;
    find_powers(s, s->low + (begins - s->low_first), powers);
    s->windows++;
    return true;
}

int sound_bands_behind(const struct sound_bands *s)
{
    return s->thinner.taps / 2;
}
