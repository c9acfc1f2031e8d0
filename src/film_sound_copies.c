/* SPDX-License-Identifier: Apache-2.0 */
/* What of one film's sound is in another. */
#include "base/error.h"
#include "copies/copies_line.h"
#include "film_footage.h"
#include <math.h>

/* The frame that shows then; -1: there are none. */
static int64_t frame_showing(const struct pst_footage *f, double time)
{
    size_t low = 0, high = f->frames;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (f->times[middle] <= time)
            low = middle;
        else
            high = middle;
    }
    return f->frames ? (int64_t)low : -1;
}

static void name_frames(const struct pst_footage *f, double starts, double seconds, int64_t *first,
                        int64_t *last)
{
    static const double inside = 1e-6; /* seconds: what ends as a frame begins does not touch it */
    *first = frame_showing(f, starts);
    *last = frame_showing(f, fmax(starts, starts + seconds - inside));
}

/* The share of a copy of sound whose pictures are the same along its line; NaN: cannot tell. */
static double pictures_along(const struct pst_footage *film, const struct pst_footage *other,
                             const struct pst_copy *c)
{
    const struct copies_pair pair = {&film->sketch, &other->sketch, {false, 0, 0}};
    const struct copies_line line = {c->starts, c->its_starts, c->its_seconds / c->seconds};
    if (c->first < 0 || c->its_first < 0)
        return (double)NAN;
    struct copies_evidence e = copies_line_evidence(&pair, &line, (struct copies_span){c->first, c->last});
    return e.distance < FINGERPRINT_BITS ? e.matched : (double)NAN;
}

enum pst_status pst_sound_copies(const struct pst_footage *film, const struct pst_footage *other,
                                 double searched, double most, struct pst_copy **copies, size_t *count,
                                 struct pst_error *error)
{
    if (!film_soundtrack_copies(&film->sound, &other->sound, searched, most, copies, count))
        return fail_memory(error);
    for (size_t i = 0; i < *count; i++) {
        struct pst_copy *c = &(*copies)[i];
        name_frames(film, c->starts, c->seconds, &c->first, &c->last);
        name_frames(other, c->its_starts, c->its_seconds, &c->its_first, &c->its_last);
        c->both = pictures_along(film, other, c);
    }
    return PST_OK;
}
