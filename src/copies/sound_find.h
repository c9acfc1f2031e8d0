/* SPDX-License-Identifier: Apache-2.0 */
/* The same sound in two films: passages, whatever the pictures. */
#ifndef PST_SOUND_FIND_H
#define PST_SOUND_FIND_H

#include "copies/sound_line.h"

struct sound_passage {
    struct sound_span a, b; /* words */
    int shift;              /* as in struct sound_pair */
    struct sound_line line;
    struct sound_evidence evidence;
};

struct sound_passages {
    struct sound_passage *items;
    size_t count, capacity;
};

/* All of two seconds and more that score above 0 and are somewhere as near as a recording that is played
   again, the most like first; none lies for the most part under better ones in both films, or under a plainly
   nearer one in either. The caller frees *items. false: no memory. */
bool sound_find(const struct sound_track *a, const struct sound_track *b, struct sound_passages *);

/* How many passages of such a score, or more, chance alone would show between unrelated films, of which so
   much is there to be matched (`extent`, summed over the films that are searched). */
double sound_expected(double score, double extent_a, double extent_b);

#endif
