/* SPDX-License-Identifier: Apache-2.0 */
/* What people do: deeds on a scene's clock. Where somebody is, how they stand and what can be heard of it is
 * a pure function of the scene's deeds and the moment, so that any frame can be shot alone. */
#ifndef STAGE_DEED_H
#define STAGE_DEED_H

#include "figure/body.h"

enum verb {
    deed_walk, /* to `to`, in `length` frames */
    deed_run,
    deed_turn, /* to `heading` */
    deed_sit,  /* on a seat at `to`, facing `heading` */
    deed_rise, /* from a seat or the ground */
    deed_say,  /* `words` */
    deed_look, /* at `whom`, or at `to` */
    deed_dance,
    deed_punch, /* what follows is done to `whom`, who takes it unless they block or dodge */
    deed_kick,
    deed_throw,
    deed_shoot,
    deed_roll,
    deed_dodge,
    deed_block,
    deed_fall,
    deed_get_up,
    deed_cheer,
    deed_gesture,
    deed_kinds
};

enum { longest_words = 200, nobody = -1 };

struct deed {
    double at, length; /* in frames; a length of 0 means the verb's own */
    int who, whom;     /* numbers in the film's cast; nobody */
    enum verb verb;
    struct vec to;
    double heading;
    int mirror;                /* left for right */
    char words[longest_words]; /* of deed_say, UTF-8 */
    char thread[24];           /* of deed_say: the thread that this line takes up; "" none */
    char room[16];             /* of deed_say: heard as in this room; "" the set's own (a planted seam) */
    int move;                  /* which move of a choreography this was, from 1; 0: none */
    int choreography;          /* which choreography of the film; -1: none */
    double beat;               /* of deed_dance: frames a beat, counted from `at`; 0: half a second */
};

/* A name as scripts say it ("get up" is `get_up`), or NULL. */
const char *verb_name(enum verb verb);
/* -1 where there is none of that name. */
int verb_named(const char *name);
/* How many frames it takes at 24 a second where nothing else is said. */
double verb_length(enum verb verb);
/* The frame after `at` at which the deed meets its `whom` (fist, foot, bullet) or the ground (fall, roll);
 * negative where nothing can be heard of it. Deeds that have no length must have been given one. */
double deed_impact(const struct deed *deed);

/* Where somebody begins. */
struct start {
    struct vec at;
    double heading;
};

/* What the deeds say of one person at a moment. `ground` gives the height of the floor; NULL: 0. */
struct bearing {
    struct pose pose;
    int walking, talking, dancing, fighting, lying, sitting;
    double speed; /* metres a frame over the ground */
};
/* `deeds` in order of time. Who strikes steps up to whom they strike, so all that take part must be known:
 * `bodies` and `starts` by number in the cast. */
struct bearing bearing_among(const struct deed *deeds, int count, int who, const struct body *bodies,
                             const struct start *starts, int people, double (*ground)(double x, double z),
                             double rate, double moment);
/* That, where nobody knows of the others: whoever is struck at is taken to be a step ahead. */
struct bearing bearing_at(const struct deed *deeds, int count, int who, const struct body *body,
                          struct start start, double (*ground)(double x, double z), double rate,
                          double moment);

enum sound_of {
    sound_step,
    sound_punch,
    sound_kick,
    sound_fall,
    sound_throw,
    sound_roll,
    sound_gunshot,
    sound_swing,
    sound_cloth
};

/* Something that a deed makes heard, or a contact that truth must tell: exact on the scene's clock. */
struct contact {
    double at; /* frames, fractions meant */
    enum sound_of sound;
    int who, whom;
    int deed; /* its number; -1: a step */
    struct vec place;
    double strength; /* 0 to 1 */
    int landed;      /* 0 where whom dodged or blocked it */
};
/* All contacts of everybody in [from, until) in order of time; returns how many there are, and writes at most
 * `room` of them. */
int contacts_between(const struct deed *deeds, int count, const struct body *bodies,
                     const struct start *starts, int people, double rate, double from, double until,
                     struct contact *contacts, int room);

#endif
