/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/noise_maker.h"

#include "sound/filter.h"
#include "sound/sample_room.h"

#include <stdlib.h>

enum layer_kind { layer_none, layer_burst, layer_tone, layer_grains };

enum { most_layers = 8, grain_length = 240 };

/* Times in milliseconds; `decay` until it is 60 dB weaker. A burst is noise from `low` to `high` hertz, a
 * tone falls from `low` to `high`, grains are `count` crumbs of noise strewn over `decay`. */
struct layer {
    enum layer_kind kind;
    double begin, rise, decay, low, high, gain;
    int count;
};

/* `contact` is the part of the peak that its very first sample has at least. */
struct recipe {
    double peak, contact;
    struct layer layers[most_layers];
};

static const struct recipe steps[] = {
    {0.07,
     0.2,
     {{layer_burst, 0, 0, 20, 600, 7000, 1, 0},
      {layer_tone, 0, 0, 40, 230, 170, 0.35, 0},
      {layer_burst, 85, 2, 35, 900, 6000, 0.3, 0}}},
    {0.08,
     0.2,
     {{layer_burst, 0, 0, 14, 400, 5000, 1, 0},
      {layer_tone, 0, 0, 110, 190, 165, 0.4, 0},
      {layer_tone, 0, 0, 70, 440, 420, 0.15, 0},
      {layer_burst, 80, 2, 25, 500, 4000, 0.25, 0},
      {layer_tone, 80, 1, 80, 205, 185, 0.12, 0}}},
    {0.05,
     0.2,
     {{layer_burst, 0, 0, 12, 500, 4500, 1, 0},
      {layer_burst, 0, 15, 190, 800, 5500, 0.22, 0},
      {layer_grains, 4, 0, 190, 1200, 6500, 0.5, 46}}},
    {0.035, 0.2, {{layer_burst, 0, 0, 30, 90, 1100, 1, 0}, {layer_tone, 0, 0, 50, 115, 80, 0.35, 0}}},
    {0.065,
     0.2,
     {{layer_burst, 0, 0, 22, 600, 8000, 1, 0},
      {layer_tone, 0, 0, 30, 200, 160, 0.25, 0},
      {layer_burst, 4, 8, 150, 1800, 9000, 0.3, 0},
      {layer_grains, 20, 0, 200, 1500, 5000, 0.25, 14}}},
};
enum { ground_count = sizeof steps / sizeof *steps };

