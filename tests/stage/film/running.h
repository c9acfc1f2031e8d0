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

/* The first shot whose joins and fades do not fit into it, told in `complaint`; -1 where all do. What comes
 * over a shot at its begin (its join's frames, or its fade) and at its end may together take all its frames;
 * a border has a gradual join or fades, not both. */
int running_misfit(const struct screenplay *film, char *complaint, size_t room);
/* 0, or -1 where there is a misfit, told in `complaint`, and nothing to release. A join of n frames shows n
 * frames of both shots; its frame i (from 0) is done by (i + 1) / (n + 1). A fade out of n frames is faded by
 * (i + 1) / n at its frame i, so that the shot's last frame is wholly the colour; a fade in by (n - i) /
 * (n + 1), so that its first frame differs from the colour before it: the change shows in each of the n
 * frames. */
int running_make(const struct screenplay *film, struct running *running, char *complaint, size_t room);
void running_release(struct running *running);
struct exposure running_at(const struct screenplay *film, const struct running *running, int frame);

/* A transition as the film has it, in the words of the reel and of shared truth: a cut's first and last are
 * the new shot's first frame; else the first and last frame in which the change shows. A join of one frame is
 * a cut at that frame, the first in which the new shot shows (as bench/reedit.c tells its blended cuts, and
 * the meter finds them). A cut between two shots of one set-up whose clock does not go on is a jump cut.
 * Where a picture goes on as the same plain colour (a fade out to black and a black card) there is no cut. */
enum { none_near = 1000000 };

struct true_transition {
    const char
        *kind; /* cut, jump_cut, dissolve, fade_in, fade_out, dip_black, dip_white, dip, wipe, push, slide */
    int first, last;
    int from, to;       /* shots; -1 before the first and after the last */
    const char *detail; /* of a wipe: straight, clock, iris; "" */
    int near_contact;   /* from `first` to the nearest impact that its two shots show (a blow that lands, a
                           fall), in frames, negative: before it; none_near where they show none */
    int crosses;        /* the camera is on the other side of the line of action than at the end of the shot
                           before of the same scene */
};
/* All of them in order; the caller frees. A fade out that a fade in follows at once is one dip; both stay two
 * where black lies between. */
struct true_transition *running_transitions(const struct screenplay *film, const struct running *running,
                                            int *count);

#endif
