/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of one film in others, asked of all processors, with E-values of all that was searched. */
#ifndef PST_FILM_COPIES_H
#define PST_FILM_COPIES_H

#include "likeness/facets.h"
#include "pastiche/copies.h"

/* What was found in one of the other films. */
struct film_copies {
    const struct facet_film *film; /* whose reel is asked; NULL: none is */
    struct pst_copy *copies;
    size_t count;
    double extent; /* 0: it was not looked in */
    enum pst_status status;
    struct pst_error why;
};

/* Looks in each of the films; one that cannot be looked in has its own status. PST_INTERRUPTED where
   `cancelled` says so; it may be NULL. */
enum pst_status film_copies_find(const struct pst_footage *, struct film_copies *, size_t count,
                                 bool (*cancelled)(void *data), void *data, struct pst_error *);

/* `searched`: the extents of all films that were, summed. What chance would show as often is dropped. */
void film_copies_settle(struct film_copies *, size_t count, double searched);

/* The copies, and the list itself; it may be NULL. */
void film_copies_release(struct film_copies *, size_t count);

#endif
