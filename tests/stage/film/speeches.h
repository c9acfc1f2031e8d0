/* SPDX-License-Identifier: Apache-2.0 */
/* How long every line of a film takes, and how its speaker's mouth moves: asked of the voice once, before
 * threads begin, since espeak-ng serves one caller at a time. */
#ifndef STAGE_SPEECHES_H
#define STAGE_SPEECHES_H

#include "film/screenplay.h"

struct speech {
    int64_t samples; /* 0: no line, or no such voice */
    float *open;     /* 0 to 1, one a frame from the line's begin on */
    int count;
};

struct speeches {
    struct speech **of; /* [scene][deed] */
    size_t scene_count;
    const struct screenplay *film;
};

void speeches_make(const struct screenplay *film, struct speeches *speeches);
void speeches_release(struct speeches *speeches);
/* How far the mouth of a person is open at a moment of a scene. */
double speeches_mouth(const struct speeches *speeches, int scene, int who, double moment);

#endif
