/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/copies_seeds.h"
#include "base/array.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A picture is asked for every ask_seconds, or sooner where it has changed by ASK_BITS. Of one picture the
   MOST nearest answers count, no two within `apart` seconds of each other. */
enum { RADIUS = 30, ASK_BITS = 10, MOST = 24 };
static const double ask_seconds = 0.25, ask_soonest = 0.08, apart = 0.5;
/* Answers to `cell_seconds` of pictures support each other where their offsets fall into the same of such
   bins: twice what a speed off by 4 % moves them. */
static const double cell_seconds = 5, cell_offset = 0.4;

static const struct copies_views all_views[] = {{false, 0, 0}, {false, 0, 1}, {false, 1, 0},
                                                {true, 0, 0},  {true, 0, 1},  {true, 1, 0}};
enum { ALL_VIEWS = sizeof all_views / sizeof *all_views };

struct seeking {
    const struct copies_sketch *a, *b;
    struct print_hits hits;
    struct copies_seeds answers; /* of one picture */
    struct copies_seeds *seeds;
};

static int by_distance(const void *a, const void *b)
{
    const struct copies_seed *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance - y->distance;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return x->views.mirrored - y->views.mirrored;
}

/* Is an answer nearer by to this one kept already? */
static bool is_crowded(const struct seeking *s, size_t first, const struct copies_seed *seed)
{
    const double *times = s->b->film.times;
    for (size_t i = first; i < s->seeds->count; i++)
        if (s->seeds->items[i].views.mirrored == seed->views.mirrored &&
            fabs(times[s->seeds->items[i].b] - times[seed->b]) < apart)
            return true;
    return false;
}

static bool keep_nearest(struct seeking *s)
{
    size_t first = s->seeds->count;
    if (s->answers.count)
        qsort(s->answers.items, s->answers.count, sizeof *s->answers.items, by_distance);
    for (size_t i = 0; i < s->answers.count && s->seeds->count < first + MOST; i++)
        if (!is_crowded(s, first, &s->answers.items[i]) && !array_push(s->seeds, s->answers.items[i]))
            return false;
    return true;
}

static bool ask(struct seeking *s, uint32_t frame)
{
    s->answers.count = 0;
    for (int v = 0; v < ALL_VIEWS; v++) {
        struct print_code code =
            print_code_of(s->a->film.prints + (size_t)frame * FINGERPRINT_SIZE, all_views[v].a);
        if (all_views[v].mirrored)
            code = print_code_mirrored(code);
        s->hits.count = 0;
        if (!print_index_find(&s->b->index, all_views[v].b, code, RADIUS, &s->hits))
            return false;
        for (size_t i = 0; i < s->hits.count; i++) {
            struct copies_seed seed = {frame, s->hits.items[i].frame, s->hits.items[i].distance, all_views[v],
                                       0};
            if (!array_push(&s->answers, seed))
                return false;
        }
    }
    return keep_nearest(s);
}

static bool ask_all(struct seeking *s)
{
    const struct copies_film *film = &s->a->film;
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < film->count; i++) {
        if (!s->a->told[i])
            continue;
        if (last != SIZE_MAX) {
            double since = film->times[i] - film->times[last];
            int changed = print_code_distance(print_code_of(film->prints + i * FINGERPRINT_SIZE, 0),
                                              print_code_of(film->prints + last * FINGERPRINT_SIZE, 0));
            if (since < ask_soonest || (since < ask_seconds && changed < ASK_BITS))
                continue;
        }
        last = i;
        if (!ask(s, (uint32_t)i))
            return false;
    }
    return true;
}

/* A cell of the plane of times and offsets, half a bin on where `shifted`. */
struct cell {
    int64_t offset, time;
    bool mirrored;
    uint32_t seed;
};

static struct cell cell_of(const struct copies_sketch *a, const struct copies_sketch *b,
                           const struct copies_seed *seed, bool shifted, uint32_t number)
{
    double time = a->film.times[seed->a], offset = b->film.times[seed->b] - time;
    return (struct cell){(int64_t)floor(offset / cell_offset + (shifted ? 0.5 : 0)),
                         (int64_t)floor(time / cell_seconds), seed->views.mirrored, number};
}

static int same_cell(const struct cell *x, const struct cell *y)
{
    if (x->mirrored != y->mirrored)
        return x->mirrored - y->mirrored;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return (x->time > y->time) - (x->time < y->time);
}

static int by_cell(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    int order = same_cell(x, y);
    return order ? order : (x->seed > y->seed) - (x->seed < y->seed);
}

static double support_of(const struct copies_sketch *a, const struct copies_seed *seed)
{
    return (COPIES_FAR - seed->distance) * (double)a->pictures[a->picture_of[seed->a]].weight;
}

static bool count_support(const struct copies_sketch *a, const struct copies_sketch *b,
                          struct copies_seeds *seeds)
{
    struct cell *cells = malloc((seeds->count + 1) * sizeof *cells);
    if (!cells)
        return false;
    for (int shifted = 0; shifted < 2; shifted++) {
        for (size_t i = 0; i < seeds->count; i++)
            cells[i] = cell_of(a, b, &seeds->items[i], shifted, (uint32_t)i);
        qsort(cells, seeds->count, sizeof *cells, by_cell);
        for (size_t first = 0, end; first < seeds->count; first = end) {
            double sum = 0;
            for (end = first; end < seeds->count && same_cell(&cells[first], &cells[end]) == 0; end++)
                sum += support_of(a, &seeds->items[cells[end].seed]);
            for (size_t i = first; i < end; i++) {
                struct copies_seed *seed = &seeds->items[cells[i].seed];
                seed->support = fmax(seed->support, sum);
            }
        }
    }
    free(cells);
    return true;
}

static int by_support(const void *a, const void *b)
{
    const struct copies_seed *x = a, *y = b;
    if (x->support != y->support)
        return x->support > y->support ? -1 : 1;
    if (x->distance != y->distance)
        return x->distance - y->distance;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return x->views.mirrored - y->views.mirrored;
}

bool copies_seeds_find(const struct copies_sketch *a, const struct copies_sketch *b,
                       struct copies_seeds *seeds)
{
    struct seeking s = {.a = a, .b = b, .seeds = seeds};
    *seeds = (struct copies_seeds){0};
    bool room = ask_all(&s);
    free(s.hits.items);
    free(s.answers.items);
    room = room && (!seeds->count || count_support(a, b, seeds));
    if (room && seeds->count)
        qsort(seeds->items, seeds->count, sizeof *seeds->items, by_support);
    return room;
}
