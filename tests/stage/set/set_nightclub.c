/* SPDX-License-Identifier: Apache-2.0 */
/* A nightclub in neon of two colours, 12 by 14 metres: bar in the west, booths in the east, a floor that
 * glows before the desk of who plays the records in the north, pillars and smoke; the way in is in the east.
 */
#include "set/furnish.h"
#include "set/plans.h"

static const double side_x = 6, south_z = -8, north_z = 6, high = 4;
static const struct opening east_door = {2.2, 3.8, 0, 2.2}, west_door = {10.05, 10.95, 0, 2.1};

const struct mark nightclub_marks[] = {
    {"door", {4.9f, 0, -5}, 270},           {"centre", {0, 0, 1.6f}, 180},
    {"bar", {-3.15f, 0, 1.55f}, 270},       {"bar-seat", {-3.6f, 0, 0.9f}, 270},
    {"behind-bar", {-5.25f, 0, 1.5f}, 90},  {"booth", {3.9f, 0, 0.6f}, 90},
    {"booth-seat", {5.35f, 0, 0.6f}, 270},  {"desk", {0, 0, 5.45f}, 180},
    {"floor-left", {-1.6f, 0, 2.8f}, 160},  {"pillar", {3.0f, 0, 4.0f}, 200},
    {"washroom", {-5.2f, 0, -4.5f}, 90},    {"beyond-door", {6.9f, 0, -5}, 270},
    {"beyond-west", {-6.9f, 0, -4.5f}, 90},
};
const struct floor_piece nightclub_floors[] = {
    {-5.7, -7.7, 5.7, -1.3}, {-3.25, -1.3, 5.7, 5.75}, {-5.5, -1.3, -5.0, 4.4}};
const struct floor_piece nightclub_blocked[] = {
    {-1.4, 4.4, 1.4, 5.15},  {2.75, 2.95, 3.25, 3.45}, {-3.3, 2.95, -2.75, 3.45}, {4.25, -2.9, 6, 4.2},
    {-3.0, 4.9, -1.9, 5.9},  {1.9, 4.9, 3.0, 5.9},     {0.5, -3.6, 1.1, -3.0},    {-2.2, -3.0, -1.6, -2.4},
    {-3.3, -7.9, 3.7, -6.9}, {2.8, -6.2, 3.4, -5.6},   {-3.9, -5.5, -3.3, -4.9},
};
const struct leaf nightclub_leaves[] = {
    {0, {6.06f, 0, -5.8f}, 0, 0.8, 2.2, 88, 0},
    {0, {6.06f, 0, -4.2f}, 180, 0.8, 2.2, -88, 0},
    {1, {-6.06f, 0, -4.05f}, 180, 0.9, 2.1, 95, 0},
};

/* Neon comes in pairs. */
static const struct colour warm_tubes[] = {
    {1, 0.1f, 0.5f}, {0.75f, 0.12f, 1}, {1, 0.14f, 0.16f}, {1, 0.1f, 0.75f}, {1, 0.42f, 0.1f}};
static const struct colour cold_tubes[] = {
    {0.12f, 0.35f, 1}, {0.1f, 0.75f, 0.9f}, {0.2f, 0.25f, 1}, {0.1f, 0.8f, 0.5f}};
static const struct colour bricks[] = {
    {0.5f, 0.5f, 0.7f}, {0.4f, 0.3f, 0.3f}, {0.6f, 0.6f, 0.62f}, {0.3f, 0.36f, 0.5f}};
static const struct colour leathers[] = {{0.2f, 0.03f, 0.08f},
                                         {0.04f, 0.06f, 0.2f},
                                         {0.03f, 0.12f, 0.1f},
                                         {0.2f, 0.1f, 0.03f},
                                         {0.12f, 0.12f, 0.14f}};

