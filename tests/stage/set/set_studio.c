/* SPDX-License-Identifier: Apache-2.0 */
/* A ballet studio by day, 10 by 10 metres: tall windows in the east that throw sun on the boards, in the west
 * a wall of mirrors, in which everything stands once more, and a barre before it. */
#include "set/furnish.h"
#include "set/plans.h"

static const double west_x = -5, east_x = 5, south_z = -4, north_z = 6, high = 4;
static const struct opening glass = {1, 8.8, 0.2, 2.75};
static const struct opening panes[] = {
    {0.85, 2.35, 0.7, 3.5}, {3.05, 4.55, 0.7, 3.5}, {5.25, 6.75, 0.7, 3.5}, {7.45, 8.95, 0.7, 3.5}};
static const struct opening north_door = {7.6, 8.6, 0, 2.2}, south_door = {7, 8, 0, 2.2};

const struct mark studio_marks[] = {
    {"door", {-3.1f, 0, 5.2f}, 180},       {"centre", {-0.6f, 0, 1.2f}, 270},
    {"barre", {-4.3f, 0, 2}, 180},         {"mirror", {-3.6f, 0, 0.4f}, 270},
    {"window", {4.1f, 0, 1.2f}, 270},      {"piano", {3.4f, 0, 3.5f}, 0},
    {"bench", {-0.8f, 0, -3.1f}, 0},       {"screen", {-2.6f, 0, -3.4f}, 60},
    {"corner", {-3.9f, 0, 5.1f}, 130},     {"beyond-door", {-3.1f, 0, 6.9f}, 180},
    {"beyond-south", {2.5f, 0, -4.9f}, 0},
};
const struct floor_piece studio_floors[] = {{-4.55, -3.7, 4.65, 5.7}};
const struct floor_piece studio_blocked[] = {
    {2.5, 4.3, 4.5, 5.2},     {3.0, 3.55, 3.8, 4.05},    {2.25, -1.55, 2.55, -1.25}, {2.25, 3.05, 2.55, 3.35},
    {-1.7, -3.95, 0.1, -3.4}, {-2.3, -3.4, -1.85, -2.0}, {3.6, -3.8, 4.7, -2.9},
};
const struct leaf studio_leaves[] = {
    {0, {-2.6f, 0, 6.06f}, 270, 1, 2.2, 95, 0},
    {1, {3, 0, -4.06f}, 270, 1, 2.2, -95, 0},
};

static const struct colour paints[] = {{0.72f, 0.7f, 0.64f},  {0.55f, 0.62f, 0.68f}, {0.7f, 0.58f, 0.5f},
                                       {0.56f, 0.66f, 0.56f}, {0.74f, 0.66f, 0.46f}, {0.5f, 0.48f, 0.5f}};
static const struct colour floors[] = {
    {1.9f, 2.1f, 2.3f}, {1.5f, 1.4f, 1.2f}, {1, 0.9f, 0.8f}, {2.2f, 2.9f, 3.6f}};
static const struct colour cloths[] = {{0.4f, 0.12f, 0.16f}, {0.14f, 0.2f, 0.36f}, {0.36f, 0.3f, 0.2f},
                                       {0.16f, 0.28f, 0.2f}, {0.4f, 0.24f, 0.34f}, {0.14f, 0.14f, 0.16f}};

static struct wall wall_of(int side)
{
    const struct vec corners[4] = {vec(west_x, 0, south_z), vec(east_x, 0, south_z), vec(east_x, 0, north_z),
                                   vec(west_x, 0, north_z)};
    struct wall wall = {corners[side], corners[(side + 1) % 4], high, NULL, 1};
    wall.openings = side == 0 ? &south_door : side == 1 ? panes : side == 2 ? &north_door : &glass;
    wall.count = side == 1 ? 4 : 1;
    return wall;
}

static void shell(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paint = pick(dressing, "paint", paints, 6), wood = pick(dressing, "floor", floors, 4);
    struct floor_piece all = {west_x, south_z, east_x, north_z};
    scenery_use(s, painted_with(pattern_boards, 1.8, wood.red, wood.green, wood.blue, 0.9));
    floor_at(m, 0, all);
    scenery_use(s, painted_with(pattern_plaster, 4, 0.75, 0.74, 0.72, 0));
    ceiling_at(m, high, all);
    for (int i = 0; i < 4; i++)
        block(m, west_x, high - 0.3, -2.5 + i * 2.4, east_x, high, -2.3 + i * 2.4);
    scenery_use(s, painted_with(pattern_plaster, 3, paint.red, paint.green, paint.blue, 0.05));
    for (int i = 0; i < 4; i++) {
        struct wall wall = wall_of(i);
        wall_faces(m, &wall);
    }
    scenery_use(s, of_colour(paint.red * 0.55, paint.green * 0.55, paint.blue * 0.58, 0.2));
    for (int i = 0; i < 4; i++) {
        struct wall wall = wall_of(i);
        wall_strip(m, &wall, 0, 0.16, 0.03);
        wall_strip(m, &wall, 3.6, 3.68, 0.03);
    }
    for (int i = 0; i < 4; i += 2) {
        struct wall wall = wall_of(i);
        m->material = 2;
        wall_casing(m, &wall, *wall.openings);
        m->material = 3;
        wall_closet(m, &wall, *wall.openings, 1.7);
    }
}