static const struct recipe recipes[noise_kinds] = {
    [noise_punch] = {0.42,
                     0.25,
                     {{layer_burst, 0, 0, 40, 500, 5500, 1, 0},
                      {layer_burst, 0, 0, 110, 110, 900, 0.5, 0},
                      {layer_tone, 0, 0, 170, 130, 55, 0.5, 0},
                      {layer_burst, 25, 8, 90, 2000, 8000, 0.1, 0}}},
    [noise_kick] = {0.46,
                    0.25,
                    {{layer_burst, 0, 0, 35, 350, 4200, 1, 0},
                     {layer_burst, 0, 0, 150, 70, 700, 0.5, 0},
                     {layer_tone, 0, 0, 240, 105, 42, 0.6, 0}}},
    [noise_fall] = {0.36,
                    0.25,
                    {{layer_burst, 0, 0, 45, 120, 3500, 1, 0},
                     {layer_tone, 0, 0, 280, 80, 42, 0.55, 0},
                     {layer_burst, 15, 40, 300, 1200, 6000, 0.07, 0},
                     {layer_burst, 135, 2, 70, 100, 1500, 0.3, 0},
                     {layer_tone, 135, 2, 200, 85, 50, 0.25, 0}}},
    [noise_throw] = {0.14,
                     0.05,
                     {{layer_burst, 0, 1, 50, 500, 5000, 0.8, 0},
                      {layer_burst, 40, 130, 330, 350, 2600, 0.6, 0},
                      {layer_burst, 10, 60, 260, 2500, 8000, 0.12, 0}}},
    [noise_roll] = {0.12,
                    0.1,
                    {{layer_burst, 0, 1, 90, 90, 1200, 1, 0},
                     {layer_burst, 150, 4, 90, 80, 900, 0.7, 0},
                     {layer_burst, 300, 3, 100, 90, 1100, 0.85, 0},
                     {layer_burst, 440, 4, 110, 80, 900, 0.5, 0},
                     {layer_burst, 20, 200, 500, 1500, 7000, 0.08, 0}}},
    [noise_gunshot] = {0.68,
                       0.5,
                       {{layer_burst, 0, 0, 10, 900, 16000, 1, 0},
                        {layer_burst, 0, 0, 45, 200, 6000, 0.8, 0},
                        {layer_burst, 0, 0, 240, 60, 1800, 0.4, 0},
                        {layer_tone, 0, 0, 160, 120, 38, 0.5, 0},
                        {layer_burst, 18, 8, 1100, 80, 1200, 0.1, 0}}},
    [noise_swing] = {0.09,
                     0.02,
                     {{layer_burst, 0, 110, 170, 350, 1600, 1, 0},
                      {layer_burst, 40, 85, 130, 900, 4200, 0.6, 0}}},
    [noise_explosion] = {0.7,
                         0.4,
                         {{layer_burst, 0, 0, 60, 150, 12000, 1, 0},
                          {layer_burst, 0, 0, 1100, 30, 700, 0.42, 0},
                          {layer_tone, 0, 0, 900, 75, 26, 0.5, 0},
                          {layer_burst, 60, 150, 3400, 24, 260, 0.35, 0},
                          {layer_burst, 40, 120, 2200, 300, 3000, 0.06, 0},
                          {layer_grains, 250, 0, 2300, 500, 4500, 0.07, 130}}},
    [noise_thunder] = {0.42,
                       0.1,
                       {{layer_burst, 0, 2, 130, 250, 9000, 0.8, 0},
                        {layer_burst, 0, 40, 900, 60, 1800, 0.6, 0},
                        {layer_burst, 350, 220, 1800, 35, 420, 0.8, 0},
                        {layer_burst, 1100, 300, 1900, 30, 300, 0.6, 0},
                        {layer_burst, 1900, 250, 2300, 28, 330, 0.55, 0},
                        {layer_burst, 3100, 600, 3600, 25, 200, 0.4, 0}}},
    [noise_door] = {0.2,
                    0.25,
                    {{layer_burst, 0, 0, 12, 1200, 6500, 0.8, 0},
                     {layer_burst, 0, 0, 70, 110, 1400, 0.9, 0},
                     {layer_tone, 0, 0, 210, 98, 82, 0.5, 0},
                     {layer_tone, 0, 0, 90, 310, 300, 0.15, 0},
                     {layer_burst, 48, 0, 14, 2000, 7000, 0.22, 0}}},
};

static const struct recipe bass_drum = {
    0.5, 0.05, {{layer_tone, 0, 0, 260, 130, 46, 1, 0}, {layer_burst, 0, 0, 8, 1000, 6000, 0.25, 0}}};
static const struct recipe snare_drum = {
    0.36, 0.1, {{layer_burst, 0, 0, 160, 900, 9000, 0.8, 0}, {layer_tone, 0, 0, 110, 230, 180, 0.5, 0}}};
static const struct recipe shut_hat = {0.13, 0.1, {{layer_burst, 0, 0, 55, 6500, 16000, 1, 0}}};
static const struct recipe open_hat = {0.13, 0.1, {{layer_burst, 0, 0, 380, 6000, 16000, 1, 0}}};
static const struct recipe tom_drum = {
    0.36, 0.05, {{layer_tone, 0, 0, 330, 150, 92, 1, 0}, {layer_burst, 0, 0, 20, 400, 4000, 0.2, 0}}};

int noise_is_short(enum noise_kind kind)
{
    return kind != noise_cheer && kind != noise_fire && kind != noise_rain && kind != noise_wind;
}

static int64_t samples_of(double milliseconds)
{
    return (int64_t)(milliseconds * (sample_rate / 1000));
}

static int64_t layer_length(const struct layer *layer)
{
    return samples_of(layer->rise + layer->decay);
}

/* By what a loudness shrinks each sample so that it has lost 60 dB after `length`. */
static double shrink_of(int64_t length)
{
    return exponential2(-9.96578428466209 / (double)length);
}

