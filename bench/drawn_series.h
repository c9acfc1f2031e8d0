/* SPDX-License-Identifier: Apache-2.0 */
/* Series of drawn films as reels in the bench's work folder, for as long as they are asked about. */
#ifndef BENCH_DRAWN_SERIES_H
#define BENCH_DRAWN_SERIES_H

#include "compared.h"
#include "drawn_film.h"

/* A drawn film of the bench, as long as all of them are. */
struct drawn_order drawn_order_of(uint64_t seed, int number, struct drawn_departure);

/* Films 1 to PLAIN_FILMS, of which the last departs as told. Given back with drawn_series_remove, also where
 * it is false: told on standard error. */
bool drawn_series_make(const struct compare_bench *, uint64_t seed, struct drawn_departure last,
                       struct reel_list *);
void drawn_series_remove(struct reel_list *);

/* Film `which` (from 0) against the others. NULL: told on standard error. */
struct pst_comparison *drawn_series_compared(const struct compare_bench *, const struct reel_list *,
                                             size_t which);

/* The frames in which a drawn film departs. */
struct span drawn_span(const struct drawn_order *);

#endif
