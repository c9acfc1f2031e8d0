/* SPDX-License-Identifier: Apache-2.0 */
/* The films that the finder of shots is trained on: films of the stage of tune seeds and two copies of each,
 * those that `bench shots` was reported on until they were looked at and a copy of each, real clips of the
 * group tune re-edited, and films of both kinds without any boundary. Those of the stage are synthetic. */
#ifndef BENCH_LESSONS_H
#define BENCH_LESSONS_H

#include <stdbool.h>

struct lesson_order {
    const char *work, *shared;                  /* folders: of the films, kept between runs; of footage */
    bool there;                                 /* take what is there, make nothing */
    int stage, traps, edited, rare, real_traps; /* rare: re-edited with many changes of rare kinds */
    int busy;                                   /* re-edited, with effects and overlays */
    int entered, plated;                        /* real traps: things enter and leave; plates come and go */
    int seen, seen_traps;                       /* of the stage, of the group `seen`: bench/shot_films.h */
};

enum { LESSON_PATH = 1024, LESSONS = 3, LESSON_PARTS = 5 };

enum lesson_kind {
    LESSON_STAGE,
    LESSON_COPY,
    LESSON_STAGE_TRAP, /* synthetic up to here */
    LESSON_EDITED,
    LESSON_BUSY,
    LESSON_REAL_TRAP,
    LESSON_KINDS
};

struct lesson {
    enum lesson_kind kind;
    char film[LESSON_PATH], truth[LESSON_PATH]; /* no truth: no boundary */
    int part; /* what shares a seed or a clip shares a part, 0 to LESSON_PARTS − 1 */
};

int lesson_count(const struct lesson_order *);
/* Makes what is not there yet. −1: told on standard error; else how many, for the camera of a trap may find
 * no room. */
int lessons_make(const struct lesson_order *, int n, struct lesson lessons[LESSONS]);

#endif
