/* SPDX-License-Identifier: Apache-2.0 */
/* A living room in the evening, 6 by 5 metres, its middle at 0; the south side is open for the camera. A lamp
 * beside the sofa, blue night in the window, a door in the west. */
#include "set/sets.h"

static void walls(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_boards, 1.6, 1, 1, 1, 0.5));
    mesh_quad(m, vec(-3, 0, -4), vec(0, 0, 6.5), vec(6, 0, 0));
    scenery_use(s, painted_with(pattern_plaster, 3, 0.75, 0.72, 0.66, 0));
    mesh_quad(m, vec(-3, 2.7, -4), vec(6, 0, 0), vec(0, 0, 6.5));
    scenery_use(s, painted_with(pattern_wallpaper, 1.2, 0.42, 0.5, 0.4, 0.1));
    mesh_quad(m, vec(3, 0, 2.5), vec(-6, 0, 0), vec(0, 2.7, 0));
    mesh_quad(m, vec(-3, 0, 2.5), vec(0, 0, -6.5), vec(0, 2.7, 0));
    mesh_quad(m, vec(3, 0, -4), vec(0, 0, 6.5), vec(0, 2.7, 0));
    scenery_use(s, of_colour(0.5, 0.46, 0.38, 0.2));
    mesh_block(m, -3, 0, 2.46, 3, 0.14, 2.5);
    mesh_block(m, -3, 0, -4, -2.96, 0.14, 2.5);
    mesh_block(m, 2.96, 0, -4, 3, 0.14, 2.5);
    mesh_block(m, -3, 2.58, 2.44, 3, 2.7, 2.5);
}

static void window(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    struct material night = painted_with(pattern_pane, 1.5, 0.1, 0.19, 0.42, 0.5);
    night.glow = 1.1f;
    night.tile_v = 1.4f;
    scenery_use(s, night);
    mesh_quad(m, vec(0.75, 0.95, 2.47), vec(-1.5, 0, 0), vec(0, 1.4, 0));
    scenery_use(s, of_colour(0.55, 0.5, 0.42, 0.2));
    mesh_block(m, -0.83, 0.85, 2.38, 0.83, 0.95, 2.5);
    mesh_block(m, -0.83, 2.35, 2.42, 0.83, 2.43, 2.5);
    scenery_use(s, painted_with(pattern_cloth, 0.6, 0.36, 0.08, 0.06, 0));
    for (int i = 0; i < 5; i++) {
        double x = 0.86 + i * 0.09, deep = i & 1 ? 0.05 : 0.02;
        mesh_post(m, vec(x, 0.05, 2.4 - deep), 0.06, 0.055, 2.45, 8);
        mesh_post(m, vec(-x, 0.05, 2.4 - deep), 0.06, 0.055, 2.45, 8);
    }
    scenery_use(s, of_colour(0.12, 0.07, 0.04, 0.4));
    mesh_block(m, -1.35, 2.5, 2.34, 1.35, 2.53, 2.37);
}

static void sofa(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_cloth, 0.5, 0.1, 0.2, 0.24, 0));
    mesh_block(m, -2.5, 0.12, 1.35, -0.3, 0.42, 2.2);
    mesh_block(m, -2.5, 0.42, 1.95, -0.3, 0.88, 2.25);
    mesh_block(m, -2.7, 0.12, 1.35, -2.48, 0.64, 2.25);
    mesh_block(m, -0.32, 0.12, 1.35, -0.1, 0.64, 2.25);
    scenery_use(s, painted_with(pattern_cloth, 0.4, 0.6, 0.3, 0.07, 0));
    mesh_box(m, vec(-2.2, 0.62, 1.86), vec(0.42, 0.4, 0.13), turned_by(heading(8), tilt(18)));
    scenery_use(s, painted_with(pattern_cloth, 0.9, 0.33, 0.12, 0.1, 0));
    mesh_quad(m, vec(-2.4, 0.012, -0.9), vec(0, 0, 2.1), vec(3.2, 0, 0));
}

