/* SPDX-License-Identifier: Apache-2.0 */
/* A film's fingerprints, frame by frame, and where its shots begin. */
#ifndef PST_FRAME_PRINTS_H
#define PST_FRAME_PRINTS_H

#include "kernel/fingerprint_hash.h"
#include "pastiche/reel.h"

struct frame_prints {
    uint8_t (*prints)[FINGERPRINT_SIZE];
    bool *begins; /* by frame: whether a shot begins with it */
    int64_t frames;
};

/* PST_INPUT where the reel has none, or not one a frame. Given back with frame_prints_release, also after a
   failure. */
enum pst_status frame_prints_read(struct pst_reel *, struct frame_prints *, struct pst_error *);
/* Of some frames alone, rising; the others are as flat as can be, and tell nothing. */
enum pst_status frame_prints_read_at(struct pst_reel *, const int64_t *frames, size_t count,
                                     struct frame_prints *, struct pst_error *);
void frame_prints_release(struct frame_prints *);

#endif