static struct wall wall_of(int side)
{
    const struct vec corners[4] = {vec(-side_x, 0, south_z), vec(side_x, 0, south_z), vec(side_x, 0, north_z),
                                   vec(-side_x, 0, north_z)};
    return (struct wall){corners[side], corners[(side + 1) % 4], high, side == 1 ? &east_door : &west_door,
                         side & 1};
}

static void hall(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour brick = pick(dressing, "brick", bricks, 4);
    struct floor_piece all = {-side_x, south_z, side_x, north_z};
    double tile = vary(dressing, "tile", 2.4, 1.4, 4);
    scenery_use(s, painted_with(has(dressing, "tiled", 0.5) ? pattern_tiles : pattern_marble, tile, 0.3, 0.3,
                                0.36, 2.6));
    floor_at(m, 0, all);
    scenery_use(s, of_colour(0.03, 0.03, 0.04, 0.1));
    ceiling_at(m, high, all);
    scenery_use(s, painted_with(has(dressing, "bricks", 0.5) ? pattern_brick : pattern_door, 1.4, brick.red,
                                brick.green, brick.blue, 0.6));
    for (int i = 0; i < 4; i++) {
        struct wall wall = wall_of(i);
        wall_faces(m, &wall);
    }
    scenery_use(s, of_colour(0.05, 0.05, 0.06, 1));
    for (int i = 0; i < 4; i++) {
        struct wall wall = wall_of(i);
        wall_strip(m, &wall, 0, 0.2, 0.04);
        if (wall.count)
            wall_casing(m, &wall, *wall.openings);
    }
    m->material = 2;
    for (int i = 1; i < 4; i += 2) {
        struct wall wall = wall_of(i);
        wall_closet(m, &wall, *wall.openings, 1.8);
    }
    scenery_use(s, of_colour(0.09, 0.08, 0.11, 1));
    for (int i = 0; i < 2; i++) {
        block(m, i ? 2.8 : -3.2, 0, 3, i ? 3.2 : -2.8, high, 3.4);
        block(m, -side_x, 3.7, i ? 0.9 : 3.1, side_x, 3.9, i ? 1.1 : 3.3);
        for (int k = 0; k < 6; k++)
            mesh_box(m, vec(-4.5 + k * 1.8, 3.55, i ? 0.95 : 3.15), vec(0.2, 0.32, 0.2), tilt(i ? 25 : -25));
    }
}

static void bottles(struct scenery *s, uint64_t dressing)
{
    struct colour glass[4] = {
        {0.1f, 0.4f, 0.16f}, {0.5f, 0.24f, 0.04f}, {0.1f, 0.25f, 0.5f}, {0.5f, 0.46f, 0.4f}};
    struct stream stream = stream_of(dressing + 1, "bottles");
    for (int c = 0; c < 4; c++) {
        scenery_use(s, (struct material){glass[c], 2, 0.25f, pattern_none, 1, 1});
        for (int i = 0; i < 8; i++) {
            double shelf = 1.24 + 0.5 * draw_one_of(&stream, 3), z = draw_between(&stream, -0.4, 3.9);
            struct vec foot = vec(-5.85, shelf, z);
            mesh_post(&s->mesh, foot, 0.04, 0.036, 0.2, 6);
            mesh_post(&s->mesh, add(foot, vec(0, 0.2, 0)), 0.03, 0.014, 0.1, 5);
        }
    }
}

