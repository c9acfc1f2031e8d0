/* SPDX-License-Identifier: Apache-2.0 */
/* What of a film is held against another part or film: a number a shot, measure by measure. */
#ifndef PST_CONTRAST_FILMS_H
#define PST_CONTRAST_FILMS_H

#include "pastiche/reel.h"
#include "pastiche/shot_list.h"

struct contrast_measure {
    const char *name, *unit, *what; /* the reel's, or constants */
    const double *by_shot;          /* the reel's, or the film's below */
};

struct contrast_film {
    struct pst_reel *reel; /* not owned */
    struct pst_shot_line *lines;
    size_t shots;
    double *lengths; /* of shots */
    struct contrast_measure *measures;
    size_t measure_count;
};

/* The length of shots first, then every measure that says something of a shot. Given back with
   contrast_film_release, also after a failure. */
enum pst_status contrast_film_read(struct pst_reel *, struct contrast_film *, struct pst_error *);
void contrast_film_release(struct contrast_film *);

/* NULL where the film has no such measure. */
const double *contrast_film_values(const struct contrast_film *, const char *measure);

#endif
