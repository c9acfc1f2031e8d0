/* SPDX-License-Identifier: Apache-2.0 */
/* How unlike references are in how far they stray, and films put together of them: where all stray alike, of
   nothing but their deviations, on the level of one of them; where they do not, of larger and smaller ones.
 */
#include "likeness/pseudo_film.h"
#include "test.h"
#include <math.h>

enum { REFERENCES = 3, MOMENTS = 40, FILMS = 200 };

static const struct departure_scale scale = {.together = (1u << PST_FACETS) - 1,
                                             .spread = {[PST_TOGETHER] = 1}};

/* Reference r lies at level r and strays by `strays` to either side, moment by moment. */
static void draw(struct curves references[REFERENCES], const double strays[REFERENCES])
{
    for (int r = 0; r < REFERENCES; r++) {
        REQUIRE(curves_open(&references[r], MOMENTS));
        for (int facet = 0; facet < PST_FACETS; facet++)
            for (size_t i = 0; i < MOMENTS; i++)
                references[r].look[facet][i] =
                    r + (i % 2 ? 1 : -1) * (facet == PST_FACET_COLOUR ? strays[r] : 0.25);
    }
}

static void check_straying(const struct curves *references)
{
    const struct straying straying = straying_of(references, REFERENCES);
    for (int facet = 0; facet < PST_FACETS; facet++) {
        double own = facet == PST_FACET_COLOUR ? 1 : 0, mean = 1.0 / PST_FACETS;
        REQUIRE(fabs(straying.spread[facet] - sqrt((own + mean) / 2)) < 1e-12);
    }
}

/* Blocks may begin at either side, so a moment is its level and the deviation, one way or the other. */
static double deviation_of(const struct curves *film, int facet, double *level)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < film->count; i++) {
        low = fmin(low, film->look[facet][i]);
        high = fmax(high, film->look[facet][i]);
    }
    *level = (low + high) / 2;
    return (high - low) / 2;
}

static void check_films(const struct curves *references, bool alike)
{
    struct chance chance = {5};
    struct curves film;
    const struct straying straying = straying_of(references, REFERENCES);
    int larger = 0, smaller = 0;
    REQUIRE(curves_open(&film, MOMENTS));
    for (int n = 0; n < FILMS; n++) {
        double level, deviation;
        pseudo_film(&scale, &straying, references, REFERENCES, 4, &chance, &film);
        deviation = deviation_of(&film, PST_FACET_LIGHT, &level);
        REQUIRE(fabs(level - round(level)) < 1e-9 && level > -0.5 && level < REFERENCES - 0.5);
        larger += deviation > 0.25 + 1e-9;
        smaller += deviation < 0.25 - 1e-9;
    }
    REQUIRE_INT(larger + smaller, alike ? 0 : FILMS);
    REQUIRE(alike || (larger > FILMS / 3 && smaller > FILMS / 3));
    curves_release(&film);
}

int main(void)
{
    struct curves references[REFERENCES];
    draw(references, (const double[]){0.25, 0.25, 0.25});
    check_films(references, true);
    for (int r = 0; r < REFERENCES; r++)
        curves_release(&references[r]);
    draw(references, (const double[]){1, exp(1), exp(2)});
    check_straying(references);
    check_films(references, false);
    for (int r = 0; r < REFERENCES; r++)
        curves_release(&references[r]);
    return 0;
}
