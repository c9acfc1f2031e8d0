/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearness.h"
#include "likeness/facet_index.h"
#include "likeness/nearest_together.h"
#include <math.h>
#include <stdlib.h>

struct moments moments_of_windows(const struct facet_film *film)
{
    return (struct moments){film->windows, film->window_count, sizeof *film->windows};
}

struct moments moments_of_shots(const struct facet_film *film)
{
    return (struct moments){film->count ? &film->shots->facets : NULL, film->count, sizeof *film->shots};
}

static const struct facets *moment_at(struct moments moments, size_t i)
{
    return (const struct facets *)((const char *)moments.first + i * moments.stride);
}

static void keep(struct nearness *to, int look, size_t i, size_t at, double distance)
{
    to->at[look][i] = at == SIZE_MAX ? UINT32_MAX : (uint32_t)at;
    to->distance.look[look][i] = at == SIZE_MAX ? (double)NAN : distance;
}

static bool find_facet(struct moments of, struct moments in, int facet, struct nearness *to)
{
    struct facet_index *index = facet_index_open(facet, in.first, in.count, in.stride);
    for (size_t i = 0; index && i < of.count; i++) {
        double distance = (double)NAN;
        size_t at = facet_index_nearest(index, moment_at(of, i), INFINITY, &distance);
        keep(to, facet, i, at, distance);
    }
    bool room = index;
    facet_index_close(&index);
    return room;
}

static void find_together(struct moments of, struct moments in, const struct together *together,
                          struct nearness *to)
{
    for (size_t i = 0; i < of.count; i++) {
        double distance = (double)NAN;
        size_t at = nearest_together(moment_at(of, i), in.first, in.count, in.stride, together, &distance);
        keep(to, PST_TOGETHER, i, at, distance);
    }
}

bool nearness_find(struct moments of, struct moments in, unsigned looks, const struct together *together,
                   struct nearness *to)
{
    uint32_t *at = malloc((of.count * PST_LOOKS + 1) * sizeof *at);
    *to = (struct nearness){0};
    if (!curves_open(&to->distance, of.count) || !at) {
        free(at);
        curves_release(&to->distance);
        return false;
    }
    for (int look = 0; look < PST_LOOKS; look++)
        to->at[look] = at + (size_t)look * of.count;
    for (size_t i = 0; i < of.count * PST_LOOKS; i++)
        at[i] = UINT32_MAX;
    bool room = true;
    for (int facet = 0; room && facet < PST_FACETS; facet++)
        room = !(looks >> facet & 1) || find_facet(of, in, facet, to);
    if (room && looks >> PST_TOGETHER & 1)
        find_together(of, in, together, to);
    if (!room)
        nearness_release(to);
    return room;
}

void nearness_release(struct nearness *nearness)
{
    curves_release(&nearness->distance);
    free(nearness->at[0]);
    *nearness = (struct nearness){0};
}
