/* SPDX-License-Identifier: Apache-2.0 */
/* A film's sound as copies are looked for in it. */
#ifndef PST_FILM_SOUNDTRACK_H
#define PST_FILM_SOUNDTRACK_H

#include "copies/sound_find.h"
#include "media/media.h"
#include "meter/meter.h"
#include "pastiche/comparison.h"
#include "pastiche/reel.h"

struct film_soundtrack {
    uint64_t *words;
    size_t count, capacity;
    double starts;   /* film time of the first sample */
    bool unmeasured; /* the reel is of an older tool, or was measured without it */
    struct sound_track track;
};

/* All of it is given back with film_soundtrack_release, also after a failure. */
enum pst_status film_soundtrack_read(struct film_soundtrack *, struct pst_reel *, struct pst_error *);
void film_soundtrack_release(struct film_soundtrack *);

/* The same by a meter's hand: opened before the film is played, fed with its blocks, closed behind it.
   Between two openings it begins anew. */
struct film_soundtrack_ear {
    struct film_soundtrack *sound;
    struct meter_run run;
    struct pst_error error;
};
enum pst_status film_soundtrack_ear_open(struct film_soundtrack_ear *, struct film_soundtrack *,
                                         const struct pst_film *, struct pst_error *);
enum pst_status film_soundtrack_hear(struct film_soundtrack_ear *, const struct sound_block *,
                                     struct pst_error *);
/* `whole`: the film was played to its end. */
enum pst_status film_soundtrack_ear_close(struct film_soundtrack_ear *, bool whole, struct pst_error *);

/* What lies under pictures that do not count does not, either. Seconds of film time. */
void film_soundtrack_silence(struct film_soundtrack *, double from, double to);
/* Makes the track. false: no memory. */
bool film_soundtrack_finish(struct film_soundtrack *);

/* What of `a` is also in `b`, the best first, frames not told (-1). Likewise pst_copies. */
bool film_soundtrack_copies(const struct film_soundtrack *a, const struct film_soundtrack *b, double searched,
                            double most, struct pst_copy **, size_t *count);

/* The share of a copy of pictures, second by second, whose sound is the same along its line, give or take
   half a second; NaN: cannot tell. */
double film_soundtrack_along(const struct film_soundtrack *a, const struct film_soundtrack *b,
                             const struct pst_copy *);

#endif