static void bar(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour leather = pick(dressing, "stool", leathers, 5);
    scenery_use(s, painted_with(pattern_boards, 1.2, 0.35, 0.3, 0.3, 1));
    block(m, -4.7, 0, -1, -4.1, 1.05, 4.4);
    scenery_use(s, of_colour(0.05, 0.05, 0.06, 2));
    block(m, -4.8, 1.05, -1.1, -4.0, 1.11, 4.5);
    scenery_use(s, of_colour(0.1, 0.06, 0.05, 0.4));
    for (int shelf = 0; shelf < 3; shelf++)
        block(m, -6, 1.2 + shelf * 0.5, -0.5, -5.7, 1.24 + shelf * 0.5, 4);
    block(m, -6, 0, -0.5, -5.75, 0.95, 4);
    bottles(s, dressing);
    scenery_use(s, of_colour(leather.red, leather.green, leather.blue, 0.6));
    for (int i = 0; i < 4; i++) {
        mesh_post(m, vec(-3.6, 0.66, -0.4 + i * 1.3), 0.2, 0.2, 0.08, 12);
        mesh_post(m, vec(-3.6, 0, -0.4 + i * 1.3), 0.16, 0.03, 0.06, 8);
        mesh_post(m, vec(-3.6, 0, -0.4 + i * 1.3), 0.03, 0.03, 0.66, 6);
    }
}

static void booths(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour leather = pick(dressing, "booth", leathers, 5);
    struct material seat = of_colour(leather.red, leather.green, leather.blue, 0.8),
                    top = of_colour(0.05, 0.05, 0.06, 1.6);
    for (int i = 0; i < 3; i++) {
        double z = -1.6 + i * 2.2;
        sofa_in(s, place(5.5, 0, z, 270), 1.9, seat);
        scenery_use(s, top);
        mesh_post(m, vec(4.65, 0, z), 0.2, 0.05, 0.05, 8);
        mesh_post(m, vec(4.65, 0, z), 0.04, 0.04, 0.7, 6);
        block(m, 4.35, 0.7, z - 0.35, 4.95, 0.74, z + 0.35);
        scenery_use(s, glowing(1, 0.6, 0.25, 2.2));
        mesh_post(m, vec(4.65, 0.74, z), 0.035, 0.03, 0.09, 8);
    }
    scenery_use(s, painted_with(pattern_door, 0.8, 0.12, 0.11, 0.14, 0.8));
    for (int i = 0; i < 4; i++)
        block(m, 4.4, 0, -2.74 + i * 2.2, 6, 1.3, -2.66 + i * 2.2);
    scenery_use(s, top);
    for (int i = 0; i < 2; i++) {
        mesh_post(m, vec(i ? 0.8 : -1.9, 0, i ? -3.3 : -2.7), 0.24, 0.04, 0.04, 10);
        mesh_post(m, vec(i ? 0.8 : -1.9, 0, i ? -3.3 : -2.7), 0.04, 0.04, 1.06, 6);
        mesh_post(m, vec(i ? 0.8 : -1.9, 1.06, i ? -3.3 : -2.7), 0.3, 0.3, 0.04, 14);
    }
}

static void record_desk(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_door, 0.7, 0.1, 0.1, 0.13, 1));
    block(m, -1.3, 0, 4.5, 1.3, 1.0, 5.05);
    scenery_use(s, of_colour(0.025, 0.025, 0.03, 1.5));
    block(m, -1.35, 1.0, 4.45, 1.35, 1.06, 5.1);
    for (int i = 0; i < 2; i++) {
        double x = i ? 0.65 : -0.65, far = i ? 2.45 : -2.45;
        block(m, x - 0.3, 1.06, 4.52, x + 0.3, 1.13, 5.02);
        mesh_post(m, vec(x, 1.13, 4.78), 0.2, 0.2, 0.015, 12);
        block(m, far - 0.45, 0, 5.0, far + 0.45, 1.9, 5.8);
    }
    block(m, -0.22, 1.06, 4.55, 0.22, 1.16, 5.0);
    scenery_use(s, of_colour(0.12, 0.12, 0.14, 0.6));
    for (int i = 0; i < 4; i++)
        mesh_egg(m, vec(i & 1 ? 2.45 : -2.45, i & 2 ? 1.4 : 0.6, 5.0), vec(0.3, 0.3, 0.04), heading(0), 12);
    scenery_use(s, of_colour(0.7, 0.7, 0.75, 6));
    mesh_egg(m, vec(0, 3.35, 1.9), vec(0.3, 0.3, 0.3), heading(0), 16);
    scenery_use(s, of_colour(0.1, 0.1, 0.1, 0.3));
    block(m, -0.01, 3.6, 1.89, 0.01, high, 1.91);
}

