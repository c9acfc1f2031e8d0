/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/chamber.h"

#include "sound/filter.h"
#include "sound/sample_room.h"

#include <string.h>

static const struct room rooms[room_kinds] = {
    {"none", 0, 0, 0, 0, 0, 0, -200, 100, 1000, 0, -200},
    {"apartment", 0.45, 0.33, 0.30, 3, 5, 23, -57, 60, 420, 50, -66},
    {"nightclub", 0.80, 0.50, 0.30, 7, 9, 41, -55, 40, 260, 50, -62},
    {"village", 0.30, 0.15, 0.08, 11, 9, 37, -58, 250, 1400, 0, -200},
    {"street", 0.90, 0.55, 0.17, 16, 17, 61, -55, 45, 700, 0, -200},
    {"corridor", 1.10, 0.70, 0.42, 4, 7, 47, -58, 90, 900, 100, -68},
    {"studio", 1.40, 0.95, 0.40, 9, 13, 53, -60, 80, 800, 50, -72},
    {"lake", 1.60, 0.60, 0.09, 40, 31, 79, -57, 200, 1100, 0, -200},
    {"lobby", 2.00, 1.20, 0.40, 14, 19, 71, -56, 70, 600, 100, -70},
    {"hall", 1.80, 1.00, 0.32, 18, 21, 73, -200, 100, 1000, 0, -200},
};

enum { ways = 16, ring = 4096, stretch = 64, echoes = 5, memory = 8192 };

struct chamber {
    float *in[2], *kept[2]; /* what is heard in this stretch; what was heard before */
    float (*delay)[ring];
    int delays[ways], echo_delay[2][echoes], first, longest, place;
    float loss[ways], damp[ways], last[ways], echo_gain[2][echoes], answer;
    int heard;     /* in this stretch */
    int64_t quiet; /* samples since anything was heard */
    int64_t rings; /* samples after which nothing of it is left */
};

const struct room *room_list(void)
{
    return rooms;
}

int room_named(const char *name)
{
    for (int i = 0; i < room_kinds; i++)
        if (!strcmp(rooms[i].name, name))
            return i;
    return 0;
}

static int prime_from(int number)
{
    for (;; number++) {
        int i = 2;
        while (i * i <= number && number % i)
            i++;
        if (i * i > number)
            return number;
    }
}

/* |(1 - p) / (1 - p z⁻¹)| at a frequency. */
static double damped_at(double p, double hertz)
{
    double c = cosine(360 * hertz / sample_rate);
    return (1 - p) / square_root(1 - 2 * p * c + p * p);
}

/* A way of `delay` samples loses 60 dB in `decay` at 1 kHz and in `high_decay` at 8 kHz. */
static void way_make(struct chamber *chamber, int way, const struct room *room)
{
    double delay = chamber->delays[way];
    double at_1k = decibels(-60 * delay / (room->decay * sample_rate));
    double at_8k = decibels(-60 * delay / (room->high_decay * sample_rate));
    double low = 0, high = 0.999;
    for (int i = 0; i < 50; i++) {
        double p = (low + high) / 2;
        if (damped_at(p, 8000) / damped_at(p, 1000) > at_8k / at_1k)
            low = p;
        else
            high = p;
    }
    double loss = at_1k / damped_at(low, 1000);
    chamber->damp[way] = (float)low;
    chamber->loss[way] = (float)((loss < 0.9999 ? loss : 0.9999) * (1 - low));
}

static void echoes_make(struct chamber *chamber, const struct room *room)
{
    struct stream stream = stream_of(7, room->name);
    double first = room->first * sample_rate / 1000, spread = room->high_delay * sample_rate / 1000;
    chamber->first = (int)first;
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < echoes; i++) {
            double later = spread * (i + draw(&stream)) / echoes;
            double level = decibels(-60 * later / (room->decay * sample_rate)) * 0.5 / (1 + i);
            chamber->echo_delay[side][i] = (int)(first + later);
            chamber->echo_gain[side][i] = (float)(draw(&stream) < 0.5 ? -level : level);
        }
    }
}

