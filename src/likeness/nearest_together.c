/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearest_together.h"
#include "likeness/palette_bound.h"
#include <math.h>
#include <stdint.h>

/* From the cheapest to the dearest, so that most candidates are given up before a palette is moved. */
enum { CHEAP = 6 };
static const int order[PST_FACETS] = {PST_FACET_RHYTHM, PST_FACET_SOUND,       PST_FACET_LIGHT,
                                      PST_FACET_MOTION, PST_FACET_COMPOSITION, PST_FACET_SETTING,
                                      PST_FACET_CHROMA, PST_FACET_COLOUR};

/* A moment that is asked about. */
struct asked {
    const struct facets *of;
    const struct together *together;
    unsigned wanted;
    struct palette_query chroma, colour;
};

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

static struct palette_query *query_of(struct asked *asked, int facet)
{
    return facet == PST_FACET_COLOUR ? &asked->colour : &asked->chroma;
}

/* At most what the palettes add to the sum; what is over `enough` need not be told better. */
static double palettes_at_least(struct asked *asked, const struct facets *b, unsigned told, double enough)
{
    double sum = 0;
    for (int i = CHEAP; i < PST_FACETS && sum <= enough; i++) {
        double weight = asked->together->weight[order[i]];
        if (told >> order[i] & 1)
            sum += palette_bound(query_of(asked, order[i]), b, (enough - sum) * weight) / weight;
    }
    return sum;
}

/* Gives up, with infinity, as soon as the mean must pass `bound`. */
static double distance_within(struct asked *asked, const struct facets *b, double bound)
{
    unsigned told = asked->of->told & b->told & asked->wanted;
    int count = how_many(told);
    if (count == 0 || 2 * count < how_many(asked->wanted))
        return (double)NAN;
    double sum = 0, most = bound * count;
    for (int i = 0; i < PST_FACETS; i++) {
        int facet = order[i];
        if (i == CHEAP && sum + palettes_at_least(asked, b, told, most - sum) > most)
            return INFINITY;
        if (!(told >> facet & 1))
            continue;
        double apart =
            i < CHEAP ? facet_distance(facet, asked->of, b) : palette_ask(query_of(asked, facet), b);
        sum += apart / asked->together->weight[facet];
        if (sum > most)
            return INFINITY;
    }
    return sum / count;
}

static struct asked ask_about(const struct facets *of, const struct together *together)
{
    struct asked asked = {.of = of, .together = together, .wanted = bits(together)};
    palette_query_open(&asked.chroma, of, false);
    palette_query_open(&asked.colour, of, true);
    return asked;
}

double together_distance(const struct facets *a, const struct facets *b, const struct together *together)
{
    struct asked asked = ask_about(a, together);
    return distance_within(&asked, b, INFINITY);
}

size_t nearest_together(const struct facets *of, const struct facets *candidates, size_t count, size_t stride,
                        const struct together *together, double *distance)
{
    size_t best = SIZE_MAX;
    struct asked asked = ask_about(of, together);
    *distance = INFINITY;
    for (size_t i = 0; i < count; i++) {
        const struct facets *candidate = (const struct facets *)((const char *)candidates + i * stride);
        double d = distance_within(&asked, candidate, *distance);
        if (d < *distance) {
            *distance = d;
            best = i;
        }
    }
    return best;
}
