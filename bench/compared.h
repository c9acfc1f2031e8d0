/* SPDX-License-Identifier: Apache-2.0 */
/* Films of series, measured and compared with one another through the public API. */
#ifndef BENCH_COMPARED_H
#define BENCH_COMPARED_H

#include "pastiche/pastiche.h"
#include "series_films.h"

struct compare_bench {
    const char *work, *group;
    int series; /* how many of the group's are looked at */
    int drawn;  /* how many are drawn as reels */
    int reels;  /* how many are put into an index, 7 at least */
};

struct reel_list {
    char **items; /* owned */
    size_t count, capacity;
};

void reels_add(struct reel_list *, const char *reel);
void reels_release(struct reel_list *);

/* What is true of one film alone, told on standard error; nothing where the group is not for developing. */
void compared_tell(const struct compare_bench *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The seed of the bench's n-th series, from 0; false where there are no more. */
bool compared_seed(const struct compare_bench *, int n, uint64_t *seed);

/* The reel of a film, measured where it is not up to date. false: not shot (yet), or told on standard error.
 */
bool compared_reel(const struct compare_bench *, uint64_t seed, const struct series_film *,
                   char reel[SERIES_PATH]);

/* The plain films 1 to `most` of a series but for number `without` (0: all), and how the n-th series is held
 * apart from films that are like it: the first films of the two series after it. false: some are not there.
 */
bool compared_references(const struct compare_bench *, uint64_t seed, int most, int without,
                         struct reel_list *);
bool compared_controls(const struct compare_bench *, int n, struct reel_list *);

/* NULL: told on standard error. The file is gone at once. */
struct pst_comparison *compared(const struct compare_bench *, const char *reel,
                                const struct reel_list *references, const struct reel_list *controls);

#endif
