/* SPDX-License-Identifier: Apache-2.0 */
/* A film as copies are looked for in it: fingerprints, times, and how much each picture tells. */
#ifndef PST_COPIES_FILM_H
#define PST_COPIES_FILM_H

#include "copies/print_index.h"
#include <stdint.h>

/* What flickers from frame to frame where a camera stands still, by the measures' names. */
enum { COPIES_FLICKERS = 4 };
extern const char *const copies_flickers[COPIES_FLICKERS];

/* What is given. */
struct copies_film {
    const uint8_t *prints; /* FINGERPRINT_SIZE bytes a frame */
    const double *times;   /* seconds of film time, rising */
    const bool *aside;     /* frames that never count; NULL: none */
    /* Each frame's, in any unit in which a step of 0.001 is one; NaN: unknown; NULL: of all frames. */
    const float *flickers[COPIES_FLICKERS];
    size_t count;
};

/* A run of frames that are nearly the same picture. */
struct copies_picture {
    uint32_t first, last; /* frames, both inside */
    float weight; /* what a match of it tells, 0..1: less where it is like the picture before it, or there
                     again elsewhere in the film */
};

/* What is reckoned of a film once. */
struct copies_sketch {
    struct copies_film film;
    bool *told;           /* a frame: neither flat nor aside */
    uint32_t *picture_of; /* a frame: its picture */
    struct copies_picture *pictures;
    size_t picture_count;
    double extent; /* sum of the weights: how many pictures there are for chance to match */
    double frame;  /* seconds: the median length of a frame */
    double *flickers[COPIES_FLICKERS]; /* a frame: the steps summed up to it, large ones compressed; NULL:
                                          unknown */
    struct print_index index;
};

/* The film's arrays are not copied. Given back with copies_sketch_release, also after a failure. false: no
   memory. */
bool copies_sketch_make(struct copies_sketch *, const struct copies_film *);
void copies_sketch_release(struct copies_sketch *);

/* The frame nearest to a time; -1: the time lies more than half a frame outside the film. */
int64_t copies_frame_at(const struct copies_sketch *, double time);

#endif
