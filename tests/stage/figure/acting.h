/* SPDX-License-Identifier: Apache-2.0 */
/* How people look while they act: attitudes by how far an act has got. */
#ifndef STAGE_ACTING_H
#define STAGE_ACTING_H

#include "figure/blocking.h"

/* What an attitude is made of. Angles as in struct pose; lengths in parts of the body's height. */
enum channel {
    crouch, /* how much lower the hips are than in standing */
    lean,
    sway,
    twist,
    look,
    nod,
    pitch,
    bank,
    rise, /* above what the floor bears */
    left_swing,
    left_out,
    left_bend,
    left_turn,
    right_swing,
    right_out,
    right_bend,
    right_turn,
    left_thigh, /* of a leg that is free: its swing, out, bend, toes */
    left_spread,
    left_knee,
    left_toes,
    right_thigh,
    right_spread,
    right_knee,
    right_toes,
    left_free, /* 0: the foot is where its way puts it; 1: where the angles say */
    right_free,
    left_reach, /* 1: the hand is at the act's target */
    right_reach,
    left_strike, /* 1: so is the foot */
    right_strike,
    mouth,
    lids,
    brows,
    fists,
    channels
};

struct attitude {
    double of[channels];
};

struct attitude attitude_between(const struct attitude *a, const struct attitude *b, double t);
struct attitude attitude_mirrored(const struct attitude *attitude);

/* Standing about, breathing; each person otherwise. */
struct attitude attitude_idle(int who, double seconds);
/* With the weight on the balls of the feet and the fists up, left side ahead. */
struct attitude attitude_guard(double seconds);
/* `x` is way_steps_done, `pace` 0 standing to 1 in full walk. */
struct attitude attitude_walking(const struct way *way, double x);
double way_pace(const struct way *way, double x);
/* `beats` since the dance began; styles repeat. */
enum { dance_styles = 5 };
struct attitude attitude_dance(int style, double beats);
/* While talking, what the hands and the head do with it. */
struct attitude attitude_talking(const struct attitude *base, int who, double seconds);

/* Puts what the act makes of it over `attitude`. */
void act_over(struct attitude *attitude, const struct act *act, double moment, double rate,
              const struct body *body);
/* The pose of somebody whose hips are over `place` and whose feet are at `feet`. */
struct pose pose_of(const struct body *body, const struct attitude *attitude, struct start place,
                    const struct footprint feet[2]);
/* Sends the hands and feet that the attitude says to `target`. */
void reach_for(const struct body *body, const struct attitude *attitude, struct pose *pose,
               struct vec target);

#endif
