/* SPDX-License-Identifier: Apache-2.0 */
/* A film's sound as copies are looked for in it: words (base/sound_words.h), and how much each tells. */
#ifndef PST_SOUND_TRACK_H
#define PST_SOUND_TRACK_H

#include "copies/sound_index.h"

/* Unrelated words differ by half their bits. Words on a line agree where they differ by less than
 * SOUND_TELLING. */
enum { SOUND_TELLING = 24, SOUND_FAR = 32 };

struct sound_track {
    const uint64_t *words; /* not owned */
    size_t count;
    float *weights; /* what a match of each tells, 0..1: 0 where it is silent, less where the same is there
                       again in the film, before long or elsewhere */
    double extent;  /* sum of the weights: how many words there are for chance to match */
    struct sound_index index;
};

/* The words are not copied. Given back with sound_track_release, also after a failure. false: no memory. */
bool sound_track_make(struct sound_track *, const uint64_t *words, size_t count);
void sound_track_release(struct sound_track *);

#endif
