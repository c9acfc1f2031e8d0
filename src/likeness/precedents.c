/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/precedents.h"
#include "base/array.h"
#include <math.h>
#include <stdlib.h>

/* Its frames by the film's mean rate: near enough to look at, where the rate varies too. */
static void place_window(const struct facet_film *film, size_t window, struct pst_precedent *precedent)
{
    double from = (double)window * film->step, to = from + film->window;
    precedent->starts = from;
    precedent->seconds = fmin(film->window, film->about.seconds - from);
    double rate = film->about.seconds > 0 ? (double)film->about.frames / film->about.seconds : 0;
    int64_t last = film->about.frames - 1;
    precedent->first = (int64_t)fmin(floor(from * rate), (double)last);
    precedent->last = (int64_t)fmin(fmax(ceil(to * rate) - 1, (double)precedent->first), (double)last);
}

static void place(const struct precedent_question *q, const struct neighbour *found,
                  struct pst_precedent *precedent)
{
    const struct facet_film *film = q->references[found->reference];
    if (q->kind == MOMENT_WINDOW) {
        place_window(film, found->at, precedent);
        return;
    }
    const struct facet_shot *shot = &film->shots[found->at];
    precedent->first = shot->first;
    precedent->last = shot->last;
    precedent->starts = shot->starts;
    precedent->seconds = shot->seconds;
}

/* The nearest of as many references as are told, the nearest of all if those are not among them, and the
   runners-up. How many there are. */
static size_t gather(const struct precedent_question *q, size_t moment, int look, struct neighbour *found)
{
    const struct nearness *near = q->near;
    size_t count = 0;
    for (size_t r = 0; r < q->count; r++)
        if (near[r].at[look][moment] != UINT32_MAX)
            found[count++] =
                (struct neighbour){near[r].distance.look[look][moment], r, near[r].at[look][moment], true};
    qsort(found, count, sizeof *found, neighbour_order);
    const struct neighbour *runners_up = q->runners_up ? q->runners_up[moment].items[look] : NULL;
    int others = runners_up ? q->runners_up[moment].count[look] : 0;
    size_t kept = count < q->told ? count : q->told;
    while (kept < count && others && neighbour_order(&found[kept], &runners_up[others - 1]) < 0)
        kept++;
    count = kept;
    for (int i = 0; i < others; i++)
        found[count++] = runners_up[i];
    qsort(found, count, sizeof *found, neighbour_order);
    return count;
}

static bool tell(const struct precedent_question *q, size_t moment, int look, struct neighbour *found,
                 struct comparison_data *data)
{
    size_t count = gather(q, moment, look, found);
    int films = 0;
    for (size_t i = 0; i < count; i++) {
        struct pst_precedent precedent = {.window = q->kind == MOMENT_WINDOW,
                                          .of = (int64_t)moment,
                                          .facet = look,
                                          .rank = (int)i + 1,
                                          .film_rank = found[i].nearest_of_its_film ? ++films : -1,
                                          .film = q->first_film + (int64_t)found[i].reference,
                                          .distance = found[i].distance};
        precedent.percentile =
            share_below(q->closeness->sorted[look], q->closeness->count[look], found[i].distance);
        place(q, &found[i], &precedent);
        if (!array_push(&data->precedents, precedent))
            return false;
    }
    return true;
}

bool find_precedents(const struct precedent_question *q, struct comparison_data *data)
{
    struct neighbour *found = calloc(q->count + RUNNERS_UP + 1, sizeof *found);
    size_t moments = moments_of(q->film, q->kind).count;
    bool room = found;
    for (size_t i = 0; room && i < moments; i++)
        for (int look = 0; room && look < PST_LOOKS; look++)
            room = tell(q, i, look, found, data);
    free(found);
    return room;
}
