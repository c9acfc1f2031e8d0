/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearest_together.h"
#include "likeness/palette_search.h"
#include <math.h>
#include <string.h>

/* From the cheapest to the dearest, so that most candidates are given up before a palette is moved. */
enum { CHEAP = 6 };
static const int order[PST_FACETS] = {PST_FACET_RHYTHM, PST_FACET_SOUND,       PST_FACET_LIGHT,
                                      PST_FACET_MOTION, PST_FACET_COMPOSITION, PST_FACET_SETTING,
                                      PST_FACET_CHROMA, PST_FACET_COLOUR};

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

/* Of what weighs, the facets that both have; 0 where that is less than half. */
static unsigned shared(unsigned a, unsigned b, const struct together *together)
{
    unsigned wanted = bits(together), told = a & b & wanted;
    return 2 * how_many(told) < how_many(wanted) ? 0 : told;
}

double together_distance(const struct facets *a, const struct facets *b, const struct together *together)
{
    unsigned told = shared(a->told, b->told, together);
    double sum = 0;
    for (int i = 0; i < PST_FACETS; i++)
        if (told >> order[i] & 1)
            sum += facet_distance(order[i], a, b) / together->weight[order[i]];
    return told ? sum / how_many(told) : (double)NAN;
}

/* A shelf on which the nearest is looked for. */
struct hunt {
    struct workbench *bench;
    const struct shelf *shelf;
    struct question *q;
    const struct together *together;
    struct nearest found;
};

/* Would the palettes take it over the best there is? `sum`: of the other facets. */
static bool palettes_pass(struct hunt *h, size_t place, unsigned told, double sum, double most)
{
    for (int i = CHEAP; i < PST_FACETS; i++) {
        double weight = h->together->weight[order[i]];
        if (!(told >> order[i] & 1))
            continue;
        double apart =
            palette_within(h->bench, h->shelf, h->q, order[i], place, (most - sum) * weight + HEAP_ROUNDING);
        if (!(apart < INFINITY))
            return true;
        sum += (apart - HEAP_ROUNDING) / weight;
    }
    return sum > most;
}

/* Asks exactly, unless it is surely farther than what was found. */
static void ask(struct hunt *h, size_t place)
{
    const struct facets *of = h->q->of, *to = moment_at(h->shelf->moments, place);
    unsigned told = shared(of->told, to->told, h->together);
    double sum = 0, most = h->found.distance * how_many(told) * (1 + 1e-9) + 1e-9;
    if (!told)
        return;
    for (int i = 0; i < CHEAP && sum <= most; i++)
        if (told >> order[i] & 1)
            sum += facet_distance(order[i], of, to) / h->together->weight[order[i]];
    if (sum > most || (most < INFINITY && palettes_pass(h, place, told, sum, most)))
        return;
    double apart = together_distance(of, to, h->together);
    if (apart < h->found.distance || (apart == h->found.distance && place < h->found.at))
        h->found = (struct nearest){place, apart};
}

/* Bounds of the sum over the facets that weigh, for all that have them. */
static void add_up(const struct hunt *h, unsigned told)
{
    float *sums = h->bench->sums;
    memset(sums, 0, h->shelf->room * sizeof *sums);
    for (int facet = 0; facet < PST_FACETS; facet++)
        if (told >> facet & 1) {
            double unit = facet == PST_FACET_COMPOSITION ? (double)ROW_SCALE * sqrt(LAYOUT_SIZE) : 1;
            float weight = (float)(1 / (unit * h->together->weight[facet]));
            h->bench->kernels->add_roots(h->bench->squares[facet], weight, h->shelf->room, sums);
        }
}

/* By how much a bound may be over the sum that it bounds. */
static double doubt(const struct hunt *h, unsigned told)
{
    double sum = 0;
    for (int facet = 0; facet < PST_FACETS; facet++)
        if (told >> facet & 1) {
            double error =
                facet == PST_FACET_COMPOSITION ? (double)(h->q->row_error + h->shelf->row_error) : 0;
            sum += (error + 2 * PALETTE_ROUNDING) / h->together->weight[facet];
        }
    return sum;
}

/* A bound that knows how far palettes are apart, not just their works along axes; looks for no better one
   once it is over `enough`. */
static float closer_bound(struct hunt *h, unsigned told, size_t place, double enough)
{
    float bound = h->bench->sums[place];
    for (int i = CHEAP; i < PST_FACETS && (double)bound <= enough; i++) {
        if (!(told >> order[i] & 1))
            continue;
        float works = sqrtf(h->bench->squares[order[i]][place]);
        for (int k = 0; k < PIVOTS_NEAR; k++) {
            float palettes = palette_at_least(h->bench, h->shelf, h->q, order[i], place, k);
            if (palettes > works) {
                bound += (palettes - works) / (float)h->together->weight[order[i]];
                works = palettes;
            }
        }
    }
    return bound;
}

/* Of those that have all facets of the shelf the ones whose bound is not over `most`. */
static size_t gather(struct hunt *h, unsigned told, double most)
{
    struct workbench *bench = h->bench;
    size_t near = bench->kernels->places_under(bench->sums, h->shelf->room, (float)most, bench->places),
           kept = 0;
    for (size_t i = 0; i < near; i++) {
        float bound = closer_bound(h, told, bench->places[i], most);
        if ((double)bound > most)
            continue;
        bench->bounds[kept] = bound;
        bench->places[kept++] = bench->places[i];
    }
    return kept;
}

/* The nearest of the same: by rising bounds. */
static void ask_regular(struct hunt *h, unsigned told, size_t hint)
{
    struct workbench *bench = h->bench;
    double slack = doubt(h, told), share = 1 + 1e-4;
    add_up(h, told);
    float least = bench->kernels->least_of(bench->sums, h->shelf->room);
    if (!(least < INFINITY) ||
        !bench->kernels->places_under(bench->sums, h->shelf->room, least, bench->places))
        return;
    if (bench->places[0] < h->shelf->moments.count)
        ask(h, bench->places[0]);
    if (hint != SIZE_MAX)
        ask(h, hint);
    double most = (h->found.distance * how_many(told) + slack) * share;
    size_t kept = gather(h, told, most);
    for (size_t next = 0; (kept = least_first(bench, next, kept, most)) > next; next++) {
        if (bench->places[next] < h->shelf->moments.count)
            ask(h, bench->places[next]);
        most = (h->found.distance * how_many(told) + slack) * share;
    }
}

struct nearest nearest_together(struct workbench *bench, const struct shelf *shelf, struct question *q,
                                const struct together *together, size_t hint)
{
    struct hunt h = {bench, shelf, q, together, {SIZE_MAX, INFINITY}};
    unsigned told = shared(q->of->told, shelf->told, together);
    if (told)
        ask_regular(&h, told, hint);
    for (size_t i = 0; i < shelf->odd_count; i++)
        ask(&h, shelf->odd[i]);
    return h.found;
}

size_t together_may(struct workbench *bench, const struct shelf *shelf, struct question *q,
                    const struct together *together, double within)
{
    struct hunt h = {bench, shelf, q, together, {SIZE_MAX, INFINITY}};
    unsigned told = shared(q->of->told, shelf->told, together);
    size_t count = 0;
    if (told) {
        add_up(&h, told);
        count = gather(&h, told, (within * how_many(told) + doubt(&h, told)) * (1 + 1e-4));
    }
    for (size_t i = 0; i < shelf->odd_count; i++)
        bench->places[count++] = shelf->odd[i];
    return count;
}
