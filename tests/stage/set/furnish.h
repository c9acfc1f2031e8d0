/* SPDX-License-Identifier: Apache-2.0 */
/* What rooms are furnished with: walls with openings, windows, doors that turn, tables and chairs, and the
 * choices that a dressing makes. */
#ifndef STAGE_FURNISH_H
#define STAGE_FURNISH_H

#include "set/sets.h"

/* Dressing 0 gives the first of the palette, exactly; another one any of it, a little lighter or darker. */
struct colour pick(uint64_t dressing, const char *what, const struct colour *palette, int count);
/* Dressing 0 gives `usual`, another one a value between. */
double vary(uint64_t dressing, const char *what, double usual, double low, double high);
/* 1 for dressing 0; for another one 0 or 1, 1 in `share` of them. */
int has(uint64_t dressing, const char *what, double share);

struct colour lighter(struct colour colour, double times);

/* A thing's own axes: x to its right, z ahead of it. */
struct place {
    struct vec at;
    struct turn turn;
};

struct place place(double x, double y, double z, double degrees);
/* A box in a place's axes, patterns upright on its sides; without a bottom where y0 is 0. */
void box_in(struct mesh *mesh, struct place place, struct vec low, struct vec high);
/* The same in the world's axes. */
void block(struct mesh *mesh, double x0, double y0, double z0, double x1, double y1, double z1);
/* A level floor seen from above, or ceiling seen from below, its pattern laid out from the world's middle. */
void floor_at(struct mesh *mesh, double y, struct floor_piece piece);
/* A slanted piece of level floor, in the floor's own pattern. */
void floor_patch(struct mesh *mesh, struct vec at, struct vec across, struct vec along);
void ceiling_at(struct mesh *mesh, double y, struct floor_piece piece);

/* Metres along a wall from its beginning, and above its foot. */
struct opening {
    double from, to, low, high;
};

/* An upright wall from `a` to `b`, seen by who has `a` at the right. Openings come in order and do not
 * overlap. */
struct wall {
    struct vec a, b;
    double high;
    const struct opening *openings;
    int count;
};

/* `out` is how far a point stands out of the wall into the room; less than 0: in or behind it. */
struct vec wall_point(const struct wall *wall, double along, double up, double out);
void wall_faces(struct mesh *mesh, const struct wall *wall);
/* A piece that faces the room. */
void wall_panel(struct mesh *mesh, const struct wall *wall, struct opening piece, double out);
void wall_block(struct mesh *mesh, const struct wall *wall, struct opening piece, double back, double front);
/* A strip along the wall at a height, left out at the openings that it would cross. */
void wall_strip(struct mesh *mesh, const struct wall *wall, double low, double high, double thick);
/* Four sides of an opening, from the wall to `deep` behind it. */
void wall_reveal(struct mesh *mesh, const struct wall *wall, struct opening opening, double deep);

struct window {
    struct material pane; /* its pattern laid out over the whole wall */
    struct material frame;
    int columns, rows;
};
void wall_window(struct scenery *scenery, const struct wall *wall, struct opening opening,
                 const struct window *window);
/* A small closed room behind an opening, as wide as the opening and half a metre more at each side, in the
 * material in use. */
void wall_closet(struct mesh *mesh, const struct wall *wall, struct opening opening, double deep);
/* Posts and lintel around an opening that reaches the floor. */
void wall_casing(struct mesh *mesh, const struct wall *wall, struct opening opening);
void wall_picture(struct scenery *scenery, const struct wall *wall, struct opening piece, struct colour frame,
                  struct colour image);

/* The leaf's material and, after it, its handle's. */
uint16_t leaf_material(struct scenery *scenery, struct colour colour, double wide, double high);
void leaves_arrange(struct scenery *scenery, const struct leaf *leaves, int count, const double *open);

/* Furniture stands on its place and looks ahead; sizes are whole widths, heights and depths. */
void table_in(struct scenery *s, struct place place, struct vec size, struct material material);
void chair_in(struct scenery *s, struct place place, struct material wood, struct material seat);
void sofa_in(struct scenery *s, struct place place, double wide, struct material cloth);
void shelf_in(struct scenery *s, struct place place, struct vec size, struct material wood);
void plant_in(struct scenery *s, struct place place, double high, struct colour pot, uint64_t seed);
/* A shade that glows on a stand that ends at its foot. */
void shade_lamp(struct scenery *s, struct vec foot, double stand, double wide, struct colour light);

#endif
