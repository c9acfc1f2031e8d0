/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/facet_film.h"
#include "likeness/shelf.h"
#include <stdlib.h>

struct moments moments_of(const struct facet_film *film, enum moment_kind kind)
{
    if (kind == MOMENT_WINDOW)
        return (struct moments){film->windows, film->window_count, sizeof *film->windows};
    return (struct moments){film->count ? &film->shots->facets : NULL, film->count, sizeof *film->shots};
}

bool facet_film_lay_out(struct facet_film *film, enum moment_kind kind, const struct pivots *pivots)
{
    struct shelf *shelf = malloc(sizeof *shelf);
    if (!shelf || !moments_lay_out(shelf, moments_of(film, kind), pivots)) {
        free(shelf);
        return false;
    }
    film_shelf_release(film, kind);
    film->shelf[kind] = shelf;
    return true;
}

void film_shelf_release(struct facet_film *film, enum moment_kind kind)
{
    if (film->shelf[kind])
        moments_put_away(film->shelf[kind]);
    free(film->shelf[kind]);
    film->shelf[kind] = NULL;
}

void facet_film_release(struct facet_film *film)
{
    for (int kind = 0; kind < MOMENT_KINDS; kind++)
        film_shelf_release(film, (enum moment_kind)kind);
    free(film->shots);
    free(film->windows);
    film->shots = NULL;
    film->windows = NULL;
    film->count = film->window_count = 0;
}
