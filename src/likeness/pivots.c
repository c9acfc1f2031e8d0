/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/pivots.h"
#include "likeness/palette_masses.h"
#include <math.h>

enum { PIVOTS_LEAST = 32, PIVOTS_A_FILM = 8 };

/* Mean, deviation and skewness of what lies along an axis, all in its own unit. */
static void moments_along(const struct mass *masses, int count, const float *places, float moments[3])
{
    double weights = 0, mean = 0, square = 0, cube = 0;
    for (int i = 0; i < count; i++) {
        weights += (double)masses[i].weight;
        mean += (double)masses[i].weight * (double)places[i];
    }
    mean /= weights;
    for (int i = 0; i < count; i++) {
        double apart = (double)places[i] - mean, share = (double)masses[i].weight / weights;
        square += share * apart * apart;
        cube += share * apart * apart * apart;
    }
    moments[0] = (float)mean;
    moments[1] = (float)sqrt(square);
    moments[2] = (float)cbrt(cube) / 2;
}

static int likeness_axes(const struct mass *masses, int count, enum palette_form form, float axes[PIVOT_AXES])
{
    float places[3][MOVER_MOST];
    for (int i = 0; i < count; i++) {
        places[0][i] = masses[i].y;
        places[1][i] = masses[i].z;
        places[2][i] = masses[i].x;
    }
    int dimensions = form == FORM_COLOUR ? 3 : 2;
    for (int d = 0; d < dimensions; d++)
        moments_along(masses, count, places[d], axes + 3 * d);
    return 3 * dimensions;
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
    struct pivot *pivot = &pivots->items[pivots->count];
    pivot->colours = of->colours;
    for (int form = 0; form < FORMS; form++) {
        float axes[PIVOT_AXES];
        palette_masses(of, form == FORM_COLOUR, pivot->masses[form]);
        int dimensions = likeness_axes(pivot->masses[form], of->colours, (enum palette_form)form, axes);
        for (int d = 0; d < dimensions; d++)
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

void pivots_near(const struct pivots *pivots, const struct kernels *kernels, const struct facets *of,
                 enum palette_form form, uint8_t near[PIVOTS_NEAR])
{
    struct mass masses[FACET_COLOURS];
    float axes[PIVOT_AXES], apart[PIVOTS_MOST];
    int count = palette_masses(of, form == FORM_COLOUR, masses);
    int dimensions = likeness_axes(masses, count, form, axes);
    kernels->points_apart(pivots->axes[form][0], PIVOTS_MOST, dimensions, axes, PIVOTS_MOST, apart);
    for (int k = 0; k < PIVOTS_NEAR; k++) {
        uint32_t places[PIVOTS_MOST];
        float least = kernels->least_of(apart, PIVOTS_MOST);
        bool found = least < INFINITY && kernels->places_under(apart, PIVOTS_MOST, least, places);
        near[k] = found ? (uint8_t)places[0] : 0;
        apart[near[k]] = INFINITY;
    }
}
