/* SPDX-License-Identifier: Apache-2.0 */
/* Frames of a film as ticks of a steady rate, and back. */
#ifndef PST_FILM_CLOCK_H
#define PST_FILM_CLOCK_H

#include "exchange/exchange.h"
#include "pastiche/reel.h"

struct film_clock {
    const struct pst_film *film;
    const int64_t *pts;
    struct exchange_clock ticks;
    bool by_time; /* ticks are not frames: the rate varies, or another was asked for */
};

/* `rate` {0, 0}: the film's own where that is steady, else none. Belongs to the reel. */
enum pst_status film_clock_open(struct pst_reel *, struct pst_rational rate, struct film_clock *,
                                struct pst_error *);

/* The same without reading every frame: it knows where shots, transitions and labels begin and end, and no
   more, so film_clock_seen and film_clock_frame cannot be asked. */
enum pst_status film_clock_open_borders(struct pst_reel *, struct pst_rational rate, struct film_clock *,
                                        struct pst_error *);

/* Film time at which a frame begins; the film's end for a number of frames or more. */
double film_clock_seconds(const struct film_clock *, int64_t frame);

/* The tick nearest to where a frame begins. */
int64_t film_clock_tick(const struct film_clock *, int64_t frame);

/* The frame that is seen at that film time; the nearest one outside the film. */
int64_t film_clock_seen(const struct film_clock *, double seconds);

/* The frame that begins nearest to `ticks` of `rate` ({0, 0}: they are frames); the film's number of frames
   for its end. -1 where that is before the film, or more than half a frame behind its end. */
int64_t film_clock_frame(const struct film_clock *, int64_t ticks, struct pst_rational rate);

#endif
