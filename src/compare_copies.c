/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_copies.h"
#include "asked_films.h"
#include "base/array.h"
#include "base/error.h"
#include "copies_together.h"
#include "film_footage.h"
#include <math.h>
#include <stdlib.h>

struct copying {
    const struct cast *cast;
    const struct pst_compare_params *params;
    struct comparison_data *data;
    struct pst_footage *film;
    struct asked_film *others;       /* as the cast's items; of the film itself nothing */
    double searched[PST_COPY_KINDS]; /* extents of the others */
};

/* A film that cannot be looked in is told of. */
static enum pst_status note(const struct copying *c, size_t at, enum pst_status status,
                            const struct pst_error *why, struct pst_error *error)
{
    if (status != PST_INPUT)
        return status == PST_OK ? PST_OK : fail(error, status, "%s", why->message);
    return comparison_note(c->data, "copies are not looked for in '%s': %s", c->cast->items[at]->about.reel,
                           why->message)
               ? PST_OK
               : fail_memory(error);
}

static enum pst_status note_sound(const struct copying *c, size_t at, struct pst_error *error)
{
    return comparison_note(c->data, "the sound of '%s' is not looked for: measure its film again",
                           c->cast->items[at]->about.reel)
               ? PST_OK
               : fail_memory(error);
}

static int by_place(const void *a, const void *b)
{
    const struct pst_copy *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->film != y->film)
        return x->film < y->film ? -1 : 1;
    if (x->its_first != y->its_first)
        return x->its_first < y->its_first ? -1 : 1;
    return (int)x->what - (int)y->what;
}

static enum pst_status take(struct copying *c, size_t at, struct pst_error *error)
{
    const struct asked_film *other = &c->others[at];
    for (size_t i = 0; i < other->count; i++) {
        struct pst_copy copy = other->copies[i];
        copy.film = (int64_t)at;
        if (!array_push(&c->data->copies, copy))
            return fail_memory(error);
    }
    return PST_OK;
}

static enum pst_status look_in_all(struct copying *c, struct pst_error *error)
{
    size_t count = c->cast->count;
    c->others = calloc(count, sizeof *c->others);
    if (!c->others)
        return fail_memory(error);
    for (size_t i = 1; i < count; i++)
        c->others[i].film = c->cast->items[i];
    enum pst_status status =
        asked_films_search(c->film, c->others, count, c->params->cancelled, c->params->data, error);
    for (size_t i = 1; i < count && status == PST_OK; i++) {
        const struct asked_film *other = &c->others[i];
        status = note(c, i, other->status, &other->why, error);
        if (status == PST_OK && other->sound_unmeasured)
            status = note_sound(c, i, error);
        for (int what = 0; what < PST_COPY_KINDS; what++)
            c->searched[what] += other->extents[what];
    }
    asked_films_settle(c->others, count, c->searched);
    for (size_t i = 1; i < count && status == PST_OK; i++)
        status = take(c, i, error);
    if (status == PST_OK && c->data->copies.count)
        qsort(c->data->copies.items, c->data->copies.count, sizeof *c->data->copies.items, by_place);
    return status;
}

/* The share of the film's seconds of which something is told in one other film, or in all of them (film 0).
 */
static enum pst_status find_share(const struct copying *c, size_t film, enum pst_copy_what what,
                                  double *share, struct pst_error *error)
{
    size_t count = 0, all = c->data->copies.count;
    struct pst_copy *of = malloc((all + 1) * sizeof *of);
    if (!of)
        return fail_memory(error);
    for (size_t i = 0; i < all; i++) {
        const struct pst_copy *copy = &c->data->copies.items[i];
        if ((film == 0 || copy->film == (int64_t)film) && copy->what == what)
            of[count++] = *copy;
    }
    *share = pst_copies_share(of, count, c->cast->items[0]->about.seconds);
    free(of);
    return PST_OK;
}

/* Of a film that was looked in, in pictures or in sound; the film itself: in any. */
static enum pst_status tell_shares(struct copying *c, size_t film, struct pst_error *error)
{
    struct pst_compared *told = &c->data->films.items[film];
    double *shares[PST_COPY_KINDS] = {&told->copied, &told->sound_copied};
    enum pst_status status = PST_OK;
    for (int kind = 0; status == PST_OK && kind < PST_COPY_KINDS; kind++)
        if (film ? c->others[film].extents[kind] > 0 : c->searched[kind] > 0)
            status = find_share(c, film, (enum pst_copy_what)kind, shares[kind], error);
    return status;
}

/* Pictures and sound together. */
static enum pst_status tell_all(struct copying *c, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < c->cast->count; i++)
        status = tell_shares(c, i, error);
    if (status == PST_OK && !copies_join(c->data->copies.items, &c->data->copies.count))
        status = fail_memory(error);
    return status;
}

enum pst_status compare_copies(const struct cast *cast, const struct pst_compare_params *params,
                               struct comparison_data *data, struct pst_error *error)
{
    struct copying c = {.cast = cast, .params = params, .data = data};
    struct pst_error why;
    for (size_t i = 0; i < cast->count; i++)
        data->films.items[i].copied = data->films.items[i].sound_copied = (double)NAN;
    if (params->no_copies)
        return PST_OK;
    enum pst_status status = footage_of_reel(cast->items[0]->about.reel, cast->items[0], &c.film, &why);
    status = note(&c, 0, status, &why, error);
    if (c.film && status == PST_OK && pst_footage_about(c.film)->sound_unmeasured)
        status = note_sound(&c, 0, error);
    if (c.film && status == PST_OK)
        status = look_in_all(&c, error);
    if (c.film && status == PST_OK)
        status = tell_all(&c, error);
    asked_films_release(c.others, cast->count);
    pst_footage_close(&c.film);
    return status;
}
