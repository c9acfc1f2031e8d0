/* SPDX-License-Identifier: Apache-2.0 */
/* Scores of every finder on every set of films, as text and as a table. Sets are never added up. */
#ifndef BENCH_SCOREBOARD_H
#define BENCH_SCOREBOARD_H

#include "finders.h"

#include <stdio.h>

struct film_set {
    const char *name;  /* of one word: "stage-clean" */
    const char *title; /* for people */
    bool synthetic, trap;
    bool goal;                 /* figures of this set are asked for */
    double cut_goal, way_goal; /* F1 of cuts and of gradual changes; 0: none */
    bool calibrated;           /* its calibration is asked for */
    struct score scores[FINDERS];
    bool ran[FINDERS];
    int films;
    double seconds;
};

/* Adds a film's findings. */
void set_add(struct film_set *, const struct list *truth, const struct findings *);
void set_print(struct film_set *);
/* The table of all sets: tab-separated for programs; for people its cells are padded as well. */
void scoreboard_print(struct film_set *sets, int count, FILE *out, bool padded);
/* What is asked for beside what was reached. */
void goals_print(struct film_set *sets, int count);

#endif
