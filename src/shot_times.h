/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_SHOT_TIMES_H
#define PST_SHOT_TIMES_H

#include "pastiche/reel.h"

/* Seconds of film time at which each shot begins: as many as there are shots. The caller's, to be freed;
   NULL: no memory. `pts` of the shots' first frames are looked at. */
double *shot_times(const struct pst_film *, const int64_t *pts, const struct pst_shot *shots, size_t count);

#endif
