/* SPDX-License-Identifier: Apache-2.0 */
/* The sound of films of the stage, and what their scripts say is the same in two of them. Synthetic: every
 * figure made on them says so. */
#ifndef BENCH_SOUND_STAGE_H
#define BENCH_SOUND_STAGE_H

#include "sound_films.h"

/* What most of a passage is by the scripts of both films, told of the moments that its line joins. */
enum stage_same {
    SAME_NOTHING,
    SAME_WORDS, /* the same line, at the same syllable, in another voice */
    SAME_TUNE,  /* the same tune, at another pitch */
    SAME_BARS,  /* the same tune at its own pitch, at other bars */
    SAME_SOUND, /* the same line in the same voice, or the same tune at the same beat */
    SAME_KINDS
};
const char *stage_same_name(enum stage_same);

/* `each` films of three minutes of the sound of `franchises` franchises of a group of tests/stage/seeds.tsv,
   from its first-th on; a franchise is a source. Made in `work` where they are not there. false: told on
   standard error. */
struct stage_group {
    const char *seeds, *name;
    int first, franchises, each;
};
bool sound_stage_films(const struct stage_group *, const char *work, struct sound_films *);
enum stage_same sound_stage_judge(const struct sound_film *, const struct sound_film *,
                                  const struct pst_copy *);
void sound_stage_release(struct stage_script **);

#endif
