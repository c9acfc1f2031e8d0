/* SPDX-License-Identifier: Apache-2.0 */
#include "shot_colours.h"
#include "base/error.h"
#include "base/text.h"
#include "reel/walk.h"
#include <stdlib.h>

/* Histograms rise with n, as shots do: one walk over both. What one says holds until the next. */
struct colouring {
    const struct pst_shot *shots;
    size_t count, shot; /* shot: the one that is being added up */
    struct palette_sum sum;
    struct text last; /* the histogram before, and the frame from which it holds */
    int64_t from;
    shot_colours_done *done;
    void *data;
};

static enum pst_status finish_shot(struct colouring *c, struct pst_error *error)
{
    enum pst_status status = c->done(c->data, c->shot++, &c->sum, error);
    palette_clear(&c->sum);
    return status;
}

/* The last histogram holds up to frame `end`: shots that end before that are done. */
static enum pst_status colour_until(struct colouring *c, int64_t end, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    while (status == PST_OK && c->shot < c->count) {
        const struct pst_shot *shot = &c->shots[c->shot];
        int64_t first = c->from > shot->first ? c->from : shot->first;
        int64_t behind = end <= shot->last ? end : shot->last + 1;
        if (behind > first && c->last.length > 0)
            palette_add(&c->sum, c->last.data, c->last.length, behind - first);
        if (end <= shot->last)
            break;
        status = finish_shot(c, error);
    }
    return status;
}

static enum pst_status take_histogram(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct colouring *c = data;
    enum pst_status status = colour_until(c, vector->n, error);
    text_clear(&c->last);
    text_append_bytes(&c->last, vector->data, vector->size);
    c->from = vector->n;
    return status == PST_OK && c->last.failed ? fail_memory(error) : status;
}

enum pst_status shot_colours(struct pst_reel *reel, const struct pst_shot *shots, size_t count,
                             int64_t frames, shot_colours_done *done, void *data, struct pst_error *error)
{
    struct colouring *c = calloc(1, sizeof *c);
    if (!c)
        return fail_memory(error);
    c->shots = shots;
    c->count = count;
    c->done = done;
    c->data = data;
    enum pst_status status = reel_walk_vectors(reel, "colour_histogram", take_histogram, c, error);
    if (status == PST_OK)
        status = colour_until(c, frames, error);
    text_release(&c->last);
    free(c);
    return status;
}
