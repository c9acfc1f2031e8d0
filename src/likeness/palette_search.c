/* SPDX-License-Identifier: Apache-2.0 */
/* The prices that prove one earth mover's distance (linear programming duality) bound every other from the
   same heap, and closely where the other palette is much like the first. */
#include "likeness/palette_search.h"
#include "likeness/palette_masses.h"
#include <math.h>

/* Distances worked out by another way round differ by less than this. */
static const double same = 1e-9;

static enum palette_form form_of(int facet)
{
    return facet == PST_FACET_COLOUR ? FORM_COLOUR : FORM_CHROMA;
}

/* Prices of a pivot, worked out when it is first asked for. */
static void learn(struct question *q, const struct pivots *pivots, enum palette_form form, int at)
{
    const struct pivot *pivot = &pivots->items[at];
    struct prices *prices = &q->prices[form];
    double lifts[MOVER_MOST] = {0};
    earth_mover_within(q->masses[form], q->colours, pivot->masses[form], pivot->colours, INFINITY, lifts);
    prices->known[at] = true;
    prices->mean[at] = 0;
    for (int i = 0; i < q->colours; i++) {
        prices->lifts[at][i] = (float)lifts[i];
        prices->mean[at] += q->heap.weight[i] * (float)lifts[i];
    }
}

float palette_at_least(const struct workbench *bench, const struct shelf *shelf, struct question *q,
                       int facet, size_t place, int pivot)
{
    enum palette_form form = form_of(facet);
    struct prices *prices = &q->prices[form];
    int at = shelf->pivots[place][form][pivot];
    if (!prices->known[at])
        learn(q, shelf->known, form, at);
    return bench->kernels->cheapest_ways(&q->heap, q->colours, &shelf->heaps[place],
                                         form == FORM_COLOUR ? 3 : 2, prices->lifts[at]) -
           prices->mean[at];
}

double palette_within(const struct shelf *shelf, struct question *q, int facet, size_t place, double enough)
{
    const struct facets *to = moment_at(shelf->moments, place);
    enum palette_form form = form_of(facet);
    const struct prices *prices = &q->prices[form];
    struct mass masses[FACET_COLOURS];
    double lifts[MOVER_MOST] = {0};
    int at = shelf->pivots[place][form][0], count = palette_masses(to, form == FORM_COLOUR, masses);
    if (!(to->told >> facet & 1))
        return INFINITY;
    for (int i = 0; i < q->colours && prices->known[at]; i++)
        lifts[i] = (double)prices->lifts[at][i];
    return earth_mover_within(q->masses[form], q->colours, masses, count, enough + same, lifts);
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

/* Places that may be near enough, and how far they are at the least. */
static size_t gather(struct workbench *bench, const struct shelf *shelf, struct question *q, int facet,
                     double best)
{
    double most = best * 1.0001 + PALETTE_ROUNDING;
    size_t near = bench->kernels->places_under(bench->squares[facet], shelf->room,
                                               (float)(most * most * 1.0001), bench->places),
           kept = 0;
    for (size_t i = 0; i < near && bench->places[i] < shelf->moments.count; i++) {
        float bound = palette_at_least(bench, shelf, q, facet, bench->places[i], 0);
        if ((double)bound - PALETTE_ROUNDING > best)
            continue;
        bench->bounds[kept] = bound;
        bench->places[kept++] = bench->places[i];
    }
    return kept;
}

static double ask_least(struct workbench *bench, const struct shelf *shelf, struct question *q, int facet)
{
    const float *squares = bench->squares[facet];
    float least = bench->kernels->least_of(squares, shelf->room);
    if (!(least < INFINITY) || !bench->kernels->places_under(squares, shelf->room, least, bench->places))
        return INFINITY;
    return palette_within(shelf, q, facet, bench->places[0], INFINITY);
}

struct nearest palette_nearest(struct workbench *bench, const struct shelf *shelf, struct question *q,
                               int facet)
{
    double best = ask_least(bench, shelf, q, facet);
    size_t count = gather(bench, shelf, q, facet, best), asked = 0;
    uint32_t first = UINT32_MAX; /* nothing is nearer than nothing, and later ones do not count */
    for (size_t next = 0; next < count; next++) {
        least_first(bench, next, count);
        uint32_t place = bench->places[next];
        if ((double)bench->bounds[next] - PALETTE_ROUNDING > best)
            break;
        if (place > first ||
            (double)palette_at_least(bench, shelf, q, facet, place, 1) - PALETTE_ROUNDING > best)
            continue;
        double apart = palette_within(shelf, q, facet, place, best);
        if (!(apart < INFINITY))
            continue;
        best = apart < best ? apart : best;
        first = apart == 0 && place < first ? place : first;
        bench->places[asked] = place;
        bench->distances[asked++] = apart;
    }
    return settle(bench, shelf, q, facet, asked, best);
}