/* A tube of light between two points. */
static void tube(struct scenery *s, struct vec a, struct vec b)
{
    struct vec along = unit(minus(b, a)), side = unit(cross(along, vec(0.6, 0.48, 0.64)));
    mesh_box(&s->mesh, between(a, b, 0.5), vec(0.05, 0.05, length_of(minus(b, a)) + 0.04),
             (struct turn){side, cross(along, side), along});
}

static void neon(struct scenery *s, struct colour warm, struct colour cold)
{
    scenery_use(s, glowing(warm.red, warm.green, warm.blue, 4.5));
    tube(s, vec(-5.95, 3.2, -7), vec(-5.95, 3.2, 5.9));
    tube(s, vec(-5.9, 3.2, south_z + 0.1), vec(5.9, 3.2, south_z + 0.1));
    for (int i = 0; i < 18; i++) {
        double a = i * 20, b = a + 20;
        tube(s, vec(1.15 * cosine(a), 2.35 + 1.15 * sine(a), 5.9),
             vec(1.15 * cosine(b), 2.35 + 1.15 * sine(b), 5.9));
    }
    tube(s, vec(2.79, 0.2, 2.98), vec(2.79, 3.5, 2.98));
    tube(s, vec(-2.79, 0.2, 2.98), vec(-2.79, 3.5, 2.98));
    scenery_use(s, glowing(cold.red, cold.green, cold.blue, 4.5));
    tube(s, vec(5.95, 3.2, -7), vec(5.95, 3.2, 5.9));
    tube(s, vec(-0.55, 1.9, 5.88), vec(0, 2.95, 5.88));
    tube(s, vec(0, 2.95, 5.88), vec(0.55, 1.9, 5.88));
    tube(s, vec(0.55, 1.9, 5.88), vec(-0.55, 1.9, 5.88));
    tube(s, vec(3.2, 0.6, 5.9), vec(5.8, 0.6, 5.9));
    tube(s, vec(-3.2, 0.6, 5.9), vec(-5.8, 0.6, 5.9));
    tube(s, vec(-4.08, 0.2, -1), vec(-4.08, 0.2, 4.4));
    tube(s, vec(-1.3, 0.92, 4.48), vec(1.3, 0.92, 4.48));
}

/* The south: sofas under a zigzag of light, tables to stand at. */
static void lounge(struct scenery *s, struct colour warm, struct colour cold, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour leather = pick(dressing, "booth", leathers, 5);
    for (int i = 0; i < 3; i++)
        sofa_in(s, place(-2.2 + i * 2.4, 0, -7.4, 0), 2.0,
                of_colour(leather.red, leather.green, leather.blue, 0.8));
    scenery_use(s, glowing(cold.red, cold.green, cold.blue, 4));
    for (int i = 0; i < 8; i++)
        tube(s, vec(-3.2 + i * 0.8, i & 1 ? 2.5 : 1.7, south_z + 0.06),
             vec(-2.4 + i * 0.8, i & 1 ? 1.7 : 2.5, south_z + 0.06));
    scenery_use(s, glowing(warm.red, warm.green, warm.blue, 4));
    tube(s, vec(-5.94, 1.1, -7), vec(-5.94, 1.1, -5.2));
    scenery_use(s, of_colour(0.05, 0.05, 0.06, 1.6));
    for (int i = 0; i < 2; i++) {
        double x = i ? 3.1 : -3.6, z = i ? -5.9 : -5.2;
        mesh_post(m, vec(x, 0, z), 0.24, 0.04, 0.04, 10);
        mesh_post(m, vec(x, 0, z), 0.04, 0.04, 1.06, 6);
        mesh_post(m, vec(x, 1.06, z), 0.3, 0.3, 0.04, 14);
    }
}

