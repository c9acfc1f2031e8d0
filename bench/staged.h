/* SPDX-License-Identifier: Apache-2.0 */
/* Films of the stage as they come: a master with a whole truth file, and copies of it whose truth follows
 * from the master's (docs/truth.md). Synthetic: every figure made on them says so. */
#ifndef BENCH_STAGED_H
#define BENCH_STAGED_H

#include <stdbool.h>
#include <stddef.h>

struct staged {
    const char *stem; /* STEM.mkv, .truth, .tsv (kind, first, last) and .script; kept if of the same script */
    const char *script; /* whole text */
    bool sound;         /* with its sound, as FLAC, and with what is true of it */
    const char *codec;  /* of the picture, in ffmpeg's words; NULL: as good as without loss */
};

/* Shoots the script. false: told on standard error. */
bool staged_master(const struct staged *);
/* A copy of the film MASTER.mkv as the row of tests/stage/copies.tsv says; its file's name goes to `film`.
 * Kept if it is younger than the master. */
bool staged_copy(const char *master, const char *stem, const char *row, char *film, size_t room);

#endif
