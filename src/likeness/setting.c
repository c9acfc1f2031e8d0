/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/setting.h"
#include <math.h>
#include <stdlib.h>

/* A difference of texture of so many of a layout's steps is as much as colours that are all different make
   of 1. */
static const float TEXTURE_STEP = 115;

struct heavy {
    double weight;
    int bin;
};

static int heavier_first(const void *p, const void *q)
{
    const struct heavy *a = p, *b = q;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->bin > b->bin) - (a->bin < b->bin);
}

static int lower_first(const void *p, const void *q)
{
    const struct setting_bin *a = p, *b = q;
    return (a->bin > b->bin) - (a->bin < b->bin);
}

static void take_bins(const double weights[COLOUR_BINS], struct facets *to)
{
    struct heavy heavies[COLOUR_BINS];
    double total = 0;
    size_t count = 0;
    for (int bin = 0; bin < COLOUR_BINS; bin++)
        if (weights[bin] > 0) {
            heavies[count++] = (struct heavy){weights[bin], bin};
            total += weights[bin];
        }
    qsort(heavies, count, sizeof *heavies, heavier_first);
    to->bins = (int)(count < SETTING_BINS ? count : SETTING_BINS);
    for (int i = 0; i < to->bins; i++)
        to->bin[i] = (struct setting_bin){(uint16_t)heavies[i].bin, (float)sqrt(heavies[i].weight / total)};
    qsort(to->bin, (size_t)to->bins, sizeof *to->bin, lower_first);
}

static double mean_of(const float *cells)
{
    double sum = 0;
    for (int i = 0; i < LAYOUT_CELLS; i++)
        sum += (double)cells[i];
    return sum / LAYOUT_CELLS;
}

static double deviation_of(const float *cells)
{
    double mean = mean_of(cells), squares = 0;
    for (int i = 0; i < LAYOUT_CELLS; i++)
        squares += ((double)cells[i] - mean) * ((double)cells[i] - mean);
    return sqrt(squares / LAYOUT_CELLS);
}

/* Which way edges run, and how unevenly light and edges are spread: nothing of where they lie. */
static void take_texture(const float layout[LAYOUT_SIZE], float texture[TEXTURE_FIGURES])
{
    const float *light = layout, *across = light + LAYOUT_CELLS, *down = across + LAYOUT_CELLS;
    const double figures[TEXTURE_FIGURES] = {mean_of(across), mean_of(down), deviation_of(light),
                                             deviation_of(across), deviation_of(down)};
    for (int i = 0; i < TEXTURE_FIGURES; i++)
        texture[i] = (float)figures[i];
}

void take_setting(const double weights[COLOUR_BINS], struct facets *to)
{
    take_bins(weights, to);
    if (!to->bins)
        return;
    to->texture[0] = NAN;
    if (to->told >> PST_FACET_COMPOSITION & 1)
        take_texture(to->layout, to->texture);
    to->told |= 1u << PST_FACET_SETTING;
}

static bool has_setting(const struct facet_shot *shot)
{
    return shot->facets.told >> PST_FACET_SETTING & 1;
}

void settle_textures(struct facet_shot *shots, size_t count)
{
    double sums[TEXTURE_FIGURES] = {0}, told = 0;
    for (size_t i = 0; i < count; i++)
        if (has_setting(&shots[i]) && !isnan(shots[i].facets.texture[0])) {
            for (int k = 0; k < TEXTURE_FIGURES; k++)
                sums[k] += (double)shots[i].facets.texture[k];
            told++;
        }
    for (size_t i = 0; i < count; i++) {
        if (has_setting(&shots[i]) && isnan(shots[i].facets.texture[0]))
            for (int k = 0; k < TEXTURE_FIGURES; k++)
                shots[i].facets.texture[k] = told > 0 ? (float)(sums[k] / told) : 0;
        if (!(told > 0))
            shots[i].facets.told &= ~(1u << PST_FACET_SETTING), shots[i].facets.bins = 0;
    }
}

void setting_pour(struct setting_pool *pool, const struct facets *from, double seconds)
{
    if (!(from->told >> PST_FACET_SETTING & 1))
        return;
    for (int i = 0; i < from->bins; i++)
        pool->weights[from->bin[i].bin] += seconds * (double)from->bin[i].root * (double)from->bin[i].root;
    for (int i = 0; i < TEXTURE_FIGURES; i++)
        pool->texture[i] += seconds * (double)from->texture[i];
    pool->seconds += seconds;
}

void take_pooled_setting(const struct setting_pool *pool, struct facets *to)
{
    take_bins(pool->weights, to);
    for (int i = 0; i < TEXTURE_FIGURES; i++)
        to->texture[i] = (float)(pool->texture[i] / pool->seconds);
}

/* Squared, of the roots of weights: twice Hellinger's squared distance, 0 to 2. */
static double colours_apart(const struct facets *p, const struct facets *q)
{
    double sum = 0;
    int i = 0, k = 0;
    while (i < p->bins && k < q->bins) {
        int at = p->bin[i].bin, other = q->bin[k].bin;
        double a = at <= other ? (double)p->bin[i++].root : 0, b = other <= at ? (double)q->bin[k++].root : 0;
        sum += (a - b) * (a - b);
    }
    for (; i < p->bins; i++)
        sum += (double)p->bin[i].root * (double)p->bin[i].root;
    for (; k < q->bins; k++)
        sum += (double)q->bin[k].root * (double)q->bin[k].root;
    return sum;
}

double setting_distance(const struct facets *p, const struct facets *q)
{
    double sum = colours_apart(p, q);
    for (int i = 0; i < TEXTURE_FIGURES; i++) {
        double apart = (double)((p->texture[i] - q->texture[i]) / TEXTURE_STEP);
        sum += apart * apart;
    }
    return sqrt(sum);
}

/* Bins in seven groups, by lightness and by which way the colour leans; the length of each group's part of
   the vector, since lengths differ by at most what vectors do. */
static int group_of(int bin)
{
    int l = bin / (COLOUR_LEVELS * COLOUR_LEVELS), a = bin / COLOUR_LEVELS % COLOUR_LEVELS - 8,
        b = bin % COLOUR_LEVELS - 8;
    if (a == 0 && b == 0)
        return l < 4 ? 0 : l < 8 ? 1 : 2;
    return b > 0 ? (l < 6 ? 3 : 4) : a > 0 ? 5 : 6;
}

void setting_sketch(const struct facets *of, float sketch[SETTING_SKETCH])
{
    double squares[SETTING_SKETCH - TEXTURE_FIGURES] = {0};
    for (int i = 0; i < of->bins; i++)
        squares[group_of(of->bin[i].bin)] += (double)of->bin[i].root * (double)of->bin[i].root;
    for (int i = 0; i < SETTING_SKETCH - TEXTURE_FIGURES; i++)
        sketch[i] = (float)sqrt(squares[i]);
    for (int i = 0; i < TEXTURE_FIGURES; i++)
        sketch[SETTING_SKETCH - TEXTURE_FIGURES + i] = of->texture[i] / TEXTURE_STEP;
}
