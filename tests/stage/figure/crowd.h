/* SPDX-License-Identifier: Apache-2.0 */
/* People in the background, who dance on or react to what happens; cheap to draw, each different. */
#ifndef STAGE_CROWD_H
#define STAGE_CROWD_H

#include "figure/deed.h"
#include "render/viewpoint.h"

enum crowd_mood { crowd_stands, crowd_dances, crowd_strolls, crowd_watches };

struct crowd {
    int count;
    enum crowd_mood mood;
    double x0, z0, x1, z1; /* where they are */
    int reacts;            /* turns and starts at contacts and effects near it */
    uint64_t seed;
};

/* Adds them all as they are at a moment; they are number `first_who` and on. `events` are moments on the
 * scene's clock at which something startles them, and where. */
struct startle {
    double at;
    struct vec place;
};
void crowd_add(struct scenery *scenery, const struct crowd *crowd, double beat_frames, double rate,
               double moment, const struct startle *startles, int startle_count, uint16_t first_who);
/* That with as much detail as is seen through `view` in a picture so many pixels wide. */
void crowd_add_seen(struct scenery *scenery, const struct crowd *crowd, double beat_frames, double rate,
                    double moment, const struct startle *startles, int startle_count, uint16_t first_who,
                    const struct view *view, int width);
/* Where the n-th one stands and faces then, for truth. */
struct start crowd_member(const struct crowd *crowd, int n, double beat_frames, double rate, double moment,
                          const struct startle *startles, int startle_count);

#endif
