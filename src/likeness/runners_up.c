/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/runners_up.h"
#include "base/shared_work.h"
#include "likeness/shelves.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTIONS = 16 };

struct racing {
    struct moments of;
    const struct shelf *const *shelves;
    size_t count, room; /* of references; of the largest shelf */
    const struct nearness *near;
    const struct together *together;
    struct runners_up *to;
};

/* The nearest of all so far, in order. */
struct podium {
    struct neighbour items[NEAREST_OF_ALL];
    size_t count;
};

int neighbour_order(const void *a, const void *b)
{
    const struct neighbour *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    if (x->reference != y->reference)
        return x->reference < y->reference ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static void climb(struct podium *podium, struct neighbour one)
{
    size_t at = podium->count;
    if (at == NEAREST_OF_ALL) {
        if (neighbour_order(&one, &podium->items[at - 1]) >= 0)
            return;
        at--;
    } else {
        podium->count++;
    }
    for (; at > 0 && neighbour_order(&one, &podium->items[at - 1]) < 0; at--)
        podium->items[at] = podium->items[at - 1];
    podium->items[at] = one;
}

/* How far one may be to have a place still: a little more than the last has, so that equals are asked. */
static double farthest(const struct podium *podium)
{
    return podium->count < NEAREST_OF_ALL ? INFINITY
                                          : nextafter(podium->items[NEAREST_OF_ALL - 1].distance, INFINITY);
}

static void let_in(struct podium *podium, const struct racing *r, struct workbench *bench, struct question *q,
                   int look, struct neighbour first)
{
    struct nearest found[RUNNERS_UP];
    size_t count = shelf_within(bench, r->shelves[first.reference], q, look, r->together, farthest(podium),
                                first.at, found, RUNNERS_UP);
    for (size_t i = 0; i < count; i++)
        climb(podium, (struct neighbour){found[i].distance, first.reference, (uint32_t)found[i].at, false});
}

/* Only films whose nearest has a place can have more of them. */
static void ask_look(const struct racing *r, struct workbench *bench, struct question *q, size_t moment,
                     int look)
{
    struct podium podium = {.count = 0};
    for (size_t film = 0; film < r->count; film++)
        if (r->near[film].at[look][moment] != UINT32_MAX)
            climb(&podium, (struct neighbour){r->near[film].distance.look[look][moment], film,
                                              r->near[film].at[look][moment], true});
    const struct podium firsts = podium;
    for (size_t i = 0; i < firsts.count && firsts.items[i].distance < farthest(&podium); i++)
        let_in(&podium, r, bench, q, look, firsts.items[i]);
    struct runners_up *to = &r->to[moment];
    for (size_t i = 0; i < podium.count; i++)
        if (!podium.items[i].nearest_of_its_film)
            to->items[look][to->count[look]++] = podium.items[i];
}

static void work(struct shared_work *all, void *data)
{
    const struct racing *r = data;
    struct workbench bench;
    struct question *question = malloc(sizeof *question);
    size_t first, count;
    if (!workbench_open(&bench, r->room) || !question)
        all->failed = true;
    while (shared_work_take(all, &first, &count))
        for (size_t i = first; i < first + count; i++) {
            question_ask(question, moment_at(r->of, i));
            memset(r->to[i].count, 0, sizeof r->to[i].count);
            for (int look = 0; look < PST_LOOKS; look++)
                ask_look(r, &bench, question, i, look);
        }
    workbench_close(&bench);
    free(question);
}

bool runners_up_find(const struct facet_film *film, const struct facet_film *const *references, size_t count,
                     const struct nearness *near, const struct together *together, struct runners_up *to)
{
    struct shelves shelves;
    bool room = shelves_open(&shelves, references, count, MOMENT_SHOT);
    struct racing racing = {
        moments_of(film, MOMENT_SHOT), shelves.items, count, shelves.room, near, together, to};
    struct shared_work all = {.count = racing.of.count, .at_once = QUESTIONS, .work = work, .data = &racing};
    room = room && shared_work_do(&all);
    shelves_close(&shelves);
    return room;
}
