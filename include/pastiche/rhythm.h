/* SPDX-License-Identifier: Apache-2.0 */
/* The rhythm of cutting, for the film or any part of it. */
#ifndef PASTICHE_RHYTHM_H
#define PASTICHE_RHYTHM_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { PST_RHYTHM_PARTS_MOST = 1000 };

struct pst_rhythm {
    struct pst_rhythm_figure *figures; /* names, units and notes are constants */
    size_t count;
};

/* Figures of each of `parts` (1 to PST_RHYTHM_PARTS_MOST) equal parts of [from, to) in seconds of film time,
   drawn out to the end of the last shot that starts in it; to < 0: to the end. A shot belongs, with all its
   length, to the part in which it starts. PST_USAGE where that is no part of the film. On success *rhythm is
   the caller's, to be given to pst_rhythm_release. */
PST_API enum pst_status pst_rhythm_of(struct pst_reel *, double from, double to, int parts,
                                      struct pst_rhythm *rhythm, struct pst_error *);
PST_API void pst_rhythm_release(struct pst_rhythm *rhythm);

#ifdef __cplusplus
}
#endif
#endif