/* Sound of energy 1 from the middle makes an answer of energy `answer`². */
static void level_make(struct chamber *chamber, const struct room *room)
{
    float left[stretch], right[stretch], middle = 0.70710678f, one = 1;
    double energy = 0;
    chamber->answer = 1;
    chamber_hear(chamber, 0, &one, 1, middle, middle);
    for (int64_t at = 0; at < chamber->rings; at += stretch) {
        memset(left, 0, sizeof left);
        memset(right, 0, sizeof right);
        chamber_answer(chamber, left, right, stretch);
        for (int i = 0; i < stretch; i++)
            energy += (double)left[i] * left[i] + (double)right[i] * right[i];
    }
    chamber->answer = (float)(room->answer / square_root(energy));
}

static void forget(struct chamber *chamber)
{
    memset(chamber->delay, 0, ways * sizeof *chamber->delay);
    memset(chamber->last, 0, sizeof chamber->last);
    for (int side = 0; side < 2; side++)
        memset(chamber->kept[side], 0, memory * sizeof(float));
}

struct chamber *chamber_open(const struct room *room, int longest)
{
    if (room->decay <= 0)
        return NULL;
    struct chamber *chamber = zeroed(1, sizeof *chamber);
    chamber->longest = longest < stretch ? stretch : longest;
    for (int side = 0; side < 2; side++) {
        chamber->in[side] = sample_room(chamber->longest);
        chamber->kept[side] = sample_room(memory);
    }
    chamber->delay = zeroed(ways, sizeof *chamber->delay);
    chamber->rings = (int64_t)((room->decay * 2 + 0.2) * sample_rate);
    chamber->quiet = chamber->rings;
    for (int i = 0; i < ways; i++) {
        double wide = room->high_delay / room->low_delay;
        double delay = room->low_delay * power(wide, i / (ways - 1.0)) * sample_rate / 1000;
        chamber->delays[i] = prime_from((int)delay);
        way_make(chamber, i, room);
    }
    echoes_make(chamber, room);
    level_make(chamber, room);
    forget(chamber);
    chamber->quiet = chamber->rings;
    return chamber;
}

void chamber_close(struct chamber *chamber)
{
    if (!chamber)
        return;
    for (int side = 0; side < 2; side++) {
        free(chamber->in[side]);
        free(chamber->kept[side]);
    }
    free(chamber->delay);
    free(chamber);
}

void chamber_hear(struct chamber *chamber, int from, const float *samples, int count, float left, float right)
{
    if (!chamber)
        return;
    chamber->heard = 1;
    for (int i = 0; i < count; i++) {
        chamber->in[0][from + i] += left * samples[i];
        chamber->in[1][from + i] += right * samples[i];
    }
}

void chamber_hear_both(struct chamber *chamber, const float *left, const float *right, int count)
{
    chamber_hear(chamber, 0, left, count, 1, 0);
    chamber_hear(chamber, 0, right, count, 0, 1);
}

/* Hadamard's matrix over the ways, which keeps the energy; stretches of time side by side. */
static void mix_ways(float flow[ways][stretch])
{
    for (int half = 1; half < ways; half *= 2)
        for (int i = 0; i < ways; i++)
            if (!(i & half))
                for (int t = 0; t < stretch; t++) {
                    float a = flow[i][t], b = flow[i + half][t];
                    flow[i][t] = a + b;
                    flow[i + half][t] = a - b;
                }
}

static void add_echoes(const struct chamber *chamber, int side, float *to, int count)
{
    for (int i = 0; i < echoes; i++) {
        int from = chamber->place - chamber->echo_delay[side][i];
        float gain = chamber->answer * chamber->echo_gain[side][i];
        for (int t = 0; t < count; t++)
            to[t] += gain * chamber->kept[side][(from + t) & (memory - 1)];
    }
}

/* What comes out of the ways, damped. */
static void read_ways(struct chamber *chamber, float flow[ways][stretch], int count)
{
    memset(flow, 0, ways * sizeof *flow);
    for (int i = 0; i < ways; i++) {
        int from = chamber->place - chamber->delays[i];
        float last = chamber->last[i], loss = chamber->loss[i], damp = chamber->damp[i];
        for (int t = 0; t < count; t++) {
            last = loss * chamber->delay[i][(from + t) & (ring - 1)] + damp * last;
            flow[i][t] = last;
        }
        chamber->last[i] = last;
    }
}

