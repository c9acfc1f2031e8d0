/* SPDX-License-Identifier: Apache-2.0 */
/* The running order: which frames of which shots the film's frame shows, and what that makes true of
 * transitions. */
#ifndef STAGE_RUNNING_H
#define STAGE_RUNNING_H

#include "film/screenplay.h"

/* Frames of the film in which any of a shot shows. */
struct shown_span {
    int first, last;
};

/* One frame of the film: shot `a` at its own frame, and during a join shot `b`, which comes, as well. */
struct exposure {
    int a, b; /* b: -1 outside joins */
    int a_frame, b_frame;
    double done;             /* share of the way from a to b, 0 to 1, neither reached */
    double a_faded, b_faded; /* 0: as shot; 1: nothing but the fade's colour */
    struct colour a_fade, b_fade;
};

struct running {
    int frames;               /* of the film */
    struct shown_span *spans; /* one a shot; owned */
};

/* 0, or -1 where joins and fades do not fit into their shots, told in `complaint`. */
int running_make(const struct screenplay *film, struct running *running, char *complaint, size_t room);
void running_release(struct running *running);
struct exposure running_at(const struct screenplay *film, const struct running *running, int frame);

/* A transition as the film has it, in the words of the reel and of shared truth: a cut's first and last are
 * the new shot's first frame; else the first and last frame in which the change shows. */
struct true_transition {
    const char
        *kind; /* cut, jump_cut, dissolve, fade_in, fade_out, dip_black, dip_white, dip, wipe, push, slide */
    int first, last;
    int from, to;       /* shots; -1 before the first and after the last */
    const char *detail; /* of a wipe: straight, clock, iris; "" */
    int near_contact; /* frames from this cut to the nearest impact in the two shots' scene; large: none near
                       */
    int crosses;      /* the camera changes sides of the line of action */
};
/* All of them in order; the caller frees. A fade out that a fade in follows at once is one dip; both stay two
 * where black lies between. */
struct true_transition *running_transitions(const struct screenplay *film, const struct running *running,
                                            int *count);

#endif