static void windows(struct scenery *s)
{
    struct wall wall = wall_of(1);
    struct material view = painted_with(pattern_outlook, 10, 0.95, 1, 1.05, 0);
    view.glow = 2.6f;
    view.tile_v = 5;
    struct window window = {view, of_colour(0.62, 0.62, 0.6, 0.2), 2, 4};
    for (int i = 0; i < 4; i++)
        wall_window(s, &wall, panes[i], &window);
}

/* The sun comes down 0.6 and north 0.3 while it goes west 1: each pane's light on the boards. */
static void sun_on_floor(struct scenery *s, uint64_t dressing)
{
    struct colour wood = pick(dressing, "floor", floors, 4);
    struct material lit =
        painted_with(pattern_boards, 1.8, wood.red, wood.green * 0.94, wood.blue * 0.8, 0.9);
    lit.glow = 1.5f;
    scenery_use(s, lit);
    for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 8; k++) {
            double low = 0.72 + (k / 2) * 0.7, up = 0.62,
                   from = south_z + panes[i].from + (k & 1) * 0.74 + 0.04;
            double x = east_x - (low + up) / 0.6, z = from + 0.3 * low / 0.6;
            floor_patch(&s->mesh, vec(x, 0.003, z + 0.3 * up / 0.6), vec(up / 0.6, 0, -0.3 * up / 0.6),
                        vec(0, 0, 0.68));
        }
    }
}

static void mirror_and_barres(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    struct wall west = wall_of(3);
    scenery_use(s, of_colour(0.3, 0.29, 0.28, 0.8));
    wall_block(m, &west, (struct opening){glass.from - 0.05, glass.to + 0.05, glass.low - 0.06, glass.low}, 0,
               0.04);
    wall_block(m, &west, (struct opening){glass.from - 0.05, glass.to + 0.05, glass.high, glass.high + 0.06},
               0, 0.04);
    for (int i = 0; i <= 4; i++) {
        double at = glass.from + i * (glass.to - glass.from) / 4, half = i % 4 ? 0.008 : 0.04;
        wall_block(m, &west, (struct opening){at - half, at + half, glass.low, glass.high}, 0, 0.02);
    }
    scenery_use(s, painted_with(pattern_boards, 1.2, 1.2, 1.1, 1, 0.8));
    for (int k = 0; k < 2; k++) {
        double x = k ? 4.78 : -4.78, from = k ? -3.4 : -2.8, to = k ? 5.4 : 5;
        mesh_limb(m, &(struct limb){vec(x, 1.05, from), vec(x, 1.05, to), vec(1, 0, 0), 0.024, 0.024, 0.024,
                                    0.024, 0.5, 6});
        mesh_limb(m, &(struct limb){vec(x, 0.8, from), vec(x, 0.8, to), vec(1, 0, 0), 0.02, 0.02, 0.02, 0.02,
                                    0.5, 6});
    }
    scenery_use(s, of_colour(0.12, 0.12, 0.13, 0.8));
    for (int i = 0; i < 10; i++) {
        double x = i & 1 ? 4.78 : -4.78, z = -2.7 + (i / 2) * 1.9;
        block(m, x - 0.015, 0, z - 0.02, x + 0.015, 1.04, z + 0.02);
    }
}

static void piano(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    struct place p = place(3.5, 0, 4.75, 180);
    scenery_use(s, of_colour(0.02, 0.018, 0.018, 2));
    box_in(m, p, vec(-0.75, 0, -0.35), vec(0.75, 1.25, 0.02));
    box_in(m, p, vec(-0.78, 1.25, -0.37), vec(0.78, 1.28, 0.06));
    box_in(m, p, vec(-0.75, 0.6, 0.02), vec(0.75, 0.72, 0.36));
    box_in(m, p, vec(-0.75, 0, 0.26), vec(-0.68, 0.6, 0.36));
    box_in(m, p, vec(0.68, 0, 0.26), vec(0.75, 0.6, 0.36));
    box_in(m, p, vec(-0.4, 0.9, 0.02), vec(0.4, 0.93, 0.1));
    scenery_use(s, of_colour(0.75, 0.73, 0.66, 1));
    box_in(m, p, vec(-0.66, 0.72, 0.16), vec(0.66, 0.735, 0.34));
    box_in(m, p, vec(-0.2, 0.93, 0.04), vec(0.18, 1.2, 0.06));
    scenery_use(s, of_colour(0.06, 0.05, 0.05, 0.6));
    box_in(m, p, vec(-0.4, 0.42, 0.75), vec(0.4, 0.5, 1.1));
    for (int i = 0; i < 4; i++)
        box_in(m, p, vec(i & 1 ? 0.34 : -0.38, 0, i & 2 ? 1.04 : 0.78),
               vec(i & 1 ? 0.38 : -0.34, 0.42, i & 2 ? 1.08 : 0.82));
}

