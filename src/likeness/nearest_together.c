/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearest_together.h"
#include <math.h>
#include <stdint.h>

/* From the cheapest to the dearest, so that most candidates are given up before a palette is moved. */
static const int order[PST_FACETS] = {PST_FACET_RHYTHM, PST_FACET_SOUND,  PST_FACET_LIGHT,
                                      PST_FACET_MOTION, PST_FACET_CHROMA, PST_FACET_COMPOSITION,
                                      PST_FACET_COLOUR};

static unsigned bits(const struct together *together)
{
    unsigned told = 0;
    for (int f = 0; f < PST_FACETS; f++)
        told |= together->weight[f] > 0 ? 1U << f : 0;
    return told;
}

static int how_many(unsigned told)
{
    int count = 0;
    for (; told; told &= told - 1)
        count++;
    return count;
}

/* Gives up, with infinity, as soon as the mean must pass `bound`. */
static double distance_within(const struct facets *a, const struct facets *b, const struct together *together,
                              unsigned wanted, double bound)
{
    unsigned told = a->told & b->told & wanted;
    int count = how_many(told);
    if (count == 0 || 2 * count < how_many(wanted))
        return (double)NAN;
    double sum = 0, most = bound * count;
    for (int i = 0; i < PST_FACETS; i++) {
        int facet = order[i];
        if (!(told >> facet & 1))
            continue;
        sum += facet_distance(facet, a, b) / together->weight[facet];
        if (sum > most)
            return INFINITY;
    }
    return sum / count;
}

double together_distance(const struct facets *a, const struct facets *b, const struct together *together)
{
    return distance_within(a, b, together, bits(together), INFINITY);
}

size_t nearest_together(const struct facets *of, const struct facets *candidates, size_t count, size_t stride,
                        const struct together *together, double *distance)
{
    size_t best = SIZE_MAX;
    unsigned wanted = bits(together);
    *distance = INFINITY;
    for (size_t i = 0; i < count; i++) {
        const struct facets *candidate = (const struct facets *)((const char *)candidates + i * stride);
        double d = distance_within(of, candidate, together, wanted, *distance);
        if (d < *distance) {
            *distance = d;
            best = i;
        }
    }
    return best;
}