static void furniture(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_boards, 0.9, 0.7, 0.6, 0.5, 0.6));
    mesh_block(m, -1.9, 0.38, 0.1, -0.8, 0.43, 0.7);
    for (int i = 0; i < 4; i++)
        mesh_post(m, vec(i & 1 ? -1.84 : -0.86, 0, i & 2 ? 0.16 : 0.64), 0.025, 0.025, 0.38, 6);
    scenery_use(s, of_colour(0.16, 0.08, 0.04, 0.4));
    mesh_block(m, 1.5, 0, 2.1, 2.9, 2.1, 2.5);
    struct material spines = painted_with(pattern_books, 1.3, 1, 1, 1, 0.3);
    spines.tile_v = 1;
    scenery_use(s, spines);
    mesh_quad(m, vec(2.86, 0.06, 2.09), vec(-1.32, 0, 0), vec(0, 2, 0));
    scenery_use(s, painted_with(pattern_boards, 1.1, 0.5, 0.42, 0.36, 0.4));
    mesh_quad(m, vec(-2.97, 0, 0.55), vec(0, 0, -0.9), vec(0, 2.05, 0));
    scenery_use(s, of_colour(0.45, 0.41, 0.34, 0.2));
    mesh_block(m, -3, 0, 0.55, -2.93, 2.13, 0.65);
    mesh_block(m, -3, 0, -0.45, -2.93, 2.13, -0.35);
    mesh_block(m, -3, 2.05, -0.35, -2.93, 2.13, 0.55);
}

static void floor_lamp(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, of_colour(0.1, 0.08, 0.06, 0.6));
    mesh_post(m, vec(0.35, 0, 2), 0.16, 0.14, 0.03, 12);
    mesh_post(m, vec(0.35, 0, 2), 0.015, 0.015, 1.5, 6);
    scenery_use(s, glowing(1, 0.66, 0.3, 1.9));
    mesh_post(m, vec(0.35, 1.36, 2), 0.22, 0.13, 0.3, 14);
}

static void picture_on_wall(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, of_colour(0.3, 0.2, 0.08, 0.6));
    mesh_block(m, -2.2, 1.35, 2.44, -1.5, 1.95, 2.5);
    scenery_use(s, painted_with(pattern_plaster, 0.5, 0.5, 0.24, 0.14, 0.1));
    mesh_quad(m, vec(-1.55, 1.4, 2.435), vec(-0.6, 0, 0), vec(0, 0.25, 0));
    scenery_use(s, painted_with(pattern_plaster, 0.5, 0.2, 0.3, 0.42, 0.1));
    mesh_quad(m, vec(-1.55, 1.65, 2.435), vec(-0.6, 0, 0), vec(0, 0.25, 0));
}

void build_apartment(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    (void)dressing;
    walls(s);
    window(s);
    sofa(s);
    furniture(s);
    floor_lamp(s);
    picture_on_wall(s);
    scenery_point(s, vec(0.35, 1.5, 1.9), colour(1.5, 0.86, 0.4));
    scenery_spot(s, vec(1.9, 2.6, -2.8), vec(-0.5, 0.9, 0.8), 80, colour(6.2, 4.9, 3.6));
    scenery_spot(s, vec(-2.4, 2.2, -3.2), vec(0.4, 1.1, 1), 80, colour(0.9, 1.3, 2.2));
    scenery_point(s, vec(0, 1.7, 2.2), colour(0.1, 0.18, 0.36));
    s->above = colour(0.05, 0.045, 0.045);
    s->below = colour(0.035, 0.025, 0.018);
    s->fog = colour(0.02, 0.02, 0.025);
    s->fog_density = 0.01f;
    *stock = (struct film_stock){1.5, 0.18, 0.35, 2.2, 0.15, 1.05, 1, 1};
}
