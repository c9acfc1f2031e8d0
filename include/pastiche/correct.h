/* SPDX-License-Identifier: Apache-2.0 */
/* A person's own list of shots, put in force in a reel. */
#ifndef PASTICHE_CORRECT_H
#define PASTICHE_CORRECT_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_correct_params {
    struct pst_rational rate; /* what a list with timecodes counts at, where the film's rate varies; {0, 0} */
};

struct pst_correct_result {
    int64_t kept, moved, added, removed; /* transitions, against what was found in the pictures */
    int64_t labels;                      /* in force */
    int64_t shots;                       /* of kind picture */
};

/* Replaces the transitions of `reel` by those that `list` tells (.csv, .edl, .otio, .eaf), and its labels
   where the list has a place for them; derives everything that follows again, from the reel alone. What was
   found stays in the reel. `params` may be NULL. PST_INPUT where the list is not sound, with its row; then
   the reel is as it was. */
PST_API enum pst_status pst_correct(const char *reel, const char *list, const struct pst_correct_params *,
                                    struct pst_correct_result *, struct pst_error *);

/* Back to what is found in the pictures, labels and all. PST_USAGE where nobody corrected anything. */
PST_API enum pst_status pst_revert(const char *reel, struct pst_correct_result *, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
