/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_copies.h"
#include "base/array.h"
#include "base/error.h"
#include "copies_together.h"
#include "film_footage.h"
#include "likeness/shared_work.h"
#include <math.h>
#include <stdlib.h>

/* What is found of E-values up to this is kept until it is known how much was searched in all: that only
   raises them. */
static const double kept = PST_COPY_EXPECTED;

enum { KINDS = PST_COPY_SOUND + 1 };

/* What was found in one of the other films. */
struct other {
    struct found {
        struct pst_copy *copies;
        size_t count;
        double extent; /* 0: it was not looked in */
    } of[KINDS];
    bool unmeasured; /* its sound is */
    enum pst_status status;
    struct pst_error why;
};

struct copying {
    const struct cast *cast;
    const struct pst_compare_params *params;
    struct comparison_data *data;
    struct pst_footage *film;
    struct other *others;   /* as the cast's items; of the film itself nothing */
    double searched[KINDS]; /* extents of the others */
};

static bool is_cancelled(const struct copying *c)
{
    return c->params->cancelled && c->params->cancelled(c->params->data);
}

static void look_in(const struct copying *c, size_t at)
{
    struct other *other = &c->others[at];
    struct pst_footage *footage;
    const struct facet_film *film = c->cast->items[at];
    other->status = footage_of_reel(film->about.reel, film, &footage, &other->why);
    if (other->status != PST_OK)
        return;
    struct found *pictures = &other->of[PST_COPY_PICTURES], *sound = &other->of[PST_COPY_SOUND];
    other->status = pst_copies(c->film, footage, 0, kept, &pictures->copies, &pictures->count, &other->why);
    if (other->status == PST_OK)
        other->status =
            pst_sound_copies(c->film, footage, 0, kept, &sound->copies, &sound->count, &other->why);
    pictures->extent = pst_footage_about(footage)->extent;
    sound->extent = pst_footage_about(footage)->sound_extent;
    other->unmeasured = pst_footage_about(footage)->sound_unmeasured;
    pst_footage_close(&footage);
}

static void look_in_some(struct shared_work *all, void *data)
{
    const struct copying *c = data;
    size_t first, count;
    while (shared_work_take(all, &first, &count))
        for (size_t i = first; i < first + count; i++)
            if (!is_cancelled(c))
                look_in(c, i + 1);
}

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

static enum pst_status take(struct copying *c, size_t at, struct pst_error *error)
{
    const struct other *other = &c->others[at];
    enum pst_status status = note(c, at, other->status, &other->why, error);
    if (status == PST_OK && other->unmeasured)
        status = note_sound(c, at, error);
    for (int kind = 0; kind < KINDS; kind++) {
        const struct found *found = &other->of[kind];
        c->searched[kind] += found->extent;
        for (size_t i = 0; status == PST_OK && i < found->count; i++) {
            struct pst_copy copy = found->copies[i];
            copy.film = (int64_t)at;
            copy.expected /= found->extent; /* of an extent of 1, till all that is searched is known */
            if (!array_push(&c->data->copies, copy))
                status = fail_memory(error);
        }
    }
    return status;
}

static enum pst_status look_in_all(struct copying *c, struct pst_error *error)
{
    struct shared_work all = {.count = c->cast->count - 1, .at_once = 1, .work = look_in_some, .data = c};
    enum pst_status status = PST_OK;
    c->others = calloc(c->cast->count, sizeof *c->others);
    if (!c->others || !shared_work_do(&all))
        return fail_memory(error);
    if (is_cancelled(c))
        return fail(error, PST_INTERRUPTED, "interrupted");
    for (size_t i = 1; i < c->cast->count && status == PST_OK; i++)
        status = take(c, i, error);
    return status;
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

static void settle(struct copying *c)
{
    size_t left = 0;
    for (size_t i = 0; i < c->data->copies.count; i++) {
        struct pst_copy copy = c->data->copies.items[i];
        copy.expected *= c->searched[copy.what];
        if (copy.expected <= PST_COPY_EXPECTED)
            c->data->copies.items[left++] = copy;
    }
    c->data->copies.count = left;
    if (left)
        qsort(c->data->copies.items, left, sizeof *c->data->copies.items, by_place);
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
    double *shares[KINDS] = {&told->copied, &told->sound_copied};
    enum pst_status status = PST_OK;
    for (int kind = 0; status == PST_OK && kind < KINDS; kind++)
        if (film ? c->others[film].of[kind].extent > 0 : c->searched[kind] > 0)
            status = find_share(c, film, (enum pst_copy_what)kind, shares[kind], error);
    return status;
}

/* What is settled, pictures and sound together. */
static enum pst_status tell_all(struct copying *c, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    settle(c);
    for (size_t i = 0; status == PST_OK && i < c->cast->count; i++)
        status = tell_shares(c, i, error);
    if (status == PST_OK && !copies_join(c->data->copies.items, &c->data->copies.count))
        status = fail_memory(error);
    return status;
}

static void release(struct copying *c)
{
    for (size_t i = 0; c->others && i < c->cast->count; i++)
        for (int kind = 0; kind < KINDS; kind++)
            pst_copies_release(&c->others[i].of[kind].copies);
    free(c->others);
    pst_footage_close(&c->film);
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
    release(&c);
    return status;
}
