/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/shelves.h"
#include <stdlib.h>

static bool are_alike(const struct facet_film *const *films, size_t count, enum moment_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (!films[i]->shelf[kind] || films[i]->shelf[kind]->known != films[0]->shelf[kind]->known)
            return false;
    return true;
}

static bool lay_out_all(struct shelves *shelves, const struct facet_film *const *films, size_t count,
                        enum moment_kind kind)
{
    shelves->own = calloc(count, sizeof *shelves->own);
    shelves->pivots = malloc(sizeof *shelves->pivots);
    if (!shelves->own || !shelves->pivots)
        return false;
    shelves->own_count = count;
    pivots_choose(shelves->pivots, films, count);
    bool room = true;
    for (size_t i = 0; i < count && room; i++) {
        room = moments_lay_out(&shelves->own[i], moments_of(films[i], kind), shelves->pivots);
        shelves->items[i] = &shelves->own[i];
    }
    return room;
}

bool shelves_open(struct shelves *shelves, const struct facet_film *const *films, size_t count,
                  enum moment_kind kind)
{
    *shelves = (struct shelves){.items = calloc(count + 1, sizeof(const struct shelf *))};
    if (!shelves->items)
        return false;
    bool alike = are_alike(films, count, kind);
    if (!alike && !lay_out_all(shelves, films, count, kind))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (alike)
            shelves->items[i] = films[i]->shelf[kind];
        shelves->room = shelves->items[i]->room > shelves->room ? shelves->items[i]->room : shelves->room;
    }
    return true;
}

void shelves_close(struct shelves *shelves)
{
    for (size_t i = 0; i < shelves->own_count; i++)
        moments_put_away(&shelves->own[i]);
    free(shelves->own);
    free(shelves->pivots);
    free(shelves->items);
    *shelves = (struct shelves){0};
}
