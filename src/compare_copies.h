/* SPDX-License-Identifier: Apache-2.0 */
/* A comparison's copies: what of the film is also in the other films. */
#ifndef PST_COMPARE_COPIES_H
#define PST_COMPARE_COPIES_H

#include "compare_cast.h"

/* Fills data's copies and what share of the film they are. A film without fingerprints is told of in a note.
 */
enum pst_status compare_copies(const struct cast *, const struct pst_compare_params *,
                               struct comparison_data *, struct pst_error *);

#endif
