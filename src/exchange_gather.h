/* SPDX-License-Identifier: Apache-2.0 */
/* What other tools' formats are given, gathered from a reel. */
#ifndef PST_EXCHANGE_GATHER_H
#define PST_EXCHANGE_GATHER_H

#include "choice.h"
#include "exchange/exchange.h"
#include "film_clock.h"

struct exchange_gathered {
    struct exchange exchange; /* what the writers are given; strings belong to the reel or the caller */
    struct film_clock clock;
    struct exchange_change *changes;
    struct exchange_shot *shots;
    struct exchange_span *titles, *labels;
};

/* Shots are cut off at the ends of the part. `media` NULL: the film's file name. Released by the caller, also
   after a failure. */
enum pst_status exchange_gather(struct pst_reel *, const struct choice *, struct pst_rational rate,
                                const char *media, struct exchange_gathered *, struct pst_error *);
void exchange_gathered_release(struct exchange_gathered *);

#endif
