/* SPDX-License-Identifier: Apache-2.0 */
/* Where a posed body's joints are, and the angles that bring a hand or a foot to a place. The floor bears the
 * body: whatever part of it reaches lowest lies on it. */
#ifndef STAGE_SKELETON_H
#define STAGE_SKELETON_H

#include "figure/body.h"

/* Lengths in metres, for one body. */
struct build {
    double thigh, shin, sole, ball, trunk, upper_arm, forearm, hand, hip_half, shoulder_half;
    double head; /* its size, where a grown person's is 1 */
};
struct build build_of(const struct body *body);

struct skeleton {
    struct turn pelvis, chest, head;
    struct vec hips, neck, crown, skull; /* neck: between the shoulders; skull: the head's middle */
    struct turn upper_arm[2], forearm[2], thigh[2], shin[2], foot[2];
    struct vec shoulder[2], elbow[2], wrist[2], palm[2];
    struct vec hip[2], knee[2], ankle[2], sole[2]; /* sole: under the ball of the foot */
};
struct skeleton skeleton_of(const struct body *body, const struct pose *pose);
/* How high the hips are above the lowest part. */
double hips_height(const struct body *body, const struct pose *pose);
/* That of somebody who stands with straight legs. */
double standing_hips(const struct body *body);

static inline double mid_of(double a, double b, double t)
{
    return a + (b - a) * t;
}

/* Where a foot is wanted: under its ball, where it points, how far its heel is up in
 * degrees. */
struct footprint {
    struct vec ball;
    double heading, heel, level; /* level: of the ground there, also while the foot is in the air */
};
struct vec ankle_over(const struct body *body, const struct footprint *print);
/* The leg's angles while the hips are at `hips`; the foot is as near as the leg is long. */
void reach_with_foot(const struct body *body, struct pose *pose, int side, struct vec hips,
                     const struct footprint *print);
/* The arm's angles that bring the palm to `target`, where the pose's trunk is `skeleton`'s. */
void reach_with_hand(const struct body *body, const struct skeleton *skeleton, struct pose *pose, int side,
                     struct vec target);

#endif
