/* SPDX-License-Identifier: Apache-2.0 */
/* Two-hour films drawn as their fingerprints alone, many and quick, some with real clips in them. Synthetic:
   every figure made on them says so.

   The model. A shot is a stretch of a real clip's fingerprints, frame by frame, forth and back where the clip
   is too short; each view is turned by the bits in which two real pictures of other sources differ.
   So what moves, and how much from frame to frame, is real (and busy: most clips are of things that move);
   what pictures have in common with those of other shots is not. Lengths are log-normal with a mean of 86
   frames, some 2,000 shots in two hours. A planted clip's fingerprints are as they were measured. */
#ifndef BENCH_DRAWN_LIBRARY_H
#define BENCH_DRAWN_LIBRARY_H

#include "kernel/fingerprint_hash.h"
#include "luck.h"
#include <stddef.h>

enum { LIBRARY_RATE = 24, LIBRARY_FRAMES = 2 * 3600 * LIBRARY_RATE, LIBRARY_PATH = 512 };

struct pool_clip {
    char name[128], source[64], film[LIBRARY_PATH];
    uint8_t (*prints)[FINGERPRINT_SIZE];
    int64_t frames;
};

struct pool {
    struct pool_clip *items;
    size_t count, capacity;
};

/* Clips of bench/sources.tsv, measured into reels in `work` where they are not there yet. */
bool pool_open(const char *sources, const char *shared, const char *work, struct pool *);
void pool_release(struct pool *);

struct drawn_prints {
    uint8_t (*prints)[FINGERPRINT_SIZE]; /* room for LIBRARY_FRAMES */
    bool *begins;                        /* where shots begin */
    int64_t frames;
    size_t shots;
};

bool drawn_prints_open(struct drawn_prints *);
void drawn_prints_release(struct drawn_prints *);
void draw_prints(const struct pool *, uint64_t seed, struct drawn_prints *);
/* Over what is there, as one shot. */
void plant_clip(const struct pool_clip *, int64_t first, struct drawn_prints *);

/* As a reel with nothing but fingerprints and shots. */
bool write_drawn_reel(const struct drawn_prints *, int number, const char *path);

/* What came of putting one film into an index. */
struct drawn_cost {
    double seconds; /* without drawing it */
    int apart;
    size_t count;
};

struct index_growth;
/* Into an index of prints, as reel `reel`; in place of its own reel it names the one at `path`. */
bool index_drawn(struct index_growth *, uint32_t reel, const struct drawn_prints *, const char *path,
                 double extent, struct drawn_cost *);

#endif
