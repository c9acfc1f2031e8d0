/* SPDX-License-Identifier: Apache-2.0 */
/* What stands outdoors: trees, mountains, huts, and the shadows that a sun which stays where it is throws on
 * level ground. */
#ifndef STAGE_LANDSCAPE_H
#define STAGE_LANDSCAPE_H

#include "set/furnish.h"

/* A fir with snow on it, in materials of the set's. */
void fir_in(struct mesh *mesh, struct vec foot, double height, uint16_t green, uint16_t white);
/* A wood far away: a dark wall with tops before it, seen by who has `a` at the right. */
void far_wood(struct scenery *s, struct vec a, struct vec b, double height, uint64_t seed);
/* Mountains that rise from z on to `deep` behind it, in flat sides. */
void ridge(struct mesh *mesh, double x0, double x1, double z, double deep, double height, uint64_t seed);
/* What a box of a height throws on level ground at y, under a sun that shines along `towards`. */
void sun_shadow(struct mesh *mesh, struct floor_piece foot, double height, double y, struct vec towards);
/* Sun and sky of a clear day, of a late one and of a very cold one; dressing 0 has the first. */
void daylight(struct scenery *s, uint64_t dressing, struct vec towards);
/* The slanted roof halves of a house whose ridge runs along x, with snow on it, and its two gables. */
struct gable_roof {
    double x0, z0, x1, z1, eave, top, out;
    uint16_t snow, wall;
};
void gable_roof(struct mesh *mesh, const struct gable_roof *roof);

#endif
