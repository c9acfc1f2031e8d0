/* SPDX-License-Identifier: Apache-2.0 */
/* Why these are bounds. Palettes: moving earth moves its middle at least as little, so the middles are no
   further apart than the work. On an axis the work is the area between the sums of weights (Vallender 1974),
   which sums over steps can but underestimate; and on axes at right angles the root of the squares of those
   works is at most the whole work (Jensen's inequality on the length of what is moved). Layout: a projection
   shortens. Setting: see there. */
#include "likeness/facet_sketch.h"
#include "likeness/facet_steps.h"
#include "likeness/setting.h"
#include <math.h>

int sketch_size(int facet)
{
    static const int sizes[PST_FACETS] = {[PST_FACET_COLOUR] = 3,
                                          [PST_FACET_CHROMA] = 2,
                                          [PST_FACET_LIGHT] = LIGHT_FIGURES,
                                          [PST_FACET_COMPOSITION] = SKETCH_MOST,
                                          [PST_FACET_SETTING] = SETTING_SKETCH,
                                          [PST_FACET_RHYTHM] = RHYTHM_FIGURES,
                                          [PST_FACET_MOTION] = MOTION_FIGURES,
                                          [PST_FACET_SOUND] = SOUND_FIGURES};
    return sizes[facet];
}

static void middle(const struct facets *of, float *chroma, float *light)
{
    double l = 0, a = 0, b = 0, total = 0;
    for (int i = 0; i < of->colours; i++) {
        double weight = (double)of->colour[i].weight;
        total += weight;
        l += weight * (double)of->colour[i].l;
        a += weight * (double)of->colour[i].a;
        b += weight * (double)of->colour[i].b;
    }
    chroma[0] = (float)(2 * a / total);
    chroma[1] = (float)(2 * b / total);
    if (light)
        *light = (float)(l / total);
}

/* Of light, edges across and edges down, the four quarters of the picture. */
static void quarters(const struct facets *of, float *sketch)
{
    const float share =
        1 / sqrtf((float)LAYOUT_SIZE * LAYOUT_CELLS / 4); /* cells of a quarter, and the mean */
    for (int kind = 0; kind < 3; kind++) {
        float step = kind ? CELL_EDGE_STEP : CELL_LIGHT_STEP, *to = sketch + 4 * kind;
        to[0] = to[1] = to[2] = to[3] = 0;
        for (int i = 0; i < LAYOUT_CELLS; i++) {
            int right = i % LAYOUT_COLUMNS >= LAYOUT_COLUMNS / 2, low = i / LAYOUT_COLUMNS >= LAYOUT_ROWS / 2;
            to[2 * low + right] += of->layout[kind * LAYOUT_CELLS + i] / step;
        }
        for (int k = 0; k < 4; k++)
            to[k] *= share;
    }
}

void sketch_make(int facet, const struct facets *of, float *sketch)
{
    const struct facet_steps *steps = facet_steps_of(facet);
    if (facet == PST_FACET_COLOUR)
        middle(of, sketch, &sketch[2]);
    else if (facet == PST_FACET_CHROMA)
        middle(of, sketch, NULL);
    else if (facet == PST_FACET_COMPOSITION)
        quarters(of, sketch);
    else if (facet == PST_FACET_SETTING)
        setting_sketch(of, sketch);
    else
        for (int i = 0; i < steps->count; i++)
            sketch[i] = facet_figures(steps, of)[i] / steps->steps[i];
}

/* Axes reach as far as OKLab's sRGB colours do, and a little beyond; what lies further is cut off. */
static const float lowest[SKETCH_AXES] = {0, -0.64f, -0.64f, -0.8f, -0.8f},
                   reach[SKETCH_AXES] = {1, 1.28f, 1.28f, 1.6f, 1.6f};

void palette_sketch_make(const struct facets *of, struct palette_sketch *sketch)
{
    const float slant = sqrtf(2);
    float total = 0;
    *sketch = (struct palette_sketch){.sums = {{0}}};
    for (int i = 0; i < of->colours; i++)
        total += of->colour[i].weight;
    for (int i = 0; i < of->colours; i++) {
        const struct facet_colour *c = &of->colour[i];
        float places[SKETCH_AXES] = {c->l, 2 * c->a, 2 * c->b, slant * (c->a + c->b), slant * (c->a - c->b)};
        for (int axis = 0; axis < SKETCH_AXES; axis++) {
            float step = reach[axis] / SKETCH_STEPS, weight = c->weight / total;
            for (int k = 0; k < SKETCH_STEPS; k++) {
                float past = lowest[axis] + (float)(k + 1) * step - places[axis];
                float inside = past < step ? past : step;
                sketch->sums[axis][k] += weight * (inside > 0 ? inside : 0);
            }
        }
    }
}

static float area(const float *p, const float *q)
{
    float sum = 0;
    for (int k = 0; k < SKETCH_STEPS; k++)
        sum += fabsf(p[k] - q[k]);
    return sum;
}

double palette_sketch_apart(bool light, const struct palette_sketch *p, const struct palette_sketch *q)
{
    float works[SKETCH_AXES];
    for (int axis = 0; axis < SKETCH_AXES; axis++)
        works[axis] = area(p->sums[axis], q->sums[axis]);
    float upright = works[1] * works[1] + works[2] * works[2],
          slanted = works[3] * works[3] + works[4] * works[4];
    return sqrt((double)(fmaxf(upright, slanted) + (light ? works[0] * works[0] : 0)));
}
