/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_SHOT_TIMES_H
#define PST_SHOT_TIMES_H

#include "pastiche/reel.h"

/* Film time, in seconds, at which each shot begins (*starts, the caller's, to be freed), and at which the
   last one ends. */
enum pst_status shot_times(struct pst_reel *, const struct pst_shot *shots, size_t count, double **starts,
                           double *end, struct pst_error *);

#endif
