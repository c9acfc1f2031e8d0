/* SPDX-License-Identifier: Apache-2.0 */
/* A village in the snow on a winter's day: two rows of houses along a lane that runs north to a church, firs,
 * hills behind, low sun from the west. */
#include "set/sets.h"

struct house {
    double x, z, wide, deep, high;
    struct colour wall;
};

static void house(struct scenery *s, const struct house *h)
{
    struct mesh *m = &s->mesh;
    double x0 = h->x - h->wide / 2, x1 = h->x + h->wide / 2, z0 = h->z - h->deep / 2, z1 = h->z + h->deep / 2;
    double top = h->high + h->deep * 0.42, out = 0.45;
    scenery_use(s, painted_with(pattern_boards, 2.2, h->wall.red, h->wall.green, h->wall.blue, 0));
    mesh_quad(m, vec(x0, 0, z0), vec(0, h->high, 0), vec(h->wide, 0, 0));
    mesh_quad(m, vec(x0, 0, z1), vec(h->wide, 0, 0), vec(0, h->high, 0));
    for (int side = 0; side < 2; side++) {
        double x = side ? x1 : x0;
        mesh_quad(m, vec(x, 0, side ? z1 : z0), vec(0, 0, side ? -h->deep : h->deep), vec(0, h->high, 0));
        struct corner a = {vec(x, h->high, z0), vec(side ? 1 : -1, 0, 0), 0, 0}, b = a, c = a;
        b.at = vec(x, h->high, z1);
        c.at = vec(x, top, h->z);
        mesh_triangle(m, a, b, c);
    }
    scenery_use(s, painted_with(pattern_snow, 5, 0.95, 0.97, 1, 0.1));
    double eave = h->high - out * 0.84, half = h->deep / 2 + out;
    mesh_slab(m, vec(x0 - out, eave, h->z - half), vec(h->wide + 2 * out, 0, 0), vec(0, top - eave, half),
              0.28);
    mesh_slab(m, vec(x1 + out, eave, h->z + half), vec(-h->wide - 2 * out, 0, 0), vec(0, top - eave, -half),
              0.28);
    scenery_use(s, painted_with(pattern_brick, 1, 0.8, 0.8, 0.8, 0));
    mesh_block(m, h->x + 0.8, top - 1, h->z - 0.35, h->x + 1.5, top + 0.7, h->z + 0.35);
    scenery_use(s, painted_with(pattern_snow, 3, 1, 1, 1, 0));
    mesh_block(m, h->x + 0.76, top + 0.7, h->z - 0.39, h->x + 1.54, top + 0.86, h->z + 0.39);
}

/* Windows and door on the side towards the lane. */
static void openings(struct scenery *s, const struct house *h)
{
    struct mesh *m = &s->mesh;
    double side = h->x < 0 ? 1 : -1, x = h->x + side * h->wide / 2;
    struct material pane = painted_with(pattern_pane, 1, 0.9, 0.62, 0.3, 0.6);
    pane.tile_v = 1.2f;
    pane.glow = 0.7f;
    for (int i = -1; i <= 1; i++) {
        double z = h->z + i * h->deep * 0.32, low = i ? 1.0 : 0, high = i ? 2.2 : 2.1, half = i ? 0.5 : 0.48;
        scenery_use(s, of_colour(0.75, 0.74, 0.7, 0.1));
        mesh_block(m, x - 0.06, low - 0.12, z - half - 0.12, x + 0.06, high + 0.12, z + half + 0.12);
        scenery_use(s, i ? pane : painted_with(pattern_boards, 1, 0.3, 0.5, 0.5, 0.2));
        mesh_quad(m, vec(x + side * 0.075, low, z + side * half), vec(0, 0, -side * 2 * half),
                  vec(0, high - low, 0));
    }
}