static void things(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour cloth = pick(dressing, "cloth", cloths, 6), other = pick(dressing, "screen", cloths + 1, 5);
    struct wall north = wall_of(2), south = wall_of(0);
    scenery_use(s, of_colour(0.32, 0.33, 0.34, 0.7));
    for (int i = 0; i < 2; i++) {
        mesh_post(m, vec(2.4, 0, i ? 3.2 : -1.4), 0.12, 0.1, high, 14);
        mesh_post(m, vec(2.4, 0, i ? 3.2 : -1.4), 0.18, 0.14, 0.3, 14);
    }
    scenery_use(s, painted_with(pattern_cloth, 0.7, other.red, other.green, other.blue, 0));
    for (int i = 0; i < 3; i++)
        box_in(m, place(-2.05 + (i & 1 ? -0.05 : 0.05), 0, -3.15 + i * 0.47, i & 1 ? 105 : 75),
               vec(-0.24, 0, -0.012), vec(0.24, 1.85, 0.012));
    table_in(s, place(-0.8, 0, -3.7, 0), vec(1.7, 0.46, 0.4),
             painted_with(pattern_boards, 1, 0.9, 0.8, 0.7, 0.4));
    scenery_use(s, painted_with(pattern_cloth, 0.5, cloth.red, cloth.green, cloth.blue, 0));
    if (has(dressing, "bag", 0.7))
        mesh_egg(m, vec(-0.3, 0.6, -3.7), vec(0.26, 0.15, 0.16), heading(10), 10);
    box_in(m, place(4.2, 0, -3.35, 0), vec(-0.5, 0, -0.4), vec(0.5, 0.24, 0.4));
    scenery_use(s, of_colour(0.05, 0.05, 0.055, 0.4));
    if (has(dressing, "speaker", 0.6))
        block(m, 4.0, 0.24, -3.6, 4.4, 0.86, -3.25);
    wall_picture(s, &north, (struct opening){3.9, 4.9, 1.3, 2.6}, colour(0.08, 0.08, 0.08), cloth);
    if (has(dressing, "poster", 0.6))
        wall_picture(s, &north, (struct opening){5.4, 6.2, 1.5, 2.5}, colour(0.5, 0.48, 0.44), other);
    wall_picture(s, &south, (struct opening){4, 5.8, 1.4, 2.4}, colour(0.3, 0.2, 0.1), other);
    scenery_use(s, of_colour(0.8, 0.8, 0.77, 0.3));
    mesh_egg(m, vec(-3.1, 2.9, north_z), vec(0.24, 0.24, 0.05), heading(0), 16);
    scenery_use(s, of_colour(0.03, 0.03, 0.03, 0));
    block(m, -3.11, 2.9, north_z - 0.07, -3.09, 3.08, north_z - 0.06);
    block(m, -3.1, 2.89, north_z - 0.07, -2.97, 2.91, north_z - 0.06);
}

void build_studio(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour paint = pick(dressing, "paint", paints, 6), cloth = pick(dressing, "door", cloths + 2, 4);
    leaf_material(s, lighter(cloth, 1.3), 1, 2.2);
    scenery_material(s, of_colour(paint.red * 0.7, paint.green * 0.7, paint.blue * 0.7, 0.3));
    scenery_material(
        s, painted_with(pattern_plaster, 2, paint.red * 0.8, paint.green * 0.8, paint.blue * 0.8, 0));
    shell(s, dressing);
    windows(s);
    sun_on_floor(s, dressing);
    mirror_and_barres(s);
    piano(s);
    things(s, dressing);
    mesh_mirror(&s->mesh, 0, s->mesh.count, vec(west_x, 0, 0), vec(1, 0, 0));
    for (int i = 0; i < 2; i++)
        scenery_spot(s, vec(5.6, 3.6, -1.6 + i * 4.8), vec(-1, 0.4, 0.4 + i * 4.8), 130, colour(17, 16, 14));
    scenery_point(s, vec(1.4, 0.4, 2.2), colour(1.9, 1.6, 1.25));
    scenery_point(s, vec(-3.4, 3.2, 1), colour(0.8, 0.9, 1.1));
    s->above = colour(0.13, 0.145, 0.17);
    s->below = colour(0.13, 0.11, 0.085);
    s->fog = colour(0.4, 0.42, 0.44);
    s->fog_density = 0.006f;
    *stock = (struct film_stock){1.2, 0.22, 0.25, 1.8, 0.02, 1.0, 7, 1};
}

void arrange_studio(struct scenery *s, const double *open)
{
    leaves_arrange(s, studio_leaves, sizeof studio_leaves / sizeof *studio_leaves, open);
}

void reflect_studio(struct scenery *s)
{
    mesh_mirror(&s->mesh, s->set_facets, s->mesh.count, vec(west_x, 0, 0), vec(1, 0, 0));
}
