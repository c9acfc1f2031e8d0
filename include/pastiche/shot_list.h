/* SPDX-License-Identifier: Apache-2.0 */
/* The shots of a reel as people read them. */
#ifndef PASTICHE_SHOT_LIST_H
#define PASTICHE_SHOT_LIST_H

#include "pastiche/reel.h"
#include "pastiche/timecode.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_shot_line {
    size_t number; /* in the film, from 1 */
    struct pst_shot shot;
    double start, length; /* seconds of film time; NaN where the film's clock is unknown */
    /* SMPTE timecode, from the film's own start timecode where it has one; H:MM:SS.mmm of film time where the
       frame rate varies. `out` is of the first moment after the shot, as in an edit decision list. */
    char in[PST_TIMECODE_SIZE], out[PST_TIMECODE_SIZE];
    /* How it comes and goes; NULL where the film just begins or ends. Owned by the reel. */
    const struct pst_transition *begins, *ends;
};

/* A line a shot, in order. *lines is the caller's, to be given to pst_shot_list_release. */
PST_API enum pst_status pst_shot_list(struct pst_reel *, struct pst_shot_line **lines, size_t *count,
                                      struct pst_error *);
PST_API void pst_shot_list_release(struct pst_shot_line **lines);

#ifdef __cplusplus
}
#endif
#endif
