/* SPDX-License-Identifier: Apache-2.0 */
/* Stills on their way through films, and through all films of an index at once. */
#ifndef PST_FIND_INDEXED_H
#define PST_FIND_INDEXED_H

#include "find_result.h"
#include "library/index_file.h"
#include "likeness/still_match.h"

/* A film that a still may be from. */
struct still_place {
    const char *reel;     /* path; lives as long as what is found */
    const char *title;    /* of a film that is known by its index alone; NULL: the reel is there */
    double frame_seconds; /* likewise */
};

struct sought {
    struct still_prints prints;
    struct still_match best;
    struct still_place place;             /* where it is best */
    int next;                             /* of the other films */
    int64_t counts[FINGERPRINT_BITS + 1]; /* of all films but that one */
    int64_t best_counts[FINGERPRINT_BITS + 1];
};

/* What one more film has; of equals the first stays. */
void sought_take(struct sought *, const struct still_match *, const int64_t counts[FINGERPRINT_BITS + 1],
                 const struct still_place *);

/* The same, of all films of an index that has prints of all of them: as it would be with their reels one by
   one, but that frames are counted by prints, and so is `next` where that cannot matter. Reels are opened
   only where the still may be. */
enum pst_status find_in_index(const struct pst_find_params *, struct pst_find *, struct sought *,
                              size_t count, const struct index_file *, struct pst_error *);

#endif
