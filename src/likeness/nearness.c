/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearness.h"
#include "base/shared_work.h"
#include "likeness/facet_film.h"
#include "likeness/shelves.h"
#include <math.h>
#include <stdlib.h>

/* So many questions are asked of one film before the next: what they learn, and the film's shelf, stay near
   the processor. */
enum { QUESTIONS = 16 };

struct finding {
    struct moments of;
    const struct shelf *const *shelves;
    size_t count, room; /* room: of the largest shelf */
    unsigned looks;
    const struct together *together;
    struct nearness *near;
};

static void keep(struct nearness *to, size_t i, const struct nearest found[PST_LOOKS])
{
    for (int look = 0; look < PST_LOOKS; look++)
        if (found[look].at != SIZE_MAX) {
            to->at[look][i] = (uint32_t)found[look].at;
            to->distance.look[look][i] = found[look].distance;
        }
}

static void ask_some(struct finding *f, struct workbench *bench, struct question *questions, size_t first,
                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        question_ask(&questions[i], moment_at(f->of, first + i));
    for (size_t film = 0; film < f->count; film++) {
        struct nearest found[PST_LOOKS];
        for (int look = 0; look < PST_LOOKS; look++)
            found[look].at = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            shelf_nearest(bench, f->shelves[film], &questions[i], f->looks, f->together, found);
            keep(&f->near[film], first + i, found);
        }
    }
}

static void work(struct shared_work *all, void *data)
{
    struct finding *f = data;
    struct workbench bench;
    struct question *questions = malloc(QUESTIONS * sizeof *questions);
    size_t first, count;
    if (!workbench_open(&bench, f->room) || !questions)
        all->failed = true;
    while (shared_work_take(all, &first, &count))
        ask_some(f, &bench, questions, first, count);
    workbench_close(&bench);
    free(questions);
}

static bool open_near(struct nearness *near, size_t count)
{
    uint32_t *at = malloc((count * PST_LOOKS + 1) * sizeof *at);
    if (!curves_open(&near->distance, count) || !at) {
        free(at);
        return false;
    }
    for (int look = 0; look < PST_LOOKS; look++)
        near->at[look] = at + (size_t)look * count;
    for (size_t i = 0; i < count * PST_LOOKS; i++)
        at[i] = UINT32_MAX;
    return true;
}

bool nearness_find(struct moments of, const struct facet_film *const *films, size_t count,
                   enum moment_kind kind, unsigned looks, const struct together *together,
                   struct nearness *near)
{
    struct shelves shelves;
    bool room = shelves_open(&shelves, films, count, kind);
    struct finding finding = {.of = of,
                              .shelves = shelves.items,
                              .count = count,
                              .room = shelves.room,
                              .looks = looks,
                              .together = together,
                              .near = near};
    for (size_t i = 0; i < count; i++)
        near[i] = (struct nearness){0};
    for (size_t i = 0; i < count && room; i++)
        room = open_near(&near[i], of.count);
    struct shared_work all = {.count = of.count, .at_once = QUESTIONS, .work = work, .data = &finding};
    room = room && shared_work_do(&all);
    shelves_close(&shelves);
    return room;
}

void nearness_release_each(struct nearness *near, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        curves_release(&near[i].distance);
        free(near[i].at[0]);
        near[i] = (struct nearness){0};
    }
}

void nearness_release_all(struct nearness *near, size_t count)
{
    if (near)
        nearness_release_each(near, count);
    free(near);
}
