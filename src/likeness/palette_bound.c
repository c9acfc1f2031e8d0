/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/palette_bound.h"
#include "likeness/palette_masses.h"
#include <math.h>

void palette_query_open(struct palette_query *query, const struct facets *of, bool light)
{
    *query = (struct palette_query){.light = light};
    query->count = palette_masses(of, light, query->masses);
    for (int i = 0; i < query->count; i++) {
        query->x[i] = query->masses[i].x;
        query->y[i] = query->masses[i].y;
        query->z[i] = query->masses[i].z;
    }
}

/* The ways from every colour of the query to one colour. */
static void ways_to(const struct palette_query *query, const struct mass *to, float ways[MOVER_MOST])
{
    for (int i = 0; i < MOVER_MOST; i++) {
        float x = query->x[i] - to->x, y = query->y[i] - to->y, z = query->z[i] - to->z;
        ways[i] = sqrtf(x * x + y * y + z * z);
    }
}

static float cheapest(const float ways[MOVER_MOST], const float lift[MOVER_MOST])
{
    float costs[MOVER_MOST];
    for (int i = 0; i < MOVER_MOST; i++)
        costs[i] = ways[i] + lift[i];
    for (int width = MOVER_MOST / 2; width > 0; width /= 2)
        for (int i = 0; i < width; i++)
            costs[i] = costs[i + width] < costs[i] ? costs[i + width] : costs[i];
    return costs[0];
}

double palette_bound(const struct palette_query *query, const struct facets *facets, double enough)
{
    struct mass masses[FACET_COLOURS];
    float ways[FACET_COLOURS][MOVER_MOST], total = 0, best = 0;
    int count = palette_masses(facets, query->light, masses);
    if (!query->prices)
        return 0;
    for (int j = 0; j < count; j++) {
        ways_to(query, &masses[j], ways[j]);
        total += masses[j].weight;
    }
    for (int k = 0; k < query->prices; k++) {
        float sum = 0;
        for (int j = 0; j < count; j++)
            sum += masses[j].weight * cheapest(ways[j], query->lifts[k]);
        float bound = sum / total - query->offsets[k];
        best = bound > best ? bound : best;
        if ((double)best > enough)
            break;
    }
    return (double)best;
}

static void keep_prices(struct palette_query *query, const struct moving *moving)
{
    float *lift = query->lifts[query->next], total = 0, offset = 0;
    for (int i = 0; i < MOVER_MOST; i++)
        lift[i] = i < query->count ? (float)moving->lift[i] : INFINITY;
    for (int i = 0; i < query->count; i++) {
        total += query->masses[i].weight;
        offset += query->masses[i].weight * lift[i];
    }
    query->offsets[query->next] = offset / total;
    query->next = (query->next + 1) % PRICES_KEPT;
    query->prices += query->prices < PRICES_KEPT;
}

double palette_ask(struct palette_query *query, const struct facets *facets)
{
    struct mass masses[FACET_COLOURS];
    struct moving moving;
    int count = palette_masses(facets, query->light, masses);
    double apart = earth_mover(query->masses, query->count, masses, count, &moving);
    keep_prices(query, &moving);
    return apart;
}
