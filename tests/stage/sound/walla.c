/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/walla.h"

#include "sound/filter.h"
#include "sound/sample_room.h"

/* Sixteen throats are enough that nobody is told from the others; more people are only louder. */
enum { throats = 16, tick = 64 };

struct vowel {
    float first, second;
};

/* First and second formant in hertz (after Peterson and Barney, 1952); the last three can be shouted. */
static const struct vowel vowels[] = {{270, 2290}, {390, 1990}, {530, 1840}, {490, 1350}, {640, 1190},
                                      {300, 870},  {570, 840},  {660, 1720}, {730, 1090}};
enum { vowel_count = sizeof vowels / sizeof *vowels, shouted = 3 };

/* One array an attribute: what the throats do in a sample is done for all of them at once. */
struct walla {
    float phase[throats], pitch[throats];                               /* in turns, turns a sample */
    float first[throats], second[throats];                              /* resonances' coefficients */
    float low1[throats], band1[throats], low2[throats], band2[throats]; /* and states */
    float level[throats], breath[throats], left[throats], right[throats];
    uint32_t dice[throats];
    float to_first[throats], to_second[throats], to_level[throats], to_pitch[throats], tall[throats];
    int lasts[throats]; /* ticks until the next syllable */
    int excited, until_tick;
    float gain;
    double claps; /* a sample */
    struct filter hands[2];
    struct stream stream;
};

static void next_syllable(struct walla *walla, int i)
{
    struct stream *stream = &walla->stream;
    int which =
        walla->excited ? vowel_count - 1 - draw_one_of(stream, shouted) : draw_one_of(stream, vowel_count);
    int pause = draw(stream) < (walla->excited ? 0.12 : 0.2);
    double tune = walla->excited ? draw_between(stream, 1.4, 2.1) : draw_between(stream, 0.85, 1.2);
    double seconds = walla->excited ? draw_between(stream, 0.3, 1.1) : draw_between(stream, 0.07, 0.24);
    if (pause && !walla->excited)
        seconds = draw_between(stream, 0.1, 0.8);
    walla->to_first[i] =
        (float)(2 * sine(180 * vowels[which].first * (0.8 + 0.2 * walla->tall[i]) / sample_rate));
    walla->to_second[i] = (float)(2 * sine(180 * vowels[which].second * walla->tall[i] / sample_rate));
    walla->to_level[i] = pause ? 0 : (float)draw_between(stream, 0.4, 1);
    walla->to_pitch[i] = (float)(tune * (walla->tall[i] > 1.08f ? 205 : 115) / sample_rate);
    walla->breath[i] = (float)(draw(stream) < 0.15 ? 1.2 : 0.08);
    walla->lasts[i] = (int)(seconds * sample_rate / tick) + 1;
}

struct walla *walla_open(int people, int excited, uint64_t seed)
{
    struct walla *walla = zeroed(1, sizeof *walla);
    walla->excited = excited;
    walla->stream = stream_of(seed, "walla");
    walla->gain = (float)(decibels(excited ? -36 : -35) * square_root(people < 1 ? 1 : people));
    walla->claps = excited ? (people < 60 ? people : 60) * 2.5 / sample_rate : 0;
    walla->hands[0] = filter_of(pass_band, 1150, 1.6);
    walla->hands[1] = filter_of(pass_band, 1500, 1.6);
    for (int i = 0; i < throats; i++) {
        walla->tall[i] = (float)draw_between(&walla->stream, 0.95, 1.22);
        walla->dice[i] = (uint32_t)scramble(walla->stream.state + (uint64_t)i);
        pan_shares(draw_between(&walla->stream, -1, 1), &walla->left[i], &walla->right[i]);
        next_syllable(walla, i);
        walla->lasts[i] = draw_one_of(&walla->stream, 300) + 1;
        walla->pitch[i] = walla->to_pitch[i];
        walla->first[i] = walla->to_first[i];
        walla->second[i] = walla->to_second[i];
        walla->level[i] = excited ? walla->to_level[i] : 0;
    }
    return walla;
}

void walla_close(struct walla *walla)
{
    free(walla);
}

static void glide(float *from, const float *to, float share)
{
    for (int i = 0; i < throats; i++)
        from[i] += share * (to[i] - from[i]);
}

static void on_tick(struct walla *walla)
{
    for (int i = 0; i < throats; i++)
        if (--walla->lasts[i] <= 0)
            next_syllable(walla, i);
    glide(walla->first, walla->to_first, 0.06f);
    glide(walla->second, walla->to_second, 0.06f);
    glide(walla->level, walla->to_level, 0.05f);
    glide(walla->pitch, walla->to_pitch, 0.01f);
}

/* A saw tooth and some breath through two resonances (state variable filters after Chamberlin). */
static void sing(struct walla *walla, float said[throats])
{
    for (int i = 0; i < throats; i++) {
        walla->dice[i] = walla->dice[i] * 1664525u + 1013904223u;
        float breath = (float)(int32_t)walla->dice[i] * (1 / 2147483648.0f);
        float phase = walla->phase[i] + walla->pitch[i];
        phase = phase >= 0.5f ? phase - 1 : phase;
        walla->phase[i] = phase;
        float x = walla->level[i] * (phase + walla->breath[i] * breath);
        walla->low1[i] += walla->first[i] * walla->band1[i];
        walla->band1[i] += walla->first[i] * (x - walla->low1[i] - 0.16f * walla->band1[i]);
        walla->low2[i] += walla->second[i] * walla->band2[i];
        walla->band2[i] += walla->second[i] * (x - walla->low2[i] - 0.1f * walla->band2[i]);
        said[i] = 0.16f * walla->band1[i] + 0.1f * walla->band2[i];
    }
}

static void clap(struct walla *walla, float *left, float *right)
{
    for (int side = 0; side < 2; side++) {
        double hit = draw(&walla->stream) < walla->claps ? 9 * draw_between(&walla->stream, -1, 1) : 0;
        *(side ? right : left) += (float)filter_run(&walla->hands[side], hit);
    }
}

void walla_add(struct walla *walla, float *left, float *right, int count)
{
    for (int t = 0; t < count; t++) {
        float said[throats], a = 0, b = 0;
        if (walla->until_tick-- == 0) {
            on_tick(walla);
            walla->until_tick = tick - 1;
        }
        sing(walla, said);
        for (int i = 0; i < throats; i++) {
            a += walla->left[i] * said[i];
            b += walla->right[i] * said[i];
        }
        if (walla->excited)
            clap(walla, &a, &b);
        left[t] += walla->gain * a;
        right[t] += walla->gain * b;
    }
}
