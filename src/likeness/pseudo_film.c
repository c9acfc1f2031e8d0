/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/pseudo_film.h"
#include <math.h>

/* Of mean 0 and deviation 1: the sum of twelve even draws is as near to normal as is needed here. */
static double draw_normal(struct chance *chance)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += chance_share(chance);
    return sum;
}

static double draw_widening(size_t references, struct chance *chance)
{
    size_t freedom = 3 * (references - 1) / 2;
    double squares = 0;
    for (size_t i = 0; i < freedom; i++) {
        double x = draw_normal(chance);
        squares += x * x;
    }
    return sqrt((double)freedom / squares);
}

static size_t draw_length(size_t scene, size_t film, struct chance *chance)
{
    double least = fmax((double)scene, PSEUDO_BLOCK_LEAST * (double)film);
    double most = fmax(least, PSEUDO_BLOCK_MOST * (double)film);
    return (size_t)(least * pow(most / least, chance_share(chance)) + 0.5);
}

void pseudo_film(const struct departure_scale *scale, const struct curves *references, size_t count,
                 size_t scene, struct chance *chance, struct curves *to)
{
    double widening[PST_FACETS], level[PST_FACETS];
    size_t host = chance_below(chance, count);
    for (int facet = 0; facet < PST_FACETS; facet++) {
        widening[facet] = draw_widening(count, chance);
        level[facet] = mean_of_told(references[host].look[facet], references[host].count);
    }
    for (size_t at = 0; at < to->count;) {
        const struct curves *from = &references[chance_below(chance, count)];
        size_t length = draw_length(scene, to->count, chance), start = chance_below(chance, from->count);
        size_t end = at + length < to->count ? at + length : to->count;
        for (int facet = 0; facet < PST_FACETS; facet++) {
            double own = mean_of_told(from->look[facet], from->count);
            for (size_t i = at; i < end; i++) {
                double value = from->look[facet][(start + i - at) % from->count];
                to->look[facet][i] = level[facet] + widening[facet] * (value - own);
            }
        }
        at = end;
    }
    departure_together(scale, to);
}
