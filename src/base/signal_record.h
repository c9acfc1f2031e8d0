/* SPDX-License-Identifier: Apache-2.0 */
/* What the signal meter writes and the finding of shots reads. Distances between pictures are root mean
   squares in luma levels (0..255) over the thumbnail, chroma weighted; see src/meter/signal.c. */
#ifndef PST_SIGNAL_RECORD_H
#define PST_SIGNAL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One frame. A frame without one before it has zero distances. */
struct signal_frame {
    float mean, cb, cr;            /* 0..255, without the bars */
    float deviation;               /* of luma over the thumbnail, levels */
    float chroma_deviation;        /* root of the summed variances of both chroma planes */
    float step;                    /* distance from the frame before */
    float moved;                   /* what is left of it after blocks were moved, mean absolute levels */
    float unmatched;               /* share of blocks that find no match in the frame before, 0..1 */
    float histogram;               /* distance of luma and chroma histograms from the frame before, 0..1 */
    float likeness;                /* correlation of luma with the frame before, -1..1 */
    float lag2, lag4, lag8, lag16; /* distance from 2, 4, 8, 16 frames before */
};

enum { SIGNAL_FRAME_SIZE = 28 };

/* What a change may be, by the pixels. */
enum signal_hypothesis { SIGNAL_SUDDEN, SIGNAL_GRADUAL };

enum { SIGNAL_FEATURES = 96 };

/* A place where a shot may end. SUDDEN: first = last = the first frame of the new shot; GRADUAL: the first
   and last frame that are neither the old nor the new shot alone. */
struct signal_candidate {
    enum signal_hypothesis hypothesis;
    uint8_t pattern; /* GRADUAL: the pattern of wipe that fits best, enum wipe_pattern */
    int64_t first, last;
    float features[SIGNAL_FEATURES]; /* enum sudden_feature or enum gradual_feature */
};

enum { SIGNAL_CANDIDATE_SIZE = 16 + 2 * SIGNAL_FEATURES };

/* Little-endian, in the order of the struct. A frame is fourteen unsigned 16-bit numbers: × 256, but for
   unmatched and histogram (× 65535) and likeness (+ 1, × 32767.5); clamped, rounded to nearest. A candidate
   is its first frame (6 bytes), hypothesis (1), pattern (1), last frame (8), and the features as IEEE 754
   binary16. */
void signal_frame_pack(const struct signal_frame *, uint8_t bytes[SIGNAL_FRAME_SIZE]);
bool signal_frame_unpack(const void *bytes, size_t size, struct signal_frame *);
void signal_candidate_pack(const struct signal_candidate *, uint8_t bytes[SIGNAL_CANDIDATE_SIZE]);
bool signal_candidate_unpack(const void *bytes, size_t size, struct signal_candidate *);

#endif
