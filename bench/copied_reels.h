/* SPDX-License-Identifier: Apache-2.0 */
/* Films as copies are looked for in them, by way of reels that are measured where they are not there. */
#ifndef BENCH_COPIED_REELS_H
#define BENCH_COPIED_REELS_H

#include "pastiche/copies.h"

struct copied_reel {
    char name[128];
    char source[64]; /* films of one source may show the same */
    char film[512];
    struct pst_footage *footage;
};

struct copied_reels {
    struct copied_reel *items;
    size_t count, capacity;
};

/* Measures of the film what copies need into `reel` where that is not there. false: told on standard error.
 */
bool copied_reel_measure(const char *film, const char *reel);
/* NULL: told on standard error. */
struct pst_footage *copied_footage(const char *reel);

/* The clips of a list like bench/sources.tsv, of one group ("": all). */
bool copied_clips(const char *sources, const char *shared, const char *work, const char *group,
                  struct copied_reels *);
/* The films of the stage that `./run bench compare` shot in `stage`: of each seed of a group films 1 to
   `each`. */
bool copied_stage(const char *stage, const char *work, const char *group, int each, struct copied_reels *);
void copied_reels_release(struct copied_reels *);

#endif
