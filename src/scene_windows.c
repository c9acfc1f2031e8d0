/* SPDX-License-Identifier: Apache-2.0 */
#include "scene_windows.h"
#include "likeness/curves.h"
#include <math.h>
#include <stdlib.h>

static const double WINDOW_SHARE = 1.0 / 60, WINDOW_LEAST = 8, WINDOW_MOST = 90;

double scene_window(const struct facet_film *const *films, size_t count)
{
    double *lengths = malloc((count + 1) * sizeof *lengths);
    if (!lengths)
        return 0;
    for (size_t i = 0; i < count; i++)
        lengths[i] = films[i]->about.seconds;
    double usual = median_of(lengths, count);
    free(lengths);
    return fmin(fmax(WINDOW_SHARE * usual, WINDOW_LEAST), WINDOW_MOST);
}

void film_set_aside(struct facet_film *film)
{
    for (size_t i = 0; i < film->count; i++)
        if (film->shots[i].common || film->shots[i].kind != PST_SHOT_PICTURE)
            film->shots[i].facets = (struct facets){0};
}
