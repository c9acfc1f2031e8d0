/* SPDX-License-Identifier: Apache-2.0 */
/* A shot's frame: everything of its scene at that moment, drawn, blurred, developed; and all that is true of
 * it. Each thread has a moment of its own. */
#ifndef STAGE_MOMENT_H
#define STAGE_MOMENT_H

#include "film/speeches.h"

struct person_truth {
    int present;
    struct bearing bearing;
    struct body_truth body;
    double left, top, right, bottom;  /* of the body in the picture, in pixels; may lie outside */
    double face_x, face_y, face_half; /* middle of the head in the picture, half of crown to chin */
    int pixels;                       /* of it that are seen */
    double visible;  /* those as a part of what would be seen were nothing before it and the picture
                        without borders; 0 to 1 */
    double facing;   /* degrees between face and camera: 0 looks into the lens, 90 profile to the
                        picture's right, -90 to its left, 180 away */
    double moving_x; /* pixels a frame to the right over the picture, of the hips */
};

struct frame_truth {
    struct view view;
    struct camera_truth camera;
    double clock;
    struct person_truth people[most_people];
    int crowd_seen;      /* members of the crowd with any pixel */
    double light;        /* mean of the picture's luminance before development */
    struct colour mean;  /* mean light */
    double effect_light; /* the strongest effect's level now */
    enum effect_kind effect;
    double shot_scale; /* height of the subject's body from sole to crown over the picture's height */
    int side;          /* of the line of action on which the camera is: 1, -1; 0 no line */
};

struct moment;

/* `film`, `speeches` and `shelf` must outlive it; all moments may share them. Which shot is shot next may
 * change freely; a set is built anew only when the scene does. */
struct moment *moment_open(const struct screenplay *film, const struct speeches *speeches,
                           const struct texture_shelf *shelf);
void moment_close(struct moment *moment);
/* Shoots frame `frame` (from 0, the shot's own) of a shot as the film's frame `film_frame` into `planes`. */
void moment_shoot(struct moment *moment, int shot, int frame, int film_frame, struct picture_planes *planes,
                  struct frame_truth *truth);
/* What a seam sews on in a frame of the shot: other grain on a head; half_width 0 where there is nothing. */
struct patch moment_patch(const struct screenplay *film, const struct staged_shot *shot, int frame,
                          const struct frame_truth *truth);

#endif
