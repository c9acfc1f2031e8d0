/* SPDX-License-Identifier: Apache-2.0 */
/* Found transitions against true ones, one to one. Cuts and jump cuts are both sudden: within one frame. A
 * gradual change: by overlap. A fade out followed within 12 frames by a fade in is one dip on either side. */
#ifndef BENCH_SCORE_H
#define BENCH_SCORE_H

#include "pastiche/shot.h"

struct list {
    struct pst_transition *items;
    size_t count, capacity;
};

/* Reads `kind first last` rows; titles and traps are left out. */
bool truth_read(struct list *, const char *path);
/* Fades that are one dip become one; every list is scored like that. */
void join_dips(struct list *);

enum { SCORED_KINDS = PST_SLIDE + 1, SPANS = 4096, BINS = 10 };

struct tally {
    int hits, missed, false_alarms;
};

/* Boundaries by the probability told of them, in bins of a tenth. */
struct reliability {
    int said[BINS], right[BINS];
    double told[BINS]; /* sums */
};

struct score {
    struct tally cut, cut_exact; /* one told inside a true gradual change is false */
    struct tally cut_mild;       /* there it neither helps nor hurts */
    /* As other programs count: all true transitions, each found by a boundary (of a gradual change the
     * middle) anywhere from a frame before it to a frame after it; more than one there neither help nor hurt.
     */
    struct tally boundary;
    struct tally gradual;             /* whatever the kind */
    struct tally kinds[SCORED_KINDS]; /* with the same kind */
    int right_kind;                   /* of gradual.hits */
    float overlaps[SPANS];            /* intersection over union of the gradual hits */
    int overlap_count;
    struct reliability sudden_told, gradual_told; /* filled by score_told */
};

void score_add(struct score *, const struct list *truth, const struct list *found);
/* `likely`: all that may be there, improbable ones as well. */
void score_told(struct score *, const struct list *truth, const struct list *likely);
/* What score_add counts as missed and as false, sudden and gradual, onto the two lists. */
void score_errors(const struct list *truth, const struct list *found, struct list *missed,
                  struct list *false_ones);
double tally_f1(const struct tally *);
double score_median_overlap(struct score *);

void reliability_add(struct reliability *sum, const struct reliability *part);
int reliability_count(const struct reliability *);
/* The mean distance of what is told from what is so, over bins weighted by their counts: Naeini, Cooper and
 * Hauskrecht, AAAI 2015. */
double calibration_error(const struct reliability *);

#endif