static void fir(struct scenery *s, struct vec foot, double height, uint16_t green, uint16_t white)
{
    struct mesh *m = &s->mesh;
    for (int i = 0; i < 4; i++) {
        double radius = height * (0.27 - i * 0.055);
        struct vec at = add(foot, vec(0, height * (0.12 + i * 0.2), 0));
        m->material = green;
        mesh_post(m, at, radius, 0, height * 0.36, 9);
        m->material = white;
        mesh_post(m, add(at, vec(0, height * 0.07, 0)), radius * 0.86, 0, height * 0.33, 9);
    }
}

static void church(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_plaster, 4, 0.72, 0.66, 0.55, 0));
    mesh_block(m, -2, 0, 50, 2, 11, 54);
    mesh_block(m, -4, 0, 54, 4, 6, 66);
    scenery_use(s, of_colour(0.16, 0.2, 0.22, 0.2));
    mesh_post(m, vec(0, 11, 52), 2.7, 0, 8, 8);
    scenery_use(s, of_colour(0.03, 0.03, 0.035, 0.2));
    mesh_block(m, -0.6, 7.5, 49.95, 0.6, 9.4, 50);
    mesh_block(m, -0.8, 0, 49.95, 0.8, 2.8, 50);
}

static void land(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_snow, 9, 0.92, 0.95, 1, 0.1));
    mesh_quad(m, vec(-150, 0, -60), vec(0, 0, 260), vec(300, 0, 0));
    scenery_use(s, painted_with(pattern_snow, 2.5, 0.6, 0.62, 0.68, 0.2));
    mesh_quad(m, vec(-1.5, 0.015, -40), vec(0, 0, 90), vec(3, 0, 0));
    scenery_use(s, painted_with(pattern_snow, 40, 0.75, 0.82, 0.95, 0));
    for (int i = 0; i < 7; i++)
        mesh_egg(m, vec(-190 + i * 60, -12, 190 + (i & 1) * 25), vec(60, 26 + 8 * (i % 3), 30), heading(0),
                 14);
}

void build_village(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    (void)dressing;
    static const struct house houses[] = {
        {-8, 6, 7, 7, 3.0, {0.9f, 0.35f, 0.25f}},   {8.4, 3, 7, 8, 3.1, {1.5f, 1.35f, 0.9f}},
        {-8.6, 18, 8, 8, 3.4, {0.8f, 0.8f, 0.85f}}, {8.2, 16, 7, 7, 2.9, {0.5f, 0.7f, 0.9f}},
        {-8.2, 31, 7, 7, 3.0, {1.4f, 1.0f, 0.5f}},  {8.8, 30, 8, 8, 3.3, {0.9f, 0.3f, 0.22f}},
    };
    land(s);
    church(s);
    for (size_t i = 0; i < sizeof houses / sizeof *houses; i++) {
        house(s, &houses[i]);
        openings(s, &houses[i]);
    }
    uint16_t green = scenery_material(s, of_colour(0.045, 0.085, 0.06, 0));
    uint16_t white = scenery_material(s, painted_with(pattern_snow, 2, 0.9, 0.95, 1, 0));
    struct stream stream = stream_of(4, "firs");
    for (int i = 0; i < 44; i++) {
        double side = i & 1 ? 1 : -1;
        struct vec foot = vec(side * draw_between(&stream, 14, 60), 0, draw_between(&stream, 8, 110));
        fir(s, foot, draw_between(&stream, 5, 11), green, white);
    }
    scenery_lamp(
        s, (struct lamp){lamp_sun, {0, 0, 0}, unit(vec(0.75, -0.42, 0.5)), colour(2.3, 1.75, 1.15), 0, 0});
    s->above = colour(0.2, 0.3, 0.5);
    s->below = colour(0.17, 0.19, 0.26);
    s->fog = colour(0.6, 0.68, 0.8);
    s->fog_density = 0.0045f;
    s->horizon = colour(0.78, 0.76, 0.76);
    s->zenith = colour(0.16, 0.34, 0.75);
    *stock = (struct film_stock){0.85, 0.1, 0.25, 1.6, -0.03, 1.05, 3, 1};
}
