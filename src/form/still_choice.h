/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_STILL_CHOICE_H
#define PST_STILL_CHOICE_H

#include "pastiche/shot.h"

/* For each shot the candidate nearest to its middle: one outside gradual transitions where there is one, else
   one inside; the earlier of two equally near. chosen[shot] is an index into candidates (frame numbers,
   rising), −1 where the shot has none. Shots and transitions are in order of their first frames. */
void choose_stills(const int64_t *candidates, size_t candidate_count, const struct pst_shot *,
                   size_t shot_count, const struct pst_transition *, size_t transition_count,
                   int64_t *chosen);

#endif
