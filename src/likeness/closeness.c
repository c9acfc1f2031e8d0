/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/closeness.h"
#include <math.h>
#include <stdlib.h>

/* Every so many moments of a film are asked about. */
static struct moments thinned(struct moments moments, size_t questions)
{
    size_t every = questions ? (moments.count + questions - 1) / questions : 1;
    every = every ? every : 1;
    size_t begin = every / 2 < moments.count ? every / 2 : 0; /* not the logo, where one is asked alone */
    const char *first = (const char *)moments.first;
    return (struct moments){
        (const struct facets *)(const void *)(first ? first + begin * moments.stride : NULL),
        (moments.count - begin + every - 1) / every, moments.stride * every};
}

struct asking {
    const struct facet_film *const *references;
    size_t count, questions; /* of each pair */
    enum moment_kind kind;
    struct closeness *to;
};

static void keep(struct closeness *to, const struct nearness *near, unsigned looks)
{
    for (int look = 0; look < PST_LOOKS; look++)
        for (size_t i = 0; looks >> look & 1 && i < near->distance.count; i++)
            if (!isnan(near->distance.look[look][i]))
                to->sorted[look][to->count[look]++] = near->distance.look[look][i];
}

static bool ask_of(struct asking *a, size_t r, unsigned looks)
{
    struct moments of = thinned(moments_of(a->references[r], a->kind), a->questions);
    struct nearness *near = calloc(a->count, sizeof *near);
    const struct facet_film **others = calloc(a->count, sizeof(const struct facet_film *));
    size_t count = 0;
    for (size_t other = 0; others && other < a->count; other++)
        if (other != r)
            others[count++] = a->references[other];
    bool found = near && others && nearness_find(of, others, count, a->kind, looks, &a->to->together, near);
    for (size_t i = 0; found && i < count; i++)
        keep(a->to, &near[i], looks);
    nearness_release_all(near, count);
    free(others);
    return found;
}

static bool ask(struct asking *a, unsigned looks)
{
    for (size_t r = 0; r < a->count; r++)
        if (!ask_of(a, r, looks))
            return false;
    for (int look = 0; look < PST_LOOKS; look++)
        if (looks >> look & 1)
            qsort(a->to->sorted[look], a->to->count[look], sizeof(double), rising);
    return true;
}

static void weigh(struct closeness *to, unsigned facets)
{
    for (int facet = 0; facet < PST_FACETS; facet++) {
        double middle = median_of(to->sorted[facet], to->count[facet]);
        to->together.weight[facet] = !(facets >> facet & 1) ? 0 : middle > 0 ? middle : 1;
    }
}

bool closeness_find(struct closeness *closeness, const struct facet_film *const *references, size_t count,
                    enum moment_kind kind, unsigned facets)
{
    size_t pairs = count * (count - (count > 0)), questions = pairs ? CLOSENESS_QUESTIONS / pairs : 0,
           room = 0;
    *closeness = (struct closeness){0};
    questions = questions ? questions : 1;
    for (size_t r = 0; r < count; r++)
        room += thinned(moments_of(references[r], kind), questions).count * (count - 1);
    double *values = malloc((room * PST_LOOKS + 1) * sizeof *values);
    if (!values)
        return false;
    for (int look = 0; look < PST_LOOKS; look++)
        closeness->sorted[look] = values + (size_t)look * room;
    struct asking asking = {references, count, questions, kind, closeness};
    if (!ask(&asking, (1U << PST_FACETS) - 1))
        return false;
    weigh(closeness, facets);
    return ask(&asking, 1U << PST_TOGETHER);
}

void closeness_release(struct closeness *closeness)
{
    free(closeness->sorted[0]);
    *closeness = (struct closeness){0};
}
