/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/facet_steps.h"
#include "likeness/facets.h"
#include "likeness/palette_masses.h"
#include "likeness/setting.h"
#include <math.h>

static const float light_steps[LIGHT_FIGURES] = {0.17f, 0.07f, 0.13f, 0.26f};
static const float rhythm_steps[RHYTHM_FIGURES] = {1.3f, 0.8f};
static const float motion_steps[MOTION_FIGURES] = {1.8f, 0.24f, 0.8f, 1.9f};
static const float sound_steps[SOUND_FIGURES] = {5, 3, 5};

static const struct facet_steps all_steps[PST_FACETS] = {
    [PST_FACET_LIGHT] = {offsetof(struct facets, light), LIGHT_FIGURES, light_steps},
    [PST_FACET_RHYTHM] = {offsetof(struct facets, rhythm), RHYTHM_FIGURES, rhythm_steps},
    [PST_FACET_MOTION] = {offsetof(struct facets, motion), MOTION_FIGURES, motion_steps},
    [PST_FACET_SOUND] = {offsetof(struct facets, sound), SOUND_FIGURES, sound_steps},
};

const struct facet_steps *facet_steps_of(int facet)
{
    return &all_steps[facet];
}

static double palette_distance(bool light, const struct facets *a, const struct facets *b)
{
    struct mass from[FACET_COLOURS], to[FACET_COLOURS];
    int from_count = palette_masses(a, light, from), to_count = palette_masses(b, light, to);
    return earth_mover(from, from_count, to, to_count, NULL);
}

/* Four sums side by side, so that it runs at the width that every x86-64 has. */
static float squares_apart(const float *p, const float *q, int count)
{
    float sums[4] = {0, 0, 0, 0};
    for (int i = 0; i < count; i += 4)
        for (int k = 0; k < 4; k++) {
            float apart = p[i + k] - q[i + k];
            sums[k] += apart * apart;
        }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* Root mean square over the cells. */
static double layout_distance(const float *a, const float *b)
{
    float light = squares_apart(a, b, LAYOUT_CELLS);
    float edges = squares_apart(a + LAYOUT_CELLS, b + LAYOUT_CELLS, LAYOUT_SIZE - LAYOUT_CELLS);
    float sum = light / (CELL_LIGHT_STEP * CELL_LIGHT_STEP) + edges / (CELL_EDGE_STEP * CELL_EDGE_STEP);
    return sqrt((double)sum / LAYOUT_SIZE);
}

static double figure_distance(const struct facet_steps *steps, const struct facets *a, const struct facets *b)
{
    const float *p = facet_figures(steps, a), *q = facet_figures(steps, b);
    double sum = 0;
    for (int i = 0; i < steps->count; i++) {
        double apart = (double)(p[i] - q[i]) / (double)steps->steps[i];
        sum += apart * apart;
    }
    return sqrt(sum);
}

double facet_distance(int facet, const struct facets *a, const struct facets *b)
{
    if (!(a->told & b->told & 1u << facet))
        return NAN;
    switch (facet) {
    case PST_FACET_COLOUR:
    case PST_FACET_CHROMA: return palette_distance(facet == PST_FACET_COLOUR, a, b);
    case PST_FACET_COMPOSITION: return layout_distance(a->layout, b->layout);
    case PST_FACET_SETTING: return setting_distance(a, b);
    default: return figure_distance(facet_steps_of(facet), a, b);
    }
}
