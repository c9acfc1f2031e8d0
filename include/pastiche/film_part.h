/* SPDX-License-Identifier: Apache-2.0 */
/* A part of a film, as people name it. */
#ifndef PASTICHE_FILM_PART_H
#define PASTICHE_FILM_PART_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_span {
    int64_t first, last; /* frames, both inside */
    double start, end;   /* the same in seconds of film time */
};

/* The frames that `part` names, in order of time, none twice:
     "0:58:00-1:18:00", "58:00-", "-90.5"   film time; a side left out is the film's own end
     "2/4"                                  the second of four parts of equal length
     "label:training"                       wherever that label is
   PST_USAGE where it names nothing. *spans is the caller's, to be freed with pst_part_release. */
PST_API enum pst_status pst_part(struct pst_reel *, const char *part, struct pst_span **spans, size_t *count,
                                 struct pst_error *);
PST_API void pst_part_release(struct pst_span **spans);

#ifdef __cplusplus
}
#endif
#endif
