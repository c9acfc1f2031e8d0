/* SPDX-License-Identifier: Apache-2.0 */
#include "asked_films.h"
#include "base/error.h"
#include "base/shared_work.h"
#include "film_footage.h"
#include <stdlib.h>

struct asking {
    const struct pst_footage *of;
    struct asked_film *items;
    bool (*cancelled)(void *data);
    void *data;
};

static bool is_cancelled(const struct asking *a)
{
    return a->cancelled && a->cancelled(a->data);
}

/* Puts the second list behind the first, and gives its memory back. */
static bool append(struct asked_film *to, struct pst_copy **more, size_t count)
{
    struct pst_copy *all = realloc(to->copies, (to->count + count + 1) * sizeof *all);
    if (all) {
        to->copies = all;
        for (size_t i = 0; i < count; i++)
            all[to->count++] = (*more)[i];
    }
    pst_copies_release(more);
    return all;
}

/* What is found of E-values up to what is told is kept until it is known how much was searched in all: that
   only raises them. */
static void look_in(const struct asking *a, struct asked_film *in)
{
    struct pst_footage *footage;
    in->status = footage_of_reel(in->film->about.reel, in->film, &footage, &in->why);
    if (in->status != PST_OK)
        return;
    const struct pst_footage_about *about = pst_footage_about(footage);
    struct pst_copy *sound = NULL;
    size_t count = 0;
    in->status = pst_copies(a->of, footage, 0, PST_COPY_EXPECTED, &in->copies, &in->count, &in->why);
    if (in->status == PST_OK)
        in->status = pst_sound_copies(a->of, footage, 0, PST_COPY_EXPECTED, &sound, &count, &in->why);
    if (in->status == PST_OK && !append(in, &sound, count))
        in->status = fail_memory(&in->why);
    in->extents[PST_COPY_PICTURES] = about->extent;
    in->extents[PST_COPY_SOUND] = about->sound_extent;
    in->sound_unmeasured = about->sound_unmeasured;
    pst_footage_close(&footage);
}

static void look_in_some(struct shared_work *all, void *data)
{
    const struct asking *a = data;
    size_t first, count;
    while (shared_work_take(all, &first, &count))
        for (size_t i = first; i < first + count; i++)
            if (a->items[i].film && !is_cancelled(a))
                look_in(a, &a->items[i]);
}

enum pst_status asked_films_search(const struct pst_footage *of, struct asked_film *items, size_t count,
                                   bool (*cancelled)(void *data), void *data, struct pst_error *error)
{
    struct asking asking = {of, items, cancelled, data};
    struct shared_work all = {.count = count, .at_once = 1, .work = look_in_some, .data = &asking};
    if (!shared_work_do(&all))
        return fail_memory(error);
    return is_cancelled(&asking) ? fail(error, PST_INTERRUPTED, "interrupted") : PST_OK;
}

void asked_films_settle(struct asked_film *items, size_t count, const double searched[PST_COPY_KINDS])
{
    for (size_t i = 0; i < count; i++) {
        size_t left = 0;
        for (size_t k = 0; k < items[i].count; k++) {
            struct pst_copy copy = items[i].copies[k];
            copy.expected = copy.expected / items[i].extents[copy.what] * searched[copy.what];
            if (copy.expected <= PST_COPY_EXPECTED)
                items[i].copies[left++] = copy;
        }
        items[i].count = left;
    }
}

void asked_films_release(struct asked_film *items, size_t count)
{
    for (size_t i = 0; items && i < count; i++)
        pst_copies_release(&items[i].copies);
    free(items);
}
