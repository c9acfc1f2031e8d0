/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearness.h"
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

static void find_one(const struct facets *of, struct moments in, int look, const struct together *together,
                     size_t i, struct nearness *to)
{
    double distance = (double)NAN;
    size_t at = look == PST_TOGETHER
                    ? nearest_together(of, in.first, in.count, in.stride, together, &distance)
                    : facet_nearest(look, of, in.first, in.count, in.stride, INFINITY, &distance);
    to->at[look][i] = at == SIZE_MAX ? UINT32_MAX : (uint32_t)at;
    to->distance.look[look][i] = at == SIZE_MAX ? (double)NAN : distance;
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
    for (int look = 0; look < PST_LOOKS; look++)
        for (size_t i = 0; looks >> look & 1 && i < of.count; i++)
            find_one(moment_at(of, i), in, look, together, i, to);
    return true;
}

void nearness_release(struct nearness *nearness)
{
    curves_release(&nearness->distance);
    free(nearness->at[0]);
    *nearness = (struct nearness){0};
}
