/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of `./run bench copies`. Real and synthetic films are never mixed. */
#ifndef BENCH_COPY_SCORES_H
#define BENCH_COPY_SCORES_H

#include "copied_reels.h"

struct copy_bench {
    const char *work;
    const char *change; /* only changes with this in their name; "": all */
    const char *what;   /* "real clips", "films of the stage" */
    const struct copied_reels *films, *hosts;
    int host_from;  /* frame: behind what all films begin with; passages and hosts are from there on */
    int nth;        /* passages of every so many-th film alone */
    int draw;       /* which passages, by chance */
    int each;       /* passages of each film and change */
    bool misses;    /* tell each passage that is not found, or not to the frame */
    int signatures; /* of so many plantings, also what ffmpeg's filter `signature` finds */
};

/* Planted passages: what is found of each change, and how exactly. false: told on standard error. */
bool copy_recall(const struct copy_bench *);

/* Films of different sources, pair by pair: false copies, and how many E-values are how small. */
void copy_strangers(const struct copy_bench *, bool fit);

#endif
