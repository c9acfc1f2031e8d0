/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of cutting. Only shots of kind picture count; a black or solid hold is a gap between them. */
#ifndef PST_RHYTHM_FIGURES_H
#define PST_RHYTHM_FIGURES_H

#include "pastiche/reel.h"

struct rhythm_input {
    const struct pst_shot *shots; /* every kind, in order */
    const double *starts;         /* seconds of film time at which each shot's first frame is shown */
    size_t count;                 /* of both */
    double end;                   /* seconds of film time at which the last frame ends */
    double begin;                 /* and at which the film, or the part of it, begins */
};

struct rhythm_list {
    struct pst_rhythm_figure *items; /* names, units and notes are constants */
    size_t count, capacity;
};

enum {
    RHYTHM_FIGURES = 11,         /* of the whole film; a part has one fewer: no density bandwidth */
    RHYTHM_LEAST_QUARTILES = 4,  /* shots; below: cannot tell */
    RHYTHM_LEAST_NORMALITY = 20, /* likewise */
    RHYTHM_MOST_NORMALITY = 5000,
    RHYTHM_LEAST_SPECTRUM = 200
};

/* Appends the figures of each of `parts` parts of equal duration (1: the whole film) to *out, which the
   caller gives back with rhythm_release. A shot that lies across a border counts, with all its length, in the
   part in which it starts. */
enum pst_status rhythm_figures(const struct rhythm_input *, int parts, struct rhythm_list *out,
                               struct pst_error *);
void rhythm_release(struct rhythm_list *);

/* Cut density, in shots a minute: values[i] at i × step seconds after the first shot's start. The curve
   integrates to the number of shots. *bandwidth, the standard deviation of its kernel in seconds, is found
   from the cuts; NaN, and all values 0, where there is no picture shot. */
enum pst_status density_curve(const struct rhythm_input *, double step, double *values, size_t count,
                              double *bandwidth, struct pst_error *);

#endif
