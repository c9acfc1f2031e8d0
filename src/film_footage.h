/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of pst_footage. */
#ifndef PST_FILM_FOOTAGE_H
#define PST_FILM_FOOTAGE_H

#include "copies/copies_film.h"
#include "film_soundtrack.h"
#include "likeness/facets.h"
#include "pastiche/copies.h"
#include "pastiche/film.h"

/* What an inset looks like from frame n on. */
struct inset_event {
    int64_t n;
    uint8_t print[FINGERPRINT_SIZE];
};

struct pst_footage {
    struct pst_footage_about about;
    char *path, *file, *title;
    char hash[33];
    uint8_t *prints;
    double *times;
    bool *aside;
    float *flickers[COPIES_FLICKERS]; /* NaN: unknown */
    size_t frames, capacity;          /* of the arrays */
    double end;                       /* seconds: when the last frame is over */
    struct copies_sketch sketch;
    struct film_soundtrack sound;
    struct {
        struct inset_event *items;
        size_t count, capacity;
    } inset_events;
    uint8_t
        *insets; /* as prints, of pictures within the pictures, flat where there are none; NULL: nowhere */
    struct copies_sketch inset_sketch; /* where there are insets */
};

/* A reel's, with what is `common` in the film set aside. */
enum pst_status footage_of_reel(const char *path, const struct facet_film *, struct pst_footage **,
                                struct pst_error *);

/* A film's: fills prints, times and sound. */
enum pst_status footage_watch(struct pst_footage *, const char *path, const struct pst_footage_params *,
                              struct pst_error *);

/* What the film is called, and how fast it goes. */
bool footage_name(struct pst_footage *, const char *path, const struct pst_film *);
/* As the meter wrote it, n rising. false: no memory. */
bool footage_keep_inset(struct pst_footage *, int64_t n, const uint8_t *bytes);
/* Makes `insets` of them. false: no memory. */
bool footage_show_insets(struct pst_footage *);
/* Room for one frame more. */
bool footage_grow(struct pst_footage *);

#endif
