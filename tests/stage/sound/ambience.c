/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/ambience.h"

#include "sound/filter.h"
#include "sound/sample_room.h"
#include "sound/walla.h"

#include <string.h>

enum { tick = 64, drop_sorts = 3, cheering = 40 };

struct weather {
    double level, from, to;   /* dBFS of a bed of noise, and where it lies in hertz */
    double drops, drop_level; /* drops or crackles a second; how strong */
    double drop[drop_sorts];  /* where they ring */
    double gusts;             /* decibels by which the bed swells and dies; its colour goes along */
};

static const struct weather weathers[noise_kinds] = {
    [noise_rain] = {-36, 700, 7500, 320, 0.35, {1900, 3300, 5200}, 0.5},
    [noise_wind] = {-35, 120, 650, 0, 0, {1000, 1000, 1000}, 3},
    [noise_fire] = {-38, 40, 320, 22, 0.8, {1300, 2300, 3900}, 2},
};

struct ambience {
    const struct weather *weather;
    struct filter high[2], low[2], drop[2][drop_sorts];
    double level, gust;
    uint64_t seed;
    int64_t at;
    struct stream stream;
    struct walla *walla;
};

struct ambience *ambience_open(enum noise_kind kind, uint64_t seed)
{
    struct ambience *ambience = zeroed(1, sizeof *ambience);
    const struct weather *weather = &weathers[kind];
    ambience->stream = stream_of(seed, "ambience");
    ambience->seed = scramble(ambience->stream.state);
    if (kind == noise_cheer) {
        ambience->walla = walla_open(cheering, 1, seed);
        return ambience;
    }
    ambience->weather = weather;
    for (int side = 0; side < 2; side++) {
        ambience->high[side] = filter_of(pass_high, weather->from, 0.6);
        ambience->low[side] = filter_of(pass_low, weather->to, 0.6);
        for (int i = 0; i < drop_sorts; i++)
            ambience->drop[side][i] = filter_of(pass_band, weather->drop[i], 3);
    }
    ambience->level = decibels(weather->level) * whole_after(ambience->high[0], ambience->low[0]);
    return ambience;
}

void ambience_close(struct ambience *ambience)
{
    if (ambience->walla)
        walla_close(ambience->walla);
    free(ambience);
}

/* Gusts are smooth noise over time; stronger ones are brighter. Filters keep what they were doing. */
static void blow(struct ambience *ambience)
{
    double seconds = (double)ambience->at / sample_rate;
    double swing = 2 * clouds_at(ambience->seed, seconds * 0.45, 0.5, 1 << 20, 3) - 1;
    ambience->gust = decibels(2 * swing * ambience->weather->gusts);
    double to = ambience->weather->to * exponential2(swing * ambience->weather->gusts / 3);
    for (int side = 0; side < 2; side++) {
        struct filter low = filter_of(pass_low, to, 0.6);
        low.s1 = ambience->low[side].s1;
        low.s2 = ambience->low[side].s2;
        ambience->low[side] = low;
    }
}

static double drops(struct ambience *ambience, int side)
{
    double sum = 0, hit = 0, chance = ambience->weather->drops / sample_rate;
    int sort = 0;
    if (draw(&ambience->stream) < chance) {
        double size = draw(&ambience->stream);
        sort = draw_one_of(&ambience->stream, drop_sorts);
        hit = ambience->weather->drop_level * size * size * size;
    }
    for (int i = 0; i < drop_sorts; i++)
        sum += filter_run(&ambience->drop[side][i], i == sort ? hit : 0);
    return sum;
}

void ambience_make(struct ambience *ambience, float *left, float *right, int count)
{
    memset(left, 0, (size_t)count * sizeof *left);
    memset(right, 0, (size_t)count * sizeof *right);
    if (ambience->walla) {
        walla_add(ambience->walla, left, right, count);
        return;
    }
    for (int t = 0; t < count; t++, ambience->at++) {
        double white[2];
        if (ambience->at % tick == 0)
            blow(ambience);
        white_at(ambience->seed, ambience->at, &white[0], &white[1]);
        for (int side = 0; side < 2; side++) {
            double y = filter_run(&ambience->low[side], filter_run(&ambience->high[side], white[side]));
            double struck = ambience->weather->drops > 0 ? drops(ambience, side) : 0;
            (side ? right : left)[t] = (float)(ambience->level * ambience->gust * y + struck);
        }
    }
}
