/* SPDX-License-Identifier: Apache-2.0 */
/* What became of stills, and what of it is written. */
#ifndef PST_FIND_RESULT_H
#define PST_FIND_RESULT_H

#include "pastiche/find.h"
#include "reel_list.h"

struct pst_find {
    struct pst_found_still *stills;
    size_t count;
    struct reel_list reels;
    struct {
        char **items; /* of paths and films, owned here */
        size_t count, capacity;
    } names;
};

/* A copy that lives as long as what is found; NULL: no memory. */
const char *find_keep_name(struct pst_find *, const char *name);

enum pst_status find_result_open(const char *const *stills, size_t count, struct pst_find **,
                                 struct pst_error *);

/* Of the film that still i is from: title, starts and timecode. */
enum pst_status find_tell_time(struct pst_find *, size_t i, struct pst_reel *, const int64_t *pts,
                               struct pst_error *);

#endif
