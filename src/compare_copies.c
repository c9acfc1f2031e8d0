/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_copies.h"
#include "base/array.h"
#include "base/error.h"
#include "film_footage.h"
#include <stdlib.h>

/* What is found of E-values up to this is kept until it is known how much was searched in all: that only
   raises them. */
static const double kept = PST_COPY_EXPECTED;

struct copying {
    const struct cast *cast;
    const struct pst_compare_params *params;
    struct comparison_data *data;
    struct pst_footage *film;
    double searched; /* extents of the others */
};

/* PST_INPUT is told of, and *out NULL. */
static enum pst_status open_film(struct copying *c, size_t at, struct pst_footage **out,
                                 struct pst_error *error)
{
    struct pst_error why;
    const struct facet_film *film = c->cast->items[at];
    enum pst_status status = footage_of_reel(film->about.reel, film, out, &why);
    if (status == PST_INPUT)
        return comparison_note(c->data, "copies are not looked for in '%s': %s", film->about.reel,
                               why.message)
                   ? PST_OK
                   : fail_memory(error);
    return status == PST_OK ? PST_OK : fail(error, status, "%s", why.message);
}

static enum pst_status look_in(struct copying *c, size_t at, struct pst_error *error)
{
    struct pst_footage *other;
    struct pst_copy *copies = NULL;
    size_t count = 0;
    enum pst_status status = open_film(c, at, &other, error);
    if (status != PST_OK || !other)
        return status;
    c->searched += pst_footage_about(other)->extent;
    status = pst_copies(c->film, other, 0, kept, &copies, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        copies[i].film = (int64_t)at;
        copies[i].expected /= pst_footage_about(other)->extent; /* for now: of an extent of 1 */
        if (!array_push(&c->data->copies, copies[i]))
            status = fail_memory(error);
    }
    pst_copies_release(&copies);
    pst_footage_close(&other);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct pst_copy *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->film != y->film)
        return x->film < y->film ? -1 : 1;
    return (x->its_first > y->its_first) - (x->its_first < y->its_first);
}

static void settle(struct copying *c)
{
    size_t left = 0;
    for (size_t i = 0; i < c->data->copies.count; i++) {
        struct pst_copy copy = c->data->copies.items[i];
        copy.expected *= c->searched;
        if (copy.expected <= PST_COPY_EXPECTED)
            c->data->copies.items[left++] = copy;
    }
    c->data->copies.count = left;
    if (left)
        qsort(c->data->copies.items, left, sizeof *c->data->copies.items, by_place);
}

/* The copies in one other film, or in all of them (film 0). */
static enum pst_status tell_share(struct copying *c, size_t film, struct pst_error *error)
{
    size_t count = 0, all = c->data->copies.count;
    struct pst_copy *of = malloc((all + 1) * sizeof *of);
    if (!of)
        return fail_memory(error);
    for (size_t i = 0; i < all; i++)
        if (film == 0 || c->data->copies.items[i].film == (int64_t)film)
            of[count++] = c->data->copies.items[i];
    c->data->films.items[film].copied = pst_copies_share(of, count, c->cast->items[0]->about.seconds);
    free(of);
    return PST_OK;
}

enum pst_status compare_copies(const struct cast *cast, const struct pst_compare_params *params,
                               struct comparison_data *data, struct pst_error *error)
{
    struct copying c = {.cast = cast, .params = params, .data = data};
    enum pst_status status = open_film(&c, 0, &c.film, error);
    for (size_t i = 1; c.film && status == PST_OK && i < cast->count; i++)
        status = params->cancelled && params->cancelled(params->data)
                     ? fail(error, PST_INTERRUPTED, "interrupted")
                     : look_in(&c, i, error);
    if (status == PST_OK)
        settle(&c);
    for (size_t i = 0; c.film && status == PST_OK && i < cast->count; i++)
        status = tell_share(&c, i, error);
    pst_footage_close(&c.film);
    return status;
}
