/* SPDX-License-Identifier: Apache-2.0 */
/* The prices that prove one earth mover's distance (linear programming duality) bound every other from the
   same heap, and closely where the other palette is much like the first. */
#include "likeness/palette_search.h"
#include <math.h>
#include <string.h>

/* Distances in floats that may be the same differ by less than this. */
static const double same = 2 * HEAP_ROUNDING;

static enum palette_form form_of(int facet)
{
    return facet == PST_FACET_COLOUR ? FORM_COLOUR : FORM_CHROMA;
}

/* Prices of a pivot, worked out when it is first asked for. */
static void learn(const struct workbench *bench, struct question *q, const struct pivots *pivots,
                  enum palette_form form, int at)
{
    struct prices *prices = &q->prices[form];
    float *lifts = prices->lifts[at];
    memset(lifts, 0, sizeof prices->lifts[at]);
    bench->kernels->heaps_apart(&q->heap, &pivots->items[at], form_axes(form), INFINITY, lifts);
    prices->known[at] = true;
    prices->mean[at] = 0;
    for (int i = 0; i < q->heap.count; i++)
        prices->mean[at] += q->heap.weight[i] * lifts[i];
}

float palette_at_least(const struct workbench *bench, const struct shelf *shelf, struct question *q,
                       int facet, size_t place, int pivot)
{
    enum palette_form form = form_of(facet);
    struct prices *prices = &q->prices[form];
    int at = shelf->pivots[place][form][pivot];
    if (!prices->known[at])
        learn(bench, q, shelf->known, form, at);
    return bench->kernels->cheapest_ways(&q->heap, &shelf->heaps[place], form_axes(form), prices->lifts[at]) -
           prices->mean[at];
}

double palette_within(const struct workbench *bench, const struct shelf *shelf, struct question *q, int facet,
                      size_t place, double enough)
{
    enum palette_form form = form_of(facet);
    const struct prices *prices = &q->prices[form];
    float lifts[APART_MASSES] = {0};
    int at = shelf->pivots[place][form][0];
    if (!(moment_at(shelf->moments, place)->told >> facet & 1))
        return INFINITY;
    if (prices->known[at])
        memcpy(lifts, prices->lifts[at], sizeof lifts);
    return (double)bench->kernels->heaps_apart(&q->heap, &shelf->heaps[place], form_axes(form),
                                               (float)(enough + same), lifts);
}

/* Of equals the first, and to the last bit: what came out nearly alike is worked out as facet_distance does.
 */
static struct nearest settle(const struct workbench *bench, const struct shelf *shelf,
                             const struct question *q, int facet, size_t asked, double best)
{
    struct nearest found = {SIZE_MAX, INFINITY};
    for (size_t i = 0; i < asked; i++) {
        size_t place = bench->places[i];
        if (bench->distances[i] > best + same)
            continue;
        double apart = facet_distance(facet, q->of, moment_at(shelf->moments, place));
        if (apart < found.distance || (apart == found.distance && place < found.at))
            found = (struct nearest){place, apart};
    }
    return found;
}

size_t palette_may(struct workbench *bench, const struct shelf *shelf, struct question *q, int facet,
                   double within)
{
    double most = within * 1.0001 + PALETTE_ROUNDING;
    size_t near = bench->kernels->places_under(bench->squares[facet], shelf->room,
                                               (float)(most * most * 1.0001), bench->places),
           kept = 0;
    for (size_t i = 0; i < near && bench->places[i] < shelf->moments.count; i++) {
        float bound = palette_at_least(bench, shelf, q, facet, bench->places[i], 0);
        if ((double)bound - PALETTE_ROUNDING > within)
            continue;
        bench->bounds[kept] = bound;
        bench->places[kept++] = bench->places[i];
    }
    return kept;
}

/* How far the one is that seems nearest, or the hint. */
static double ask_first(struct workbench *bench, const struct shelf *shelf, struct question *q, int facet,
                        size_t hint)
{
    const float *squares = bench->squares[facet];
    float least = bench->kernels->least_of(squares, shelf->room);
    if (!(least < INFINITY) || !bench->kernels->places_under(squares, shelf->room, least, bench->places))
        return INFINITY;
    double apart = palette_within(bench, shelf, q, facet, bench->places[0], INFINITY);
    if (hint == SIZE_MAX || hint == bench->places[0])
        return apart;
    return fmin(apart, palette_within(bench, shelf, q, facet, hint, apart));
}

struct nearest palette_nearest(struct workbench *bench, const struct shelf *shelf, struct question *q,
                               int facet, size_t hint)
{
    double best = ask_first(bench, shelf, q, facet, hint);
    size_t count = palette_may(bench, shelf, q, facet, best), asked = 0;
    uint32_t first = UINT32_MAX; /* of those that are the same; later ones do not count */
    for (size_t next = 0; (count = least_first(bench, next, count, best + PALETTE_ROUNDING)) > next; next++) {
        uint32_t place = bench->places[next];
        if (place > first ||
            (double)palette_at_least(bench, shelf, q, facet, place, 1) - PALETTE_ROUNDING > best)
            continue;
        double apart = palette_within(bench, shelf, q, facet, place, best);
        if (!(apart < INFINITY))
            continue;
        best = apart < best ? apart : best;
        first = apart == 0 && place < first ? place : first;
        bench->places[asked] = place;
        bench->distances[asked++] = apart;
    }
    return settle(bench, shelf, q, facet, asked, best);
}
