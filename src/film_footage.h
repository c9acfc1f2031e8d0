/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of pst_footage. */
#ifndef PST_FILM_FOOTAGE_H
#define PST_FILM_FOOTAGE_H

#include "copies/copies_film.h"
#include "film_soundtrack.h"
#include "likeness/facets.h"
#include "pastiche/copies.h"
#include "pastiche/film.h"

struct pst_footage {
    struct pst_footage_about about;
    char *path, *file, *title;
    char hash[33];
    uint8_t *prints;
    double *times;
    bool *aside;
    size_t frames, capacity; /* of the arrays */
    double end;              /* seconds: when the last frame is over */
    struct copies_sketch sketch;
    struct film_soundtrack sound;
};

/* A reel's, with what is `common` in the film set aside. */
enum pst_status footage_of_reel(const char *path, const struct facet_film *, struct pst_footage **,
                                struct pst_error *);

/* A film's: fills prints, times and sound. */
enum pst_status footage_watch(struct pst_footage *, const char *path, const struct pst_footage_params *,
                              struct pst_error *);

/* What the film is called, and how fast it goes. */
bool footage_name(struct pst_footage *, const char *path, const struct pst_film *);
/* Room for one frame more. */
bool footage_grow(struct pst_footage *);

#endif
