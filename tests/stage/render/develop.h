/* SPDX-License-Identifier: Apache-2.0 */
/* From light to the film's picture: halation, vignette, tone curve, grain, 8-bit Y'CbCr. */
#ifndef STAGE_DEVELOP_H
#define STAGE_DEVELOP_H

#include "render/shade.h"

struct film_stock {
    double exposure; /* what light is multiplied with */
    double halo;     /* part of bright light that spreads around it, 0 to 1 */
    double vignette; /* part of the light lost in the corners, 0 to 1 */
    double grain;    /* deviation of luma's grain in steps of 8 bit, at middle grey */
    double warm;     /* > 0 towards orange, < 0 towards blue: logarithm to 2 of red over blue */
    double saturation;
    uint64_t seed;
    double contrast; /* the power that light is raised to, around middle grey; 0 is as good as 1 */
};

struct picture_planes {
    int width, height;    /* even */
    uint8_t *y, *cb, *cr; /* BT.709, limited range; chroma halved both ways, in the middle of four */
};

enum { tone_steps = 16384 };

struct darkroom {
    float tone[tone_steps + 2];
    double contrast;    /* that `tone` was made for */
    float *small[2][3]; /* for the halo: a quarter as wide and high */
    int small_width, small_height;
    int halo[3]; /* whether there is any of each colour */
};

void planes_open(struct picture_planes *planes, int width, int height);
void planes_close(struct picture_planes *planes);
void darkroom_open(struct darkroom *room, int width, int height);
void darkroom_close(struct darkroom *room);
/* `frame` chooses the grain. */
void develop(struct darkroom *room, const struct canvas *canvas, const struct film_stock *stock,
             uint64_t frame, struct picture_planes *planes);

#endif
