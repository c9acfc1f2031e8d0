/* SPDX-License-Identifier: Apache-2.0 */
/* Passages of one speed. */
#ifndef PST_VERSION_PASSAGES_H
#define PST_VERSION_PASSAGES_H

#include "versions/version_path.h"

struct version_passage {
    int64_t old_first, old_last, new_first, new_last;
    double pace; /* old frames a new frame */
};

/* Of what is shown by new frame (find_version_path). Writes a passage a frame at most, and returns how many.
   Frames of one speed are one passage: runs that follow each other by small steps are, where that explains
   every frame of them and 1:1 does not. */
size_t find_version_passages(const int32_t *shown, const struct version *new_cut, struct version_passage *);

#endif
