/* SPDX-License-Identifier: Apache-2.0 */
/* How much speaks for a fragment's being of a film, by a few pictures of it and the film's prints alone. */
#ifndef PST_PRINT_VOTES_H
#define PST_PRINT_VOTES_H

#include "copies/copies_film.h"
#include "kernel/codes.h"

/* A picture's codes in every view, as held against whole ones (its whole and inner view) and against inner
   ones (its whole view), each followed by that of the mirror image. */
enum { VOTES_WHOLE = 4, VOTES_INNER = 2 };

struct sought_pictures {
    double *times;                            /* seconds in the fragment */
    float *weights;                           /* what each tells, 0..1 */
    uint8_t (*whole)[VOTES_WHOLE][CODE_SIZE]; /* a picture each */
    uint8_t (*inner)[VOTES_INNER][CODE_SIZE];
    size_t count;
};

/* The pictures that tell most, one a slot of the fragment's time. Given back with sought_pictures_release,
   also after a failure. false: no memory. */
bool sought_pictures_choose(const struct copies_sketch *, struct sought_pictures *);
void sought_pictures_release(struct sought_pictures *);

/* What of the fragment lies on one line of times with a film's prints. */
struct print_vote {
    double support;  /* bits below COPIES_FAR, weighed and summed over the pictures */
    double its_time; /* seconds in the film where the fragment's start would be; may lie outside */
    int pictures;
};

/* The best line. `seconds`: the film's length, for `frames`. `spare`: 2 × CODES_ABREAST × code_groups(count).
   false: no memory. */
bool print_votes_count(const struct sought_pictures *, const struct film_codes *, double seconds,
                       int64_t frames, uint8_t *spare, struct print_vote *);

#endif
