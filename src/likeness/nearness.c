/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/nearness.h"
#include "likeness/facet_film.h"
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* So many questions are asked of one film before the next: what they learn, and the film's shelf, stay near
   the processor. */
enum { QUESTIONS = 16, THREADS_MOST = 16 };

struct finding {
    struct moments of;
    const struct shelf *const *shelves;
    size_t count, room; /* room: of the largest shelf */
    unsigned looks;
    const struct together *together;
    struct nearness *near;
    atomic_size_t next; /* moment that nobody has asked yet */
    atomic_bool failed;
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

static void *work(void *data)
{
    struct finding *f = data;
    struct workbench bench;
    struct question *questions = malloc(QUESTIONS * sizeof *questions);
    if (!workbench_open(&bench, f->room) || !questions)
        f->failed = true;
    for (size_t first; !f->failed && (first = atomic_fetch_add(&f->next, QUESTIONS)) < f->of.count;)
        ask_some(f, &bench, questions, first,
                 f->of.count - first < QUESTIONS ? f->of.count - first : QUESTIONS);
    workbench_close(&bench);
    free(questions);
    return NULL;
}

static void work_together(struct finding *f)
{
    pthread_t threads[THREADS_MOST];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = (f->of.count + QUESTIONS - 1) / QUESTIONS, started = 0;
    wanted = processors > 0 && wanted > (size_t)processors ? (size_t)processors : wanted;
    while (started + 1 < wanted && started < THREADS_MOST &&
           pthread_create(&threads[started], NULL, work, f) == 0)
        started++;
    work(f);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
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

/* Films that were not laid out, or not alike, are laid out for this search alone. */
struct own_shelves {
    struct shelf *items;
    struct pivots *pivots;
};

static bool are_alike(const struct facet_film *const *films, size_t count, enum moment_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (!films[i]->shelf[kind] || films[i]->shelf[kind]->known != films[0]->shelf[kind]->known)
            return false;
    return true;
}

static bool find_shelves(const struct facet_film *const *films, size_t count, enum moment_kind kind,
                         const struct shelf **shelves, struct own_shelves *own)
{
    if (are_alike(films, count, kind)) {
        for (size_t i = 0; i < count; i++)
            shelves[i] = films[i]->shelf[kind];
        return true;
    }
    own->items = calloc(count, sizeof *own->items);
    own->pivots = malloc(sizeof *own->pivots);
    bool room = own->items && own->pivots;
    if (room)
        pivots_choose(own->pivots, films, count);
    for (size_t i = 0; i < count && room; i++) {
        room = moments_lay_out(&own->items[i], moments_of(films[i], kind), own->pivots);
        shelves[i] = &own->items[i];
    }
    return room;
}

bool nearness_find(struct moments of, const struct facet_film *const *films, size_t count,
                   enum moment_kind kind, unsigned looks, const struct together *together,
                   struct nearness *near)
{
    const struct shelf **shelves = calloc(count + 1, sizeof(const struct shelf *));
    struct own_shelves own = {0};
    bool room = shelves && find_shelves(films, count, kind, shelves, &own);
    struct finding finding = {
        .of = of, .shelves = shelves, .count = count, .looks = looks, .together = together, .near = near};
    for (size_t i = 0; i < count; i++)
        near[i] = (struct nearness){0};
    for (size_t i = 0; i < count && room; i++) {
        room = open_near(&near[i], of.count);
        finding.room = shelves[i]->room > finding.room ? shelves[i]->room : finding.room;
    }
    if (room)
        work_together(&finding);
    for (size_t i = 0; own.items && i < count; i++)
        moments_put_away(&own.items[i]);
    free(own.items);
    free(own.pivots);
    free(shelves);
    return room && !finding.failed;
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
