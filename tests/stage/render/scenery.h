/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that can be seen at one moment: facets, what they are made of, lamps, air and sky. */
#ifndef STAGE_SCENERY_H
#define STAGE_SCENERY_H

#include "render/mesh.h"
#include "render/pattern.h"

/* Linear light, 0 dark, 1 what a white wall in full light sends back. */
struct colour {
    float red, green, blue;
};

static inline struct colour colour(double red, double green, double blue)
{
    return (struct colour){(float)red, (float)green, (float)blue};
}

struct material {
    struct colour colour; /* of a pattern, what it is multiplied with */
    float gloss;          /* 0 to 1; of a pattern, what its own gloss is multiplied with */
    float glow;           /* light of its own, in times `colour` */
    enum pattern pattern;
    float tile_u, tile_v; /* metres after which the pattern repeats */
};

enum lamp_kind { lamp_point, lamp_spot, lamp_sun };

struct lamp {
    enum lamp_kind kind;
    struct vec at;        /* of a sun: ignored */
    struct vec towards;   /* where a spot or sun shines, length 1 */
    struct colour colour; /* light on a facing surface one metre away; of a sun, anywhere */
    float inner, outer;   /* cosines: a spot is full inside the one and dark outside the other */
};

/* A ball that keeps the sky's and the room's light from what is near: contact shadows. */
struct shade_ball {
    struct vec at;
    float radius;
    uint16_t who; /* does not darken itself */
};

enum { most_materials = 1024, most_lamps = 24, most_balls = 160 };

struct scenery {
    struct mesh mesh;
    size_t set_facets; /* the set's own; what is after them is built anew each frame */
    struct material materials[most_materials];
    int material_count, set_materials;
    struct lamp lamps[most_lamps];
    int lamp_count, set_lamps;
    struct shade_ball balls[most_balls];
    int ball_count;
    struct colour above, below;    /* light that comes from everywhere over and under */
    struct colour fog;             /* what a far thing turns to */
    float fog_density;             /* per metre */
    struct colour zenith, horizon; /* the sky */
    struct colour set_air[5];      /* above, below, fog, zenith, horizon as the set has them */
    float set_fog_density;
};

/* The number that facets name a new material by. More than most_materials end the program. */
uint16_t scenery_material(struct scenery *scenery, struct material material);
/* That, and facets added from now on are made of it. */
uint16_t scenery_use(struct scenery *scenery, struct material material);
void scenery_lamp(struct scenery *scenery, struct lamp lamp);
void scenery_point(struct scenery *scenery, struct vec at, struct colour colour);
void scenery_spot(struct scenery *scenery, struct vec at, struct vec target, double degrees,
                  struct colour colour);
/* The set is built: what comes now, lamps and changes of the air too, goes when the next frame begins. */
void scenery_set_ends(struct scenery *scenery);
void scenery_begin_frame(struct scenery *scenery);
void scenery_release(struct scenery *scenery);

#endif
