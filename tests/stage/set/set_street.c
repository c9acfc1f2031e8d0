/* SPDX-License-Identifier: Apache-2.0 */
/* A street by night after rain, running north: brick and lit windows on both sides, street lamps, a bar's
 * neon sign, a parked car. */
#include "set/sets.h"

static void ground(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    struct material road = painted_with(pattern_asphalt, 4, 1, 1, 1.05, 5);
    scenery_use(s, road);
    mesh_quad(m, vec(-4, 0, -30), vec(0, 0, 120), vec(8, 0, 0));
    scenery_use(s, painted_with(pattern_asphalt, 2.5, 1.9, 1.9, 2, 0.9));
    mesh_block(m, -7, -0.2, -30, -4, 0.14, 90);
    mesh_block(m, 4, -0.2, -30, 7, 0.14, 90);
    scenery_use(s, of_colour(0.45, 0.43, 0.36, 0.3));
    for (int i = -4; i < 18; i++)
        mesh_quad(m, vec(-0.07, 0.01, i * 5), vec(0, 0, 2.4), vec(0.14, 0, 0));
}

/* What faces the street on its side at x, from z on. */
static void front(struct mesh *m, double x, double y, double z, double wide, double high)
{
    double side = x < 0 ? -1 : 1;
    mesh_quad(m, vec(x, y, side < 0 ? z + wide : z), vec(0, 0, side * wide), vec(0, high, 0));
}

static void houses(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    struct stream stream = stream_of(5, "houses");
    for (int i = 0; i < 20; i++) {
        double side = i & 1 ? 1 : -1, z = -28 + (i / 2) * 11, high = draw_between(&stream, 8, 17);
        double tone = draw_between(&stream, 0.7, 1.2), red = draw_between(&stream, 0.8, 1.1);
        scenery_use(s, painted_with(pattern_brick, 1.8, tone * red, tone, tone * 1.05, 0.2));
        mesh_block(m, side < 0 ? -15 : 7, 0, z, side < 0 ? -7 : 15, high, z + 10.9);
        struct material lit = painted_with(pattern_windows, 8, 1, 1, 1, 1);
        lit.glow = 0.7f;
        scenery_use(s, lit);
        double x = side * 6.98;
        for (int floor = 0; floor < (int)((high - 4) / 4); floor++)
            front(m, x, 4 + 4 * floor, z + 0.9, 9, 3.6);
        scenery_use(s, of_colour(0.12, 0.1, 0.1, 0.3));
        mesh_block(m, side < 0 ? -7.15 : 6.85, 3.5, z, side < 0 ? -6.9 : 7.1, 3.75, z + 10.9);
    }
}

static void lamps(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    for (int i = 0; i < 8; i++) {
        double side = i & 1 ? 1 : -1, z = -8 + i * 9, x = side * 4.5;
        scenery_use(s, of_colour(0.04, 0.045, 0.05, 0.5));
        mesh_post(m, vec(x, 0.1, z), 0.07, 0.045, 4.6, 8);
        mesh_block(m, side < 0 ? x : x - 0.9, 4.66, z - 0.03, side < 0 ? x + 0.9 : x, 4.72, z + 0.03);
        scenery_use(s, glowing(1, 0.68, 0.32, 5));
        mesh_egg(m, vec(x - side * 0.9, 4.6, z), vec(0.2, 0.08, 0.11), heading(0), 10);
        if (i < 5)
            scenery_point(s, vec(x - side * 0.9, 4.4, z), colour(10, 6.3, 2.7));
    }
}

static void bar_front(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    struct material shop = glowing(0.9, 0.5, 0.24, 0.55);
    scenery_use(s, shop);
    mesh_quad(m, vec(6.95, 0.9, 6), vec(0, 0, 3.4), vec(0, 1.9, 0));
    scenery_use(s, of_colour(0.05, 0.03, 0.03, 0.5));
    for (int i = 0; i < 5; i++)
        mesh_block(m, 6.85, 0.8, 5.95 + i * 0.85, 6.97, 2.9, 6.03 + i * 0.85);
    mesh_quad(m, vec(6.95, 0.14, 9.8), vec(0, 0, 1.1), vec(0, 2.3, 0));
    scenery_use(s, glowing(1, 0.12, 0.35, 4));
    mesh_block(m, 5.75, 3.9, 7.6, 6.9, 4.0, 7.7);
    mesh_block(m, 5.75, 5.6, 7.6, 6.9, 5.7, 7.7);
    mesh_block(m, 5.75, 3.9, 7.6, 5.85, 5.7, 7.7);
    scenery_use(s, glowing(0.15, 0.6, 1, 4));
    mesh_block(m, 6.0, 4.25, 7.6, 6.6, 4.36, 7.7);
    mesh_block(m, 6.0, 4.75, 7.6, 6.6, 4.86, 7.7);
    mesh_block(m, 6.0, 5.25, 7.6, 6.6, 5.36, 7.7);
    scenery_point(s, vec(5.6, 4.2, 7), colour(4.5, 0.7, 2));
    scenery_point(s, vec(6, 1.8, 7.7), colour(2, 1.1, 0.5));
}

static void car(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, of_colour(0.05, 0.07, 0.13, 1.2));
    mesh_block(m, -3.8, 0.35, 4, -2.1, 0.85, 8.2);
    mesh_block(m, -3.6, 0.85, 5, -2.3, 1.36, 7.2);
    scenery_use(s, of_colour(0.01, 0.012, 0.016, 3));
    mesh_block(m, -3.62, 0.9, 5.15, -2.28, 1.28, 7.05);
    mesh_block(m, -3.5, 0.9, 4.98, -2.4, 1.28, 7.22);
    for (int i = 0; i < 4; i++)
        mesh_egg(m, vec(i & 1 ? -3.72 : -2.18, 0.32, i & 2 ? 4.8 : 7.4), vec(0.12, 0.32, 0.32), heading(0),
                 14);
    scenery_use(s, glowing(1, 0.05, 0.03, 1.2));
    mesh_block(m, -3.7, 0.6, 3.97, -3.4, 0.74, 4);
    mesh_block(m, -2.5, 0.6, 3.97, -2.2, 0.74, 4);
}

void build_street(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    (void)dressing;
    ground(s);
    houses(s);
    lamps(s);
    bar_front(s);
    car(s);
    s->above = colour(0.03, 0.04, 0.075);
    s->below = colour(0.03, 0.025, 0.025);
    s->fog = colour(0.03, 0.035, 0.055);
    s->fog_density = 0.016f;
    s->horizon = colour(0.05, 0.05, 0.07);
    s->zenith = colour(0.006, 0.009, 0.02);
    *stock = (struct film_stock){1.7, 0.45, 0.4, 2.6, -0.05, 1.1, 5, 1};
}
