/* SPDX-License-Identifier: Apache-2.0 */
/* Where everybody of a scene goes: the ways they take step by step, and the acts that come of the deeds,
 * those that are done to them too. Blocking, as the theatre calls it; no poses. */
#ifndef STAGE_BLOCKING_H
#define STAGE_BLOCKING_H

#include "figure/deed.h"
#include "figure/skeleton.h"

enum { most_blocked = 32, most_pending = 16 };

enum posture { posture_up, posture_seated, posture_lying };
enum way_kind { way_stands, way_steps, way_carried }; /* stands: the feet stay while the hips may move */

/* A stretch from one place to another. On a way of n steps the feet land, one after the other, n times,
 * evenly in time; in the first interval whoever walks speeds up, in the last they slow down. */
struct way {
    double begin, end, turned; /* `turned`: when the final heading is reached */
    struct start from, to;
    struct footprint feet[2]; /* where they are when it begins */
    enum way_kind kind;
    int steps, first; /* step k is of foot (first + k) % 2 */
    int running;
    double guard; /* feet apart for a fight: 1 left foot ahead, -1 right, 0 none */
};

/* Something that somebody does, or, where `taken`, that is done to them. */
struct act {
    enum verb verb;
    int who, whom, deed, taken, landed, mirror;
    int lasts;                 /* until something makes them get up */
    double begin, impact, end; /* end: never, for what lasts until they get up */
    struct start place;        /* of the hips at the impact */
    struct footprint feet[2];  /* then */
    struct vec target;         /* where the blow goes */
};
#define NEVER 1e15

struct actor {
    const struct body *body; /* NULL: nothing is known of them */
    struct way way;
    enum posture posture;
    double lies_from; /* the begin of the act that laid or seated them */
};

struct pending {
    double at;
    struct act act;
};

struct blocking {
    const struct deed *deeds;
    int count;
    double rate;
    double (*ground)(double x, double z);
    struct actor actors[most_blocked];
    struct pending pending[most_pending];
    int pending_count;
    /* Told in order: each act when it begins, each way when the next one begins (`until`). NULL: not told. */
    void (*acts)(void *user, const struct act *act);
    void (*rises)(void *user, int who, double at); /* what laid or seated them is over */
    void (*goes)(void *user, int who, const struct way *way, double until);
    void *user;
};

void blocking_open(struct blocking *blocking, const struct deed *deeds, int count, double rate,
                   double (*ground)(double x, double z));
void blocking_actor(struct blocking *blocking, int who, const struct body *body, struct start start);
/* Plays everything that begins before or at `until`; then the actors' ways are those of that moment. */
void blocking_play(struct blocking *blocking, double until);

double deed_lasts(const struct deed *deed, double rate);
struct start way_place(const struct way *way, double moment);
/* From 0: how many intervals between landings have gone by. */
double way_steps_done(const struct way *way, double moment);
/* Both feet; `air` becomes how much of its way through the air each has done, 0 on the ground. */
void way_feet(const struct blocking *blocking, const struct actor *actor, double moment,
              struct footprint feet[2], double air[2]);
/* When step k lands. */
double way_landing(const struct way *way, int k);

#endif
