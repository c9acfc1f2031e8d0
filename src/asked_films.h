/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of one film in others, asked of all processors, with E-values of all that was searched. */
#ifndef PST_ASKED_FILMS_H
#define PST_ASKED_FILMS_H

#include "likeness/facets.h"
#include "pastiche/copies.h"

/* What was found in one of the other films. */
struct asked_film {
    const struct facet_film *film; /* whose reel is asked; NULL: none is */
    struct pst_copy *copies;       /* by pictures, and by sound */
    size_t count;
    double extents[PST_COPY_KINDS]; /* 0: it was not looked in */
    bool sound_unmeasured;
    enum pst_status status;
    struct pst_error why;
};

/* Looks in each of the films; one that cannot be looked in has its own status. PST_INTERRUPTED where
   `cancelled` says so; it may be NULL. */
enum pst_status asked_films_search(const struct pst_footage *, struct asked_film *, size_t count,
                                   bool (*cancelled)(void *data), void *data, struct pst_error *);

/* `searched`: the extents of all films that were, summed, of pictures and of sound. What chance would show as
 * often is dropped. */
void asked_films_settle(struct asked_film *, size_t count, const double searched[PST_COPY_KINDS]);

/* The copies, and the list itself; it may be NULL. */
void asked_films_release(struct asked_film *, size_t count);

#endif
