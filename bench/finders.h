/* SPDX-License-Identifier: Apache-2.0 */
/* What pastiche and other programs find on a film. */
#ifndef BENCH_FINDERS_H
#define BENCH_FINDERS_H

#include "peers.h"

enum { OURS, FINDERS = 1 + PEERS };
const char *finder_name(int finder);

struct findings {
    struct list told[FINDERS];
    bool ran[FINDERS];
    struct list likely; /* ours of a probability of 0.1 and more */
    double seconds;     /* of the film */
};

/* Measures the film into STEM.reel. What others find is kept in STEM.peers, once all of them ran. false: told
 * on standard error, nothing to release. */
bool find_all(const char *film, const char *stem, bool peers, struct findings *);
void findings_release(struct findings *);

#endif
