/* SPDX-License-Identifier: Apache-2.0 */
/* What each meter costs by itself, best of several rounds, in processor time: microseconds a picture of
   160×90, and milliseconds a second of 5.1 sound at 48 kHz. meter_cost */
#include "meter/meter.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 160, HEIGHT = 90, PICTURES = 48, ROUNDS = 20 };

extern const struct meter colour_meter, light_meter, composition_meter, fingerprint_meter, inset_meter,
    still_meter, loudness_meter, sound_print_meter;

static uint16_t luma[PICTURES][WIDTH * HEIGHT], blue[PICTURES][WIDTH * HEIGHT / 4],
    red[PICTURES][WIDTH * HEIGHT / 4];
static uint32_t seed = 1;

static uint16_t wander(uint16_t value, int step)
{
    seed = seed * 1664525u + 1013904223u;
    int next = value + (int)((seed >> 16) % (uint32_t)(2 * step)) - step;
    return (uint16_t)(next < 0 ? 0 : next > 65280 ? 65280 : next);
}

static void fill(uint16_t *to, int count, uint16_t start)
{
    for (int i = 0; i < count; i++)
        to[i] = start = wander(start, 2000);
}

static enum pst_status take_value(struct meter_run *run, unsigned measure, int64_t n, double value)
{
    (void)run, (void)measure, (void)n, (void)value;
    return PST_OK;
}

static enum pst_status take_vector(struct meter_run *run, unsigned measure, int64_t n, const void *data,
                                   size_t size)
{
    (void)run, (void)measure, (void)n, (void)data, (void)size;
    return PST_OK;
}

static enum pst_status take_still(struct meter_run *run, const struct picture *picture)
{
    (void)run, (void)picture;
    return PST_OK;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

static double cost_of(const struct meter *meter)
{
    static const struct pst_film film = {.frame_rate = {24, 1}, .time_base = {1, 24}};
    static const struct meter_sink sink = {.value = take_value, .vector = take_vector, .still = take_still};
    struct meter_run run = {.meter = meter, .film = &film, .sink = &sink};
    double best = 1e300;
    if (meter->open(&run) != PST_OK)
        exit(5);
    for (int64_t n = 0, round = 0; round < ROUNDS; round++) {
        double began = now();
        for (int i = 0; i < PICTURES; i++, n++) {
            struct picture p = {.n = n, .pts = n};
            p.small.y = (struct plane){luma[i], WIDTH, WIDTH, HEIGHT};
            p.small.cb = (struct plane){blue[i], WIDTH / 2, WIDTH / 2, HEIGHT / 2};
            p.small.cr = (struct plane){red[i], WIDTH / 2, WIDTH / 2, HEIGHT / 2};
            if (meter->picture(&run, &p) != PST_OK)
                exit(5);
        }
        double took = (now() - began) / PICTURES;
        best = took < best ? took : best;
    }
    meter->close(&run);
    return best;
}

static double cost_of_sound(const struct meter *meter)
{
    enum { RATE = 48000, CHANNELS = 6, SECONDS = 10 };
    static const enum speaker speakers[CHANNELS] = {SPEAKER_LEFT,          SPEAKER_RIGHT,
                                                    SPEAKER_CENTRE,        SPEAKER_LFE,
                                                    SPEAKER_LEFT_SURROUND, SPEAKER_RIGHT_SURROUND};
    static const struct pst_film film;
    static const struct meter_sink sink = {.value = take_value, .vector = take_vector};
    static float samples[RATE * CHANNELS];
    struct meter_run run = {.meter = meter, .film = &film, .sink = &sink};
    double best = 1e300;
    for (int i = 0; i < RATE * CHANNELS; i++)
        samples[i] = (float)wander(32640, 30000) / 65280 - 0.5f;
    if (meter->open(&run) != PST_OK)
        exit(5);
    for (int64_t i = 0; i < SECONDS; i++) {
        struct sound_block block = {i * RATE, RATE, RATE, CHANNELS, speakers, samples};
        double began = now();
        if (meter->sound(&run, &block) != PST_OK)
            exit(5);
        best = now() - began < best ? now() - began : best;
    }
    meter->close(&run);
    return best / 1000;
}

int main(void)
{
    static const struct meter *const all[] = {&colour_meter,      &light_meter, &composition_meter,
                                              &fingerprint_meter, &inset_meter, &still_meter};
    for (int i = 0; i < PICTURES; i++) {
        fill(luma[i], WIDTH * HEIGHT, (uint16_t)(20000 + 500 * i));
        fill(blue[i], WIDTH * HEIGHT / 4, 32768);
        fill(red[i], WIDTH * HEIGHT / 4, 32768);
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        printf("%-12s %7.1f µs a picture\n", all[i]->name, cost_of(all[i]));
    printf("%-12s %7.1f ms a second\n", loudness_meter.name, cost_of_sound(&loudness_meter));
    printf("%-12s %7.1f ms a second\n", sound_print_meter.name, cost_of_sound(&sound_print_meter));
    return 0;
}
