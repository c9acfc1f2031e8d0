/* SPDX-License-Identifier: Apache-2.0 */
/* Stills for a page: made smaller where all together are too large, and fewer where even small ones are. */
#ifndef PST_STILL_BUDGET_H
#define PST_STILL_BUDGET_H

#include "pastiche/reel.h"

struct fitted_stills {
    const struct pst_still *list;
    size_t count;
    struct pst_still *made; /* what `list` is where something had to be done; their bytes are ours */
};

/* At most `budget` bytes of them, in the order given. To be given to fitted_stills_release either way; what
   was small enough already belongs to the caller still. */
enum pst_status still_budget_fit(const struct pst_still *stills, size_t count, size_t budget,
                                 struct fitted_stills *, struct pst_error *);
void fitted_stills_release(struct fitted_stills *);

size_t still_bytes(const struct pst_still *stills, size_t count);

#endif
