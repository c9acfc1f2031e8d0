/* SPDX-License-Identifier: Apache-2.0 */
/* What the strip of film suffers, by the film's frame: dirt, scratches, flicker, an unsteady gate; and a
 * planted patch whose grain is another film's. */
#ifndef STAGE_WEAR_H
#define STAGE_WEAR_H

#include "render/develop.h"

struct wear {
    double dirt;      /* specks a frame, on average */
    double scratches; /* long upright ones at a time, on average */
    double flicker;   /* deviation of the exposure, as a part of it, from frame to frame */
    double weave;     /* deviation of the picture's place, in pixels */
    uint64_t seed;
};

/* What the frame's exposure is multiplied with: 1 on average, neighbours alike. */
double wear_exposure(const struct wear *wear, int frame);
void wear_planes(const struct wear *wear, int frame, struct picture_planes *planes);
/* How many pixels to the right and down the gate put the picture; whole numbers are no rule. */
void wear_place(const struct wear *wear, int frame, double *x, double *y);

/* An ellipse in the picture whose grain is taken away and given anew, with `grain` in place of the film's. */
struct patch {
    double x, y, half_width, half_height; /* pixels */
    double grain;
    uint64_t seed;
};
void patch_planes(const struct patch *patch, int frame, struct picture_planes *planes);

/* The film's own grain, for pictures that were not developed: cards. `grain` as of a film_stock. */
void grain_planes(double grain, uint64_t seed, int frame, struct picture_planes *planes);

#endif