static void add_burst(const struct layer *layer, double tune, struct stream *stream, float *to)
{
    struct filter high = filter_of(pass_high, layer->low * tune, 0.7),
                  low = filter_of(pass_low, layer->high * tune, 0.7);
    double whole = layer->gain * whole_after(high, low);
    int64_t rise = samples_of(layer->rise), length = layer_length(layer);
    double shrink = shrink_of(length - rise), level = 1;
    for (int64_t i = 0; i < length; i++) {
        double y = filter_run(&low, filter_run(&high, 2 * draw(stream) - 1));
        if (i >= rise)
            level *= shrink;
        double grown = i < rise ? (double)(i + 1) / (double)(rise + 1) : level;
        to[i] += (float)(whole * grown * y);
    }
}

static void add_tone(const struct layer *layer, double tune, struct stream *stream, float *to)
{
    int64_t rise = samples_of(layer->rise), length = layer_length(layer);
    double shrink = shrink_of(length - rise), level = layer->gain * 2, turn = 20 + 20 * draw(stream);
    double falls = shrink_of(length / 3), above = (layer->low - layer->high) * tune;
    for (int64_t i = 0; i < length; i++) {
        double grown = i < rise ? (double)(i + 1) / (double)(rise + 1) : 1;
        to[i] += (float)(level * grown * cosine(turn));
        turn += (layer->high * tune + above) * 360 / sample_rate;
        above *= falls;
        if (i >= rise)
            level *= shrink;
    }
}

static void add_grains(const struct layer *layer, double tune, struct stream *stream, float *to)
{
    int64_t length = layer_length(layer);
    for (int i = 0; i < layer->count; i++) {
        double place = draw(stream), hertz = draw_between(stream, layer->low, layer->high) * tune;
        double level = layer->gain * 3 * draw(stream) * (1 - 0.7 * place);
        struct filter band = filter_of(pass_band, hertz, 2);
        int64_t from = (int64_t)(place * place * (double)length);
        int64_t until = from + grain_length < length ? from + grain_length : length;
        for (int64_t k = from; k < until; k++) {
            double fade = 1 - (double)(k - from) / grain_length;
            to[k] += (float)(level * filter_run(&band, fade * fade * (2 * draw(stream) - 1)));
        }
    }
}

static double highest(const float *samples, int64_t count)
{
    double peak = 0;
    for (int64_t i = 0; i < count; i++) {
        double size = samples[i] < 0 ? -samples[i] : samples[i];
        peak = size > peak ? size : peak;
    }
    return peak;
}

static int64_t recipe_length(const struct recipe *recipe)
{
    int64_t length = 1;
    for (int i = 0; i < most_layers; i++) {
        int64_t end = samples_of(recipe->layers[i].begin) + layer_length(&recipe->layers[i]);
        length = end > length ? end : length;
    }
    return length;
}

static float *recipe_make(const struct recipe *recipe, uint64_t seed, int64_t *length)
{
    struct stream stream = stream_of(seed, "noise");
    double tune = draw_between(&stream, 0.88, 1.13), loud = draw_between(&stream, 0.9, 1);
    *length = recipe_length(recipe);
    float *samples = sample_room(*length);
    for (int i = 0; i < most_layers && recipe->layers[i].kind; i++) {
        const struct layer *layer = &recipe->layers[i];
        float *to = samples + samples_of(layer->begin);
        if (layer->kind == layer_burst)
            add_burst(layer, tune, &stream, to);
        else if (layer->kind == layer_tone)
            add_tone(layer, tune, &stream, to);
        else
            add_grains(layer, tune, &stream, to);
    }
    double peak = highest(samples, *length), least = recipe->contact * peak;
    if (samples[0] < least && samples[0] > -least)
        samples[0] = (float)least;
    for (int64_t i = 0; i < *length; i++)
        samples[i] = (float)(samples[i] * loud * recipe->peak / peak);
    return samples;
}

float *noise_make(enum noise_kind kind, int ground, uint64_t seed, int64_t *length)
{
    if (kind != noise_step)
        return recipe_make(&recipes[kind], seed, length);
    return recipe_make(&steps[ground < 0 || ground >= ground_count ? 0 : ground], seed, length);
}

float *drum_make(int pitch, uint64_t seed, int64_t *length)
{
    if (pitch >= 35 && pitch <= 37)
        return recipe_make(&bass_drum, seed, length);
    if (pitch >= 38 && pitch <= 40)
        return recipe_make(&snare_drum, seed, length);
    if (pitch >= 42 && pitch <= 44)
        return recipe_make(&shut_hat, seed, length);
    return recipe_make(pitch == 46 ? &open_hat : &tom_drum, seed, length);
}
