/* SPDX-License-Identifier: Apache-2.0 */
/* Two cuts of one film, put together of real clips, and what an editor did between them. */
#ifndef BENCH_VERSION_FILMS_H
#define BENCH_VERSION_FILMS_H

#include "clip_store.h"
#include "pastiche/diff.h"

enum { VERSION_CHANGES = 10 };

struct version_film {
    struct pst_change changes[VERSION_CHANGES]; /* what was done: never PST_CHANGE_KEPT */
    int count;
    int64_t old_frames, new_frames;
};

/* Writes both cuts; `filter` is ffmpeg's, over the new one. Same seed, same films. */
bool make_versions(const struct clip_store *, uint64_t seed, const char *filter, const char *old_film,
                   const char *new_film, struct version_film *);

#endif
