/* SPDX-License-Identifier: Apache-2.0 */
/* Shoots a whole film, frame by frame in the film's order, with several threads. */
#ifndef STAGE_FILMING_H
#define STAGE_FILMING_H

#include "film/moment.h"
#include "film/running.h"

struct film_frame {
    int number;
    struct exposure exposure;
    struct frame_truth a, b; /* of the two shots of the exposure; b only where there is one */
};

struct filming {
    const struct screenplay *film;
    const struct running *running;
    const struct speeches *speeches;
    int first, last; /* frames to shoot, both inside */
    int threads;
    /* Called once a frame, in order; other than 0 ends it. */
    int (*take)(void *user, const struct film_frame *frame, const struct picture_planes *planes);
    void *user;
};

/* What `take` said last; -1 where no thread can be started. */
int film_shoot(const struct filming *filming);

#endif
