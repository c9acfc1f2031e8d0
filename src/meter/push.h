/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a picture comes in from one side: over the old one (slide), or moving it along (push). */
#ifndef PST_PUSH_H
#define PST_PUSH_H

#include "meter/sight.h"

enum side { SIDE_LEFT, SIDE_RIGHT, SIDE_TOP, SIDE_BOTTOM, SIDES };
enum { PUSH_FRAMES = 9 }; /* frames between a and b looked at, at most */

/* What is left of the frames between, mean absolute levels, when the picture's edge goes on from frame to
   frame and never back. */
struct passage {
    float push;          /* a displaced, b displaced, from the best side */
    float slide;         /* a where it was, b displaced */
    float straight;      /* both where they were: a wipe with a straight edge */
    float whole;         /* of a from b */
    enum side side;      /* of the better of push and slide */
    enum side wipe_side; /* of the straight edge */
    float uneven;        /* root mean square of the edge's place less an even or eased way, of the way */
    float travel;        /* the way between the first and last frame looked at, of the even one */
    float seam;          /* mean step over the edge, of the step there were both pictures unrelated */
};

/* With one frame only the first four are told. */
struct passage passage_of(const struct sights *, int64_t a, int64_t b, int frames);

#endif
