/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/instrument.h"

#include "sound/filter.h"
#include "sound/noise_maker.h"
#include "sound/sample_room.h"

enum { wave_room = 2048, most_partials = 24, most_players = 3 };

/* Partial k of the bright wave is 1/k^tilt strong, of the dark one 1/k^(tilt + shade); odd ones alone if
 * `even` is 0. */
struct sustained {
    double level, tilt, shade, even;
    double attack, release,
        fade;              /* seconds; fade: in which a held note loses half its brightness, 0: never */
    int players;           /* in unison, `apart` cents from each other */
    double apart, vibrato; /* cents */
};

static const struct sustained sustained[timbre_count] = {
    [timbre_strings] = {0.075, 1.05, 0.9, 0.8, 0.09, 0.25, 0, 3, 5, 9},
    [timbre_organ] = {0.085, 0.9, 0.6, 0.9, 0.012, 0.09, 0, 2, 1.5, 0},
    [timbre_synth] = {0.085, 0.85, 1.1, 0.9, 0.003, 0.12, 0.22, 3, 7, 0},
    [timbre_brass] = {0.095, 0.75, 1.3, 1, 0.045, 0.12, 0, 2, 3, 5},
};

/* Partials of what is struck: where they lie over the note, how strong, how long against the first. */
struct struck {
    double level, rings; /* rings: seconds in which the first loses 60 dB at 440 Hz */
    int partials;
    double ratio[12], strength[12], lasts[12];
};

static const struct struck piano = {0.22,
                                    3.2,
                                    12,
                                    {1, 2.001, 3.004, 4.009, 5.017, 6.03, 7.05, 8.07, 9.1, 10.14, 11.2, 12.3},
                                    {1, 0.62, 0.36, 0.27, 0.15, 0.12, 0.05, 0.05, 0.04, 0.03, 0.02, 0.015},
                                    {1, 0.8, 0.66, 0.55, 0.47, 0.4, 0.35, 0.3, 0.27, 0.24, 0.22, 0.2}};
/* A free bar's bending modes (Fletcher and Rossing, The Physics of Musical Instruments, 2.15). */
static const struct struck bells = {
    0.17, 4.5, 4, {1, 2.756, 5.404, 8.933}, {1, 0.4, 0.2, 0.08}, {1, 0.6, 0.35, 0.2}};

static double hertz_of(int pitch, double cents)
{
    return 440 * exponential2((pitch - 69) / 12.0 + cents / 1200);
}

/* A turn of the wave, bright or dark, without partials that the rate cannot carry. */
static void wave_make(const struct sustained *sort, double hertz, double tilt, float wave[wave_room + 1])
{
    double sum[wave_room] = {0}, energy = 0;
    for (int k = 1; k <= most_partials && k * hertz < 17000; k++) {
        double strength = power(k, -tilt) * (k % 2 ? 1 : sort->even), turn = 360.0 * k / wave_room;
        double y = sine(turn), before = 0, twice = 2 * cosine(turn);
        energy += strength * strength / 2;
        for (int i = 1; i < wave_room; i++) {
            sum[i] += strength * y;
            double next = twice * y - before;
            before = y;
            y = next;
        }
    }
    for (int i = 0; i <= wave_room; i++)
        wave[i] = (float)(sum[i % wave_room] / square_root(energy > 0 ? energy : 1));
}

static double wave_at(const float *wave, double phase)
{
    int i = (int)phase;
    return wave[i] + (wave[i + 1] - wave[i]) * (phase - i);
}

/* How far a held note has risen, and after it is let go how much is left. */
static double grown(const struct sustained *sort, int64_t i, int64_t held)
{
    double seconds = (double)(i + 1) / sample_rate, gone = (double)(i - held) / sample_rate;
    double up = seconds >= sort->attack ? 1 : smooth_step(-sort->attack, sort->attack, seconds) * 2 - 1;
    double left = gone <= 0 ? 1 : gone >= sort->release ? 0 : 1 - gone / sort->release;
    return up * left * left;
}

