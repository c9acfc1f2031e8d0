/* SPDX-License-Identifier: Apache-2.0 */
/* Fades to and from one colour, told from the contrast of frames alone, however long they are. */
#ifndef PST_FADES_H
#define PST_FADES_H

#include "form/shots.h"

/* What tells a fade from a picture that pales or darkens by itself. */
enum fade_feature {
    FADE_LENGTH,
    FADE_HEIGHT,       /* contrast at its full end, levels */
    FADE_BOTTOM,       /* least contrast, levels */
    FADE_BOTTOM_SHARE, /* of the height */
    FADE_REST,         /* root mean square of contrast less the straight ramp, of the height */
    FADE_LIKENESS,     /* least correlation of a frame with the one before, where both have contrast */
    FADE_LIKENESS_MEAN,
    FADE_FALLING,     /* share of steps that go the right way */
    FADE_STRAIGHT,    /* squared correlation of mean colour with contrast */
    FADE_STEEPEST,    /* greatest step of contrast, of the height */
    FADE_HOLD,        /* frames of the bottom */
    FADE_OTHER,       /* contrast on the other side of the bottom, of the height, at most 4 */
    FADE_OTHER_RAMP,  /* 1: a ramp stands on the other side too */
    FADE_MEAN_CHANGE, /* of luma, towards the bottom */
    FADE_MOVED,       /* mean `moved` in it */
    FADE_UNMATCHED,   /* mean share of blocks without a match in it */
    FADE_COUNT
};

struct fade {
    bool in;                           /* from the colour; else to it */
    int64_t first, last;               /* frames in which it shows */
    int64_t bottom_first, bottom_last; /* the hold */
    float luma, cb, cr;                /* of the hold */
    float features[FADE_COUNT];
};

struct fades {
    struct fade *items;
    size_t count, capacity;
};

/* Every ramp down to or up from a valley of contrast, in order of time. false: no memory. */
bool find_fades(const struct signal_series *, struct fades *);

#endif