static void write_ways(struct chamber *chamber, float flow[ways][stretch], int count)
{
    for (int i = 0; i < ways; i++) {
        const float *kept = chamber->kept[i & 1];
        int from = chamber->place - chamber->first;
        for (int t = 0; t < count; t++)
            chamber->delay[i][(chamber->place + t) & (ring - 1)] =
                0.25f * flow[i][t] + kept[(from + t) & (memory - 1)];
    }
}

static void answer_stretch(struct chamber *chamber, int from, float *left, float *right, int count)
{
    float flow[ways][stretch];
    for (int side = 0; side < 2; side++)
        for (int t = 0; t < count; t++)
            chamber->kept[side][(chamber->place + t) & (memory - 1)] = chamber->in[side][from + t];
    read_ways(chamber, flow, count);
    for (int i = 0; i < ways; i++) {
        float a = i & 2 ? -chamber->answer : chamber->answer, b = i & 4 ? -chamber->answer : chamber->answer;
        for (int t = 0; t < count; t++) {
            left[t] += a * flow[i][t];
            right[t] += b * flow[i][t];
        }
    }
    add_echoes(chamber, 0, left, count);
    add_echoes(chamber, 1, right, count);
    mix_ways(flow);
    write_ways(chamber, flow, count);
    chamber->place = (chamber->place + count) & (memory - 1);
}

void chamber_answer(struct chamber *chamber, float *left, float *right, int count)
{
    if (!chamber || (!chamber->heard && chamber->quiet >= chamber->rings))
        return;
    for (int from = 0; from < count; from += stretch)
        answer_stretch(chamber, from, left + from, right + from,
                       count - from < stretch ? count - from : stretch);
    chamber->quiet = chamber->heard ? 0 : chamber->quiet + count;
    for (int side = 0; side < 2 && chamber->heard; side++)
        memset(chamber->in[side], 0, (size_t)chamber->longest * sizeof(float));
    chamber->heard = 0;
    if (chamber->quiet >= chamber->rings)
        forget(chamber);
}

enum { swell = 240, hum_turn = sample_rate / 50 };

struct room_tone {
    struct filter high[2], low[2];
    double level, gain;
    float hum[hum_turn]; /* of the mains, with two harmonics: all of them repeat after a turn of 50 Hz */
    uint64_t seed;
};

static void hum_make(struct room_tone *tone, const struct room *room)
{
    for (int i = 0; i < hum_turn && room->hum > 0; i++) {
        double turn = room->hum * 360 * i / sample_rate;
        double hum = sine(turn) + 0.4 * sine(2 * turn) + 0.2 * sine(3 * turn);
        tone->hum[i] = (float)(decibels(room->hum_level + 3.0103) * hum);
    }
}

struct room_tone *room_tone_open(const struct room *room, uint64_t seed)
{
    struct room_tone *tone = zeroed(1, sizeof *tone);
    for (int side = 0; side < 2; side++) {
        tone->high[side] = filter_of(pass_high, room->tone_from, 0.6);
        tone->low[side] = filter_of(pass_low, room->tone_to, 0.5);
    }
    tone->level = decibels(room->tone) * whole_after(tone->high[0], tone->low[0]);
    hum_make(tone, room);
    struct stream stream = stream_of(seed, room->name);
    tone->seed = scramble(stream.state);
    return tone;
}

void room_tone_close(struct room_tone *tone)
{
    free(tone);
}

void room_tone_add(struct room_tone *tone, int64_t at, double gain, float *left, float *right, int count)
{
    for (int i = 0; i < count; i++) {
        double white[2], step = gain - tone->gain, most = 1.0 / swell, hum = tone->hum[(at + i) % hum_turn];
        tone->gain += step > most ? most : step < -most ? -most : step;
        white_at(tone->seed, at + i, &white[0], &white[1]);
        for (int side = 0; side < 2; side++) {
            double y = filter_run(&tone->low[side], filter_run(&tone->high[side], white[side]));
            (side ? right : left)[i] += (float)(tone->gain * (tone->level * y + hum));
        }
    }
}

int room_tone_is_silent(const struct room_tone *tone)
{
    return tone->gain == 0;
}
