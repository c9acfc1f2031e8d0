/* SPDX-License-Identifier: Apache-2.0 */
/* Found transitions against true ones, as the truth's README says: a cut within one frame, a gradual change
   by overlap; a fade out followed within 12 frames by a fade in is one dip on either side. */
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

enum { SCORED_KINDS = PST_SLIDE + 1, SPANS = 4096 };

struct tally {
    int hits, missed, false_alarms;
};

enum { CONFIDENCES = 5 }; /* steps of 0.1 from 0.5 on */

struct score {
    int said[CONFIDENCES],
        true_ones[CONFIDENCES];           /* found ones by confidence; those of them with a true one */
    struct tally cut, cut_exact, gradual; /* gradual: whatever the kind */
    struct tally kinds[SCORED_KINDS];     /* with the same kind */
    int right_kind;                       /* of gradual.hits */
    float overlaps[SPANS];                /* intersection over union of the gradual hits */
    int overlap_count;
};

void score_add(struct score *, const struct list *truth, const struct list *found);
double tally_f1(const struct tally *);
double score_median_overlap(struct score *);

#endif
