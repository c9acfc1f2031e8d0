/* SPDX-License-Identifier: Apache-2.0 */
/* Which films of an index a fragment may be of, by their prints alone. */
#ifndef PST_IDENTIFY_INDEXED_H
#define PST_IDENTIFY_INDEXED_H

#include "copies/print_votes.h"
#include "film_footage.h"
#include "library/index_file.h"
#include "pastiche/status.h"

/* A film of the index. */
struct indexed_vote {
    struct print_vote vote;
    double extent; /* as it was when it was indexed */
    bool searched; /* it has prints */
    bool likely;   /* worth opening its reel */
};

/* *votes: one a reel of the index, the caller's to free. */
enum pst_status identify_in_index(const struct pst_footage *, const struct index_file *,
                                  struct indexed_vote **votes, uint32_t *reels, struct pst_error *);

/* Is what speaks for it more than chance shows in a library? */
bool is_sure_vote(const struct print_vote *);

#endif
