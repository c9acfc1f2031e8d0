/* SPDX-License-Identifier: Apache-2.0 */
/* A jointed figure: proportions and costume, a pose by joint angles, and the poses of a walk. */
#ifndef STAGE_BODY_H
#define STAGE_BODY_H

#include "render/scenery.h"

enum hair { hair_short, hair_long, hair_none, hair_bun };

struct body {
    double height; /* metres */
    double girth;  /* 1: average */
    struct colour skin, hair, top, bottom, shoes;
    enum hair style;
    int coat;  /* what hangs from the hips, in the colour of the top */
    int skirt; /* what hangs from the waist, in the colour of the bottom; with `dress` of the top; bare shins
                */
    int dress;
    int collar, belt;
};

/* Degrees; left is 0, right is 1. */
struct arm_pose {
    double swing; /* forward */
    double out;   /* away from the body */
    double bend;  /* of the elbow */
};

struct leg_pose {
    double swing, out;
    double bend; /* of the knee */
    double toes; /* up */
};

struct pose {
    struct vec at;  /* on the ground, under the hips */
    double heading; /* where the hips face */
    double rise;    /* metres that the lower sole is above the ground */
    double lean;    /* of the trunk, forward */
    double sway;    /* of the trunk, to the right */
    double twist;   /* of the shoulders against the hips, to the right */
    double look;    /* of the head against the shoulders, to the right */
    double nod;     /* up */
    struct arm_pose arms[2];
    struct leg_pose legs[2];
    double mouth;                    /* 0 shut, 1 wide open */
    double lids;                     /* 0 open, 1 shut */
    double pitch;                    /* of the whole body about the hips, front up: 90 lies on the back */
    double bank;                     /* of the whole body, to the right */
    double arm_turn[2], leg_turn[2]; /* of the whole limb about what is up for the trunk, to the right */
    double brows;                    /* -1 angry, 1 raised */
    double pistol;                   /* above 0: in the right hand */
    double fists;                    /* 0 open hands, 1 fists */
};

/* What is true of a posed figure. */
struct body_truth {
    struct vec eyes, hips, hands[2], soles[2];
    struct vec face;  /* where the face looks, length 1 */
    struct vec head;  /* its middle */
    double head_half; /* metres: half of crown to chin, hair left out */
};

/* Standing, arms hanging. */
struct pose pose_standing(struct vec at, double heading);
/* In a walk; one step left and one right are `phase` 1. Whoever moves by stride_of(body) a phase does not
 * slide. */
struct pose pose_walking(struct vec at, double heading, double phase);
double stride_of(const struct body *body);
struct pose pose_between(const struct pose *a, const struct pose *b, double t);
/* Left for right: what a mirror in the plane through `at` along the heading shows. */
struct pose pose_mirrored(const struct pose *pose);
void body_add(struct scenery *scenery, const struct body *body, const struct pose *pose, uint16_t who,
              struct body_truth *truth);
/* That with as much detail as is seen where the whole figure is so many pixels high. */
void body_add_seen(struct scenery *scenery, const struct body *body, const struct pose *pose, uint16_t who,
                   struct body_truth *truth, double pixels_high);

#endif
