/* SPDX-License-Identifier: Apache-2.0 */
/* Where in a film a still comes from, by fingerprints. */
#ifndef PST_STILL_MATCH_H
#define PST_STILL_MATCH_H

#include "kernel/fingerprint_hash.h"
#include <stddef.h>

/* A still may be the middle of a frame, of several sizes: then it is brought to the size of the inner view.
 */
enum { STILL_CROPS = 4 };
struct still_prints {
    uint8_t as_is[FINGERPRINT_SIZE];
    uint8_t cropped[STILL_CROPS]
                   [FINGERPRINT_SIZE]; /* whose whole view is what the frame's inner one would be */
};

/* Where a camera comes nearer, a later frame looks like a crop of an earlier one: a crop must be clearly
   nearer. Of a still that is told, a frame is within STILL_FARTHEST bits; beyond STILL_NEAR_OTHERS that of
   another film must be STILL_MARGIN farther, and within it may be a copy. */
enum { STILL_CROP_COST = 8, STILL_FARTHEST = 22, STILL_NEAR_OTHERS = 16, STILL_MARGIN = 4 };

struct still_film {
    const uint8_t (*prints)[FINGERPRINT_SIZE];
    int64_t frames;
    const bool *begins; /* whether a shot begins with that frame */
};

/* The place of a film that a still is nearest to. */
struct still_match {
    int distance;                  /* of 128 bits; 128: the film has nothing to hold it against */
    int64_t frame;                 /* the middle of the run */
    int64_t run_first, run_last;   /* frames round it, in its shot, that are as near, nearly */
    int64_t shot_first, shot_last; /* of that shot */
    bool mirrored, cropped;        /* as it is nearest: the still is the middle of the frame */
    int dip; /* bits by which the run is nearer than half of the shot's other frames; 0: no others */
    int light, colour; /* how far mean luma, and chroma, lie apart, in 8-bit steps */
};

/* Whether a picture can be told from others at all: it is neither flat nor text on black. */
bool still_can_tell(const uint8_t print[FINGERPRINT_SIZE]);

/* `counts`: how many of the film's frames are so far away; of each the nearer of itself and its mirror image.
 */
struct still_match match_still(const struct still_prints *still, const struct still_film *,
                               int64_t counts[FINGERPRINT_BITS + 1]);

enum still_verdict { STILL_NONE, STILL_SET_UP, STILL_EXACT };

/* How many frames as near as `distance` are to be expected among `counts` of strangers: their mean and
   deviation continued as a normal distribution's. */
double still_expected(int distance, const int64_t counts[FINGERPRINT_BITS + 1]);

/* `next`: the distance of the nearest frame of another film; 128: there is none. */
enum still_verdict judge_still(const struct still_match *, int next, double expected);

#endif
