/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up palettes, shots and films: the same ones every time. */
#ifndef PST_RANDOM_FACETS_H
#define PST_RANDOM_FACETS_H

#include "likeness/setting.h"

/* 0 ≤ u < 1; a generator by Marsaglia, Xorshift RNGs, 2003. */
static inline double random_unit(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) * 0x1p-53;
}

static inline float random_from(uint64_t *state, double low, double high)
{
    return (float)(low + random_unit(state) * (high - low));
}

static inline void random_palette(uint64_t *state, struct facets *to)
{
    float total = 0;
    to->colours = 1 + (int)(random_unit(state) * FACET_COLOURS);
    for (int i = 0; i < to->colours; i++) {
        to->colour[i] = (struct facet_colour){random_from(state, 0.003, 1), random_from(state, 0, 1),
                                              random_from(state, -0.2, 0.2), random_from(state, -0.2, 0.2)};
        total += to->colour[i].weight;
    }
    for (int i = 0; i < to->colours; i++)
        to->colour[i].weight /= total;
}

static inline void random_figures(uint64_t *state, float *figures, int count, double low, double high)
{
    for (int i = 0; i < count; i++)
        figures[i] = random_from(state, low, high);
}

static inline void random_setting(uint64_t *state, struct facets *to)
{
    double weights[COLOUR_BINS] = {0};
    int bins = 1 + (int)(random_unit(state) * 100);
    for (int i = 0; i < bins; i++)
        weights[1000 + (int)(random_unit(state) * 400)] += random_unit(state) + 0.01;
    take_setting(weights, to);
}

/* Everything told. */
static inline struct facets random_facets(uint64_t *state)
{
    struct facets made = {.told = (1u << PST_FACETS) - 1};
    random_palette(state, &made);
    random_figures(state, made.light, LIGHT_FIGURES, 0, 1);
    random_figures(state, made.layout, LAYOUT_SIZE, 0, 255);
    random_setting(state, &made);
    random_figures(state, made.rhythm, RHYTHM_FIGURES, -1, 6);
    random_figures(state, made.motion, MOTION_FIGURES, -4, 0);
    random_figures(state, made.sound, SOUND_FIGURES, -20, 10);
    return made;
}

#endif
