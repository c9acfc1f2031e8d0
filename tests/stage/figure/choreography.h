/* SPDX-License-Identifier: Apache-2.0 */
/* A choreography: named moves of two roles, which can be mirrored, re-timed, given to other bodies, with
 * moves put in or left out. */
#ifndef STAGE_CHOREOGRAPHY_H
#define STAGE_CHOREOGRAPHY_H

#include "figure/deed.h"

enum { most_choreography_moves = 64 };

struct choreography_move {
    double at, length; /* frames after the start; length 0: the verb's own */
    int role, other;   /* 0 or 1; nobody */
    enum verb verb;
};

struct choreography {
    char name[24];
    struct choreography_move moves[most_choreography_moves];
    int count;
};

struct performance {
    double at;     /* on the scene's clock */
    int actors[2]; /* who takes which role */
    int mirror;
    double speed;   /* 1: as written; 1.25: a quarter faster */
    int without[8]; /* moves left out, counted from 1; 0 ends the list */
    struct choreography_move added[8];
    int added_count;
};

/* The deeds it comes to, in order of time; returns how many, writes at most `room`. */
int choreography_perform(const struct choreography *choreography, int number,
                         const struct performance *performance, struct deed *deeds, int room);

#endif