static float *sustain(const struct sustained *sort, int pitch, int64_t held, double strength, uint64_t seed,
                      int64_t *length)
{
    float bright[wave_room + 1], dark[wave_room + 1];
    struct stream stream = stream_of(seed, "players");
    double phase[most_players], hertz = hertz_of(pitch, 0), wobble = draw_between(&stream, 4.8, 5.6);
    wave_make(sort, hertz, sort->tilt, bright);
    wave_make(sort, hertz, sort->tilt + sort->shade, dark);
    for (int p = 0; p < sort->players; p++)
        phase[p] = p ? draw(&stream) * wave_room : 0;
    *length = held + (int64_t)(sort->release * sample_rate);
    float *samples = sample_room(*length);
    double bend = 0, light = 1, level = sort->level * strength / square_root(sort->players);
    for (int64_t i = 0; i < *length; i++) {
        double seconds = (double)i / sample_rate, sum = 0;
        if (i % 32 == 0) {
            bend = sort->vibrato > 0 ? smooth_step(0.15, 0.6, seconds) * sine(360 * wobble * seconds) : 0;
            light = sort->fade > 0 ? exponential2(-seconds / sort->fade) : grown(sort, i, held) * strength;
        }
        for (int p = 0; p < sort->players; p++) {
            double cents = (p - (sort->players - 1) / 2.0) * sort->apart + bend * sort->vibrato;
            phase[p] += hertz * (1 + cents * 0.00057778950655) * wave_room / sample_rate;
            if (phase[p] >= wave_room)
                phase[p] -= wave_room;
            sum += light * wave_at(bright, phase[p]) + (1 - light) * wave_at(dark, phase[p]);
        }
        samples[i] = (float)(level * grown(sort, i, held) * sum);
    }
    return samples;
}

/* One partial as a point that turns and shrinks. */
static void add_partial(float *to, int64_t length, int64_t held, double hertz, double level, double rings)
{
    double turn = 360 * hertz / sample_rate, shrink = exponential2(-9.96578428466209 / (rings * sample_rate));
    double damped = exponential2(-9.96578428466209 / (0.25 * sample_rate));
    double c = shrink * cosine(turn), s = shrink * sine(turn), x = level * cosine(-60), y = level * sine(-60);
    for (int64_t i = 0; i < length; i++) {
        if (i == held) {
            c *= damped;
            s *= damped;
        }
        to[i] += (float)x;
        double next = x * c - y * s;
        y = x * s + y * c;
        x = next;
    }
}

static float *strike(const struct struck *sort, int pitch, int64_t held, double strength, int64_t *length)
{
    double hertz = hertz_of(pitch, 0), rings = sort->rings * square_root(440 / hertz);
    if (sort == &bells)
        held += sample_rate * 2;
    int64_t all = (int64_t)(rings * sample_rate), let_go = held + sample_rate / 4;
    *length = all < let_go ? all : let_go;
    float *samples = sample_room(*length);
    for (int k = 0; k < sort->partials && sort->ratio[k] * hertz < 17000; k++) {
        double level = sort->level * strength * sort->strength[k] * (k ? strength : 1);
        add_partial(samples, *length, held, hertz * sort->ratio[k], level, rings * sort->lasts[k]);
    }
    return samples;
}

float *note_make(enum timbre timbre, int pitch, int64_t held, double strength, uint64_t seed, int64_t *length)
{
    if (timbre == timbre_piano || timbre == timbre_bells)
        return strike(timbre == timbre_piano ? &piano : &bells, pitch, held, strength, length);
    if (timbre != timbre_drums)
        return sustain(&sustained[timbre], pitch, held, strength, seed, length);
    float *samples = drum_make(pitch, seed, length);
    for (int64_t i = 0; i < *length; i++)
        samples[i] *= (float)(0.5 * strength);
    return samples;
}