/* Squares that glow in both colours by turns, with dark joints. */
static void dance_floor(struct scenery *s, struct colour warm, struct colour cold, uint64_t dressing)
{
    struct stream stream = stream_of(dressing, "dance floor");
    for (int k = 0; k < 4; k++) {
        struct colour c = k & 1 ? warm : cold;
        struct material square =
            glowing(c.red * 0.4 + 0.06, c.green * 0.4 + 0.06, c.blue * 0.4 + 0.06, k < 2 ? 0.5 : 1.3);
        square.gloss = 1.5f;
        scenery_use(s, square);
    }
    uint16_t first = (uint16_t)(s->material_count - 4);
    for (int i = 0; i < 48; i++) {
        double x = -3.2 + (i % 8) * 0.8, z = -0.4 + (i / 8) * 0.8;
        int bright = draw(&stream) < 0.3;
        s->mesh.material = (uint16_t)(first + ((i + i / 8) & 1) + 2 * bright);
        floor_at(&s->mesh, 0.006, (struct floor_piece){x + 0.02, z + 0.02, x + 0.78, z + 0.78});
    }
}

static void lamps(struct scenery *s, struct colour warm, struct colour cold)
{
    scenery_point(s, vec(0, 2.4, 4.3), lighter(warm, 3));
    scenery_point(s, vec(-5, 3, 1.5), lighter(warm, 5));
    scenery_point(s, vec(5, 2.8, 1.5), lighter(cold, 7));
    scenery_point(s, vec(-3.5, 0.4, 2), lighter(cold, 2));
    scenery_point(s, vec(0, 2.6, -6.2), lighter(warm, 5));
    scenery_spot(s, vec(2.2, 3.8, -3.4), vec(0.3, 1, 2), 84,
                 colour(9 + 6 * cold.red, 9 + 6 * cold.green, 9 + 8 * cold.blue));
    scenery_spot(s, vec(-2.5, 3.6, -4), vec(-0.4, 1.2, 1.8), 80,
                 colour(6 + 14 * warm.red, 6 + 6 * warm.green, 6 + 9 * warm.blue));
    scenery_spot(s, vec(2.6, 3.7, 5.7), vec(0.2, 1.2, 1.6), 100, lighter(cold, 22));
    scenery_spot(s, vec(-2.6, 3.7, 5.7), vec(-0.2, 1.2, 1.6), 100, lighter(warm, 24));
}

void build_nightclub(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour warm = pick(dressing, "warm", warm_tubes, 5), cold = pick(dressing, "cold", cold_tubes, 4);
    struct colour leather = pick(dressing, "door", leathers, 5);
    leaf_material(s, lighter(leather, 1.5), 0.8, 2.2);
    scenery_material(s, painted_with(pattern_brick, 1.4, 0.4, 0.4, 0.45, 0.2));
    hall(s, dressing);
    bar(s, dressing);
    booths(s, dressing);
    record_desk(s);
    neon(s, warm, cold);
    lounge(s, warm, cold, dressing);
    dance_floor(s, warm, cold, dressing);
    lamps(s, warm, cold);
    s->above = colour(0.035, 0.02, 0.05);
    s->below = colour(0.03 + warm.red * 0.03, 0.012 + warm.green * 0.03, 0.03 + warm.blue * 0.04);
    s->fog = colour(0.03 + 0.03 * warm.red, 0.012 + 0.03 * cold.green, 0.04 + 0.06 * cold.blue);
    s->fog_density = 0.036f;
    *stock = (struct film_stock){1.35, 0.4, 0.4, 2.6, 0, 1.15, 2, 1};
}

void arrange_nightclub(struct scenery *s, const double *open)
{
    leaves_arrange(s, nightclub_leaves, sizeof nightclub_leaves / sizeof *nightclub_leaves, open);
}
