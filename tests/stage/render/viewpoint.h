/* SPDX-License-Identifier: Apache-2.0 */
/* The camera: where it is, what its lens is, how it moves, and what of that is true at each frame. */
#ifndef STAGE_VIEWPOINT_H
#define STAGE_VIEWPOINT_H

#include "render/space.h"

/* Width of the film gate in millimetres (35 mm film, sound aperture of wide-screen). */
#define GATE_WIDTH 21.95

struct view {
    struct vec at;
    struct turn axes;
    double focal; /* in millimetres */
};

/* Samples from the middle of a picture `width` wide to a thing one metre off at one metre's distance. */
double view_scale(double focal, int width);
/* Where a point falls, in samples from the left upper corner, and its distance along the axis; false where it
 * is behind. */
int view_project(const struct view *view, int width, int height, struct vec point, double *x, double *y,
                 double *ahead);

enum move {
    move_pan,   /* degrees to the right */
    move_tilt,  /* degrees up */
    move_roll,  /* degrees clockwise */
    move_dolly, /* metres ahead along the heading */
    move_track, /* metres to the right */
    move_crane, /* metres up */
    move_zoom,  /* doublings of the focal length */
    move_kinds
};

enum { most_moves = 12 };

/* From `begin` to `end` (in frames, fractions allowed) by `amount`; with `ease` it starts and stops smoothly,
 * without it at once. A whip is a pan of many degrees in few frames. */
struct camera_move {
    enum move kind;
    double begin, end, amount;
    int ease;
};

struct camera {
    struct vec at;
    double pan, tilt, roll, focal; /* degrees; millimetres */
    struct camera_move moves[most_moves];
    int move_count;
    double shake; /* of a hand, in degrees, the mean square's root on each axis */
    uint64_t seed;
};

/* What is true at a frame: amounts per frame of each kind of move, by the planned moves alone, and what the
 * hand adds to pan, tilt and roll, in degrees. */
struct camera_truth {
    double speed[move_kinds];
    double hand[3];
};

/* A camera at `at` that looks at `target`. */
struct camera camera_towards(struct vec at, struct vec target, double focal);
void camera_add(struct camera *camera, enum move kind, double begin, double end, double amount, int ease);
struct view camera_view(const struct camera *camera, double frame, struct camera_truth *truth);

#endif
