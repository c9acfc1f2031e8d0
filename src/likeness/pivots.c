/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/pivots.h"
#include <math.h>

enum { PIVOTS_LEAST = 32, PIVOTS_A_FILM = 8 };

/* Shares sum to the whole: differences of rounded sums. */
void palette_heap(const struct facets *of, struct heap *heap)
{
    double total = 0, sum = 0;
    int32_t before = 0;
    *heap = (struct heap){.count = of->colours};
    for (int i = 0; i < of->colours; i++)
        total += (double)of->colour[i].weight;
    for (int i = 0; i < of->colours; i++) {
        sum += (double)of->colour[i].weight;
        int32_t now = i + 1 < of->colours ? (int32_t)(sum / total * HEAP_WHOLE + 0.5) : HEAP_WHOLE;
        heap->share[i] = now - before;
        before = now;
        heap->weight[i] = of->colour[i].weight / (float)total;
        heap->axes[0][i] = 2 * of->colour[i].a;
        heap->axes[1][i] = 2 * of->colour[i].b;
        heap->axes[2][i] = of->colour[i].l;
    }
}

/* Mean, deviation and skewness of what lies along an axis, all in its own unit. */
static void moments_along(const struct heap *heap, const float *places, float moments[3])
{
    double mean = 0, square = 0, cube = 0;
    for (int i = 0; i < heap->count; i++)
        mean += (double)heap->weight[i] * (double)places[i];
    for (int i = 0; i < heap->count; i++) {
        double apart = (double)places[i] - mean, share = (double)heap->weight[i];
        square += share * apart * apart;
        cube += share * apart * apart * apart;
    }
    moments[0] = (float)mean;
    moments[1] = (float)sqrt(square);
    moments[2] = (float)cbrt(cube) / 2;
}

static void likeness_axes(const struct heap *heap, enum palette_form form, float axes[PIVOT_AXES])
{
    for (int d = 0; d < form_axes(form); d++)
        moments_along(heap, heap->axes[d], axes + 3 * d);
}

static bool has_palette(const struct facets *of)
{
    return of->told & (1U << PST_FACET_COLOUR | 1U << PST_FACET_CHROMA) && of->colours > 0;
}

static size_t count_palettes(const struct facet_film *const *films, size_t count)
{
    size_t found = 0;
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < films[f]->count; i++)
            found += has_palette(&films[f]->shots[i].facets);
    return found;
}

static void add(struct pivots *pivots, const struct facets *of)
{
    struct heap *heap = &pivots->items[pivots->count];
    palette_heap(of, heap);
    for (int form = 0; form < FORMS; form++) {
        float axes[PIVOT_AXES];
        likeness_axes(heap, (enum palette_form)form, axes);
        for (int d = 0; d < 3 * form_axes((enum palette_form)form); d++)
            pivots->axes[form][d][pivots->count] = axes[d];
    }
    pivots->count++;
}

void pivots_choose(struct pivots *pivots, const struct facet_film *const *films, size_t count)
{
    size_t all = count_palettes(films, count), wanted = count * PIVOTS_A_FILM, at = 0;
    wanted = wanted < PIVOTS_LEAST ? PIVOTS_LEAST : wanted > PIVOTS_MOST ? PIVOTS_MOST : wanted;
    wanted = wanted < all ? wanted : all;
    pivots->count = 0;
    for (int form = 0; form < FORMS; form++)
        for (int d = 0; d < PIVOT_AXES; d++)
            for (int i = 0; i < PIVOTS_MOST; i++)
                pivots->axes[form][d][i] = INFINITY;
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < films[f]->count; i++)
            if (has_palette(&films[f]->shots[i].facets) && pivots->count < wanted &&
                at++ == (2 * pivots->count + 1) * all / (2 * wanted))
                add(pivots, &films[f]->shots[i].facets);
}

void pivots_near(const struct pivots *pivots, const struct kernels *kernels, const struct heap *heap,
                 enum palette_form form, uint8_t near[PIVOTS_NEAR])
{
    float axes[PIVOT_AXES], apart[PIVOTS_MOST];
    likeness_axes(heap, form, axes);
    kernels->points_apart(pivots->axes[form][0], PIVOTS_MOST, 3 * form_axes(form), axes, PIVOTS_MOST, apart);
    for (int k = 0; k < PIVOTS_NEAR; k++) {
        uint32_t places[PIVOTS_MOST];
        float least = kernels->least_of(apart, PIVOTS_MOST);
        bool found = least < INFINITY && kernels->places_under(apart, PIVOTS_MOST, least, places);
        near[k] = found ? (uint8_t)places[0] : 0;
        apart[near[k]] = INFINITY;
    }
}
