/* SPDX-License-Identifier: Apache-2.0 */
/* Real single-shot clips in memory, small. */
#ifndef BENCH_CLIP_STORE_H
#define BENCH_CLIP_STORE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    CLIP_WIDTH = 320,
    CLIP_HEIGHT = 180,
    CLIP_SIZE = CLIP_WIDTH * CLIP_HEIGHT * 3 / 2, /* yuv420p */
    CLIP_FRAMES = 450,                            /* at most */
    CLIPS = 64
};

struct stored_clip {
    char file[256], source[64];
    uint8_t *frames;
    int count;
};

struct clip_store {
    struct stored_clip clips[CLIPS];
    int count;
};

/* Clips of a group ("tune", "report") of bench/sources.tsv; NULL: they cannot be read. */
struct clip_store *open_clips(const char *footage, const char *sources, const char *group);
/* Reads clip->file in that folder. False: there is too little of it. */
bool load_clip(struct stored_clip *clip, const char *footage);
void close_clips(struct clip_store *);

#endif
