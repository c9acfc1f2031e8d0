/* SPDX-License-Identifier: Apache-2.0 */
/* A village in the snow on a winter's day: two rows of houses along a trodden lane that runs north to a
 * church, two of them with doors that open, heaped snow, firs, mountains behind, a low sun from the
 * south-west. */
#include "set/landscape.h"
#include "set/plans.h"

enum { house_count = 8 };

struct house {
    double x, z, wide, deep, high;
    struct colour wall;
    int opens;
};

static const struct house houses[house_count] = {
    {-8, 6, 7, 7, 3.0, {0.9f, 0.35f, 0.25f}, 1},    {8.4, 3, 7, 8, 3.1, {1.5f, 1.35f, 0.9f}, 0},
    {-8.6, 18, 8, 8, 3.4, {0.8f, 0.8f, 0.85f}, 0},  {8.2, 16, 7, 7, 2.9, {0.5f, 0.7f, 0.9f}, 1},
    {-8.2, 31, 7, 7, 3.0, {1.4f, 1.0f, 0.5f}, 0},   {8.8, 30, 8, 8, 3.3, {0.9f, 0.3f, 0.22f}, 0},
    {-8.4, -15, 8, 7, 3.1, {0.7f, 0.85f, 0.7f}, 0}, {7.6, -19, 7, 8, 3.2, {1.3f, 0.8f, 0.6f}, 0},
};
static const struct vec sun_towards = {0.66f, -0.52f, 0.5f};
static const double door_half = 0.48, door_high = 2.1;

const struct mark village_marks[] = {
    {"door", {-3.7f, 0, 6}, 90},          {"centre", {0.2f, 0, 3.6f}, 190},
    {"lane-far", {-0.4f, 0, 24}, 180},    {"well", {-2, 0, 39.4f}, 320},
    {"church", {0, 0, 47.4f}, 180},       {"yard", {-3.6f, 0, 12}, 90},
    {"door-right", {3.7f, 0, 16}, 270},   {"snowman", {1.5f, 0, 9.4f}, 90},
    {"lane-near", {0.4f, 0, -9}, 0},      {"beyond-door", {-5.5f, 0, 6}, 90},
    {"beyond-right", {5.7f, 0, 16}, 270},
};
const struct floor_piece village_floors[] = {{-1.7, -12, 1.7, 38},
                                             {-4.2, 5.3, -1.7, 6.7},
                                             {1.7, 15.3, 4.4, 16.7},
                                             {-5, 10.6, -1.7, 13.2},
                                             {-6, 38, 6, 48.6}};
const struct floor_piece village_blocked[] = {
    {-4.4, 37.8, -2.4, 39.2}, {2.3, 7.6, 3.7, 9.2},     {-5.2, 10.4, -4.2, 11.4}, {-2.3, -1.3, -1.9, -0.9},
    {1.9, 12, 2.3, 12.4},     {-2.3, 24.2, -1.9, 24.6}, {3.4, 40.4, 5.4, 42.4},   {-4.4, 7.4, -3.8, 9.2},
};
const struct leaf village_leaves[] = {
    {0, {-4.56f, 0, 6.48f}, 180, 0.96, 2.1, 95, 0},
    {1, {4.76f, 0, 16.48f}, 180, 0.96, 2.1, -95, 0},
};

static const struct colour paints[] = {{0.9f, 0.35f, 0.25f}, {1.5f, 1.35f, 0.9f}, {0.8f, 0.8f, 0.85f},
                                       {0.5f, 0.7f, 0.9f},   {1.4f, 1.0f, 0.5f},  {0.55f, 0.8f, 0.55f},
                                       {0.6f, 0.45f, 0.4f},  {1.2f, 0.75f, 0.6f}};

struct outdoors {
    uint16_t white, snow, pane, brick, door;
};

/* The house's side towards the lane. */
static struct wall lane_side(const struct house *h, const struct opening *door)
{
    double side = h->x < 0 ? 1 : -1, x = h->x + side * h->wide / 2, half = side * h->deep / 2;
    return (struct wall){vec(x, 0, h->z + half), vec(x, 0, h->z - half), h->high, door, h->opens};
}

static void openings(struct scenery *s, const struct house *h, const struct outdoors *o)
{
    struct mesh *m = &s->mesh;
    double middle = h->deep / 2;
    struct opening door = {middle - door_half, middle + door_half, 0, door_high};
    struct wall wall = lane_side(h, &door);
    wall_faces(m, &wall);
    if (h->opens)
        wall_closet(m, &wall, door, 1.7);
    m->material = o->white;
    wall_casing(m, &wall, door);
    m->material = o->door;
    if (!h->opens)
        wall_panel(m, &wall, door, 0.02);
    for (int i = -1; i <= 1; i += 2) {
        double at = middle + i * h->deep * 0.32;
        m->material = o->white;
        wall_block(m, &wall, (struct opening){at - 0.6, at + 0.6, 0.88, 2.32}, 0, 0.06);
        wall_block(m, &wall, (struct opening){at - 0.7, at + 0.7, 0.84, 0.88}, 0, 0.16);
        m->material = o->pane;
        wall_panel(m, &wall, (struct opening){at - 0.5, at + 0.5, 1, 2.2}, 0.065);
        m->material = o->snow;
        wall_block(m, &wall, (struct opening){at - 0.68, at + 0.68, 0.88, 0.95}, 0.061, 0.15);
    }
}

static void house(struct scenery *s, const struct house *h, struct colour paint, const struct outdoors *o)
{
    struct mesh *m = &s->mesh;
    double x0 = h->x - h->wide / 2, x1 = h->x + h->wide / 2, z0 = h->z - h->deep / 2, z1 = h->z + h->deep / 2;
    double top = h->high + h->deep * 0.42, back = h->x < 0 ? x0 : x1;
    uint16_t wall = scenery_use(s, painted_with(pattern_boards, 2.2, paint.red, paint.green, paint.blue, 0));
    struct wall rest[3] = {
        {vec(x1, 0, z0), vec(x0, 0, z0), h->high, NULL, 0},
        {vec(x0, 0, z1), vec(x1, 0, z1), h->high, NULL, 0},
        {vec(back, 0, h->x < 0 ? z0 : z1), vec(back, 0, h->x < 0 ? z1 : z0), h->high, NULL, 0}};
    for (int i = 0; i < 3; i++)
        wall_faces(m, &rest[i]);
    openings(s, h, o);
    gable_roof(m, &(struct gable_roof){x0, z0, x1, z1, h->high, top, 0.45, o->snow, wall});
    m->material = o->brick;
    block(m, h->x + 0.8, top - 1, h->z - 0.35, h->x + 1.5, top + 0.7, h->z + 0.35);
    m->material = o->snow;
    block(m, h->x + 0.76, top + 0.7, h->z - 0.39, h->x + 1.54, top + 0.86, h->z + 0.39);
    m->material = o->pane;
    for (int i = 0; i < 2; i++)
        wall_panel(m, &rest[0], (struct opening){1.2 + i * (h->wide - 3.4), 2.2 + i * (h->wide - 3.4), 1, 2},
                   0.02);
}

static void church(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    double tone = vary(dressing, "church", 1, 0.75, 1.15);
    uint16_t wall =
        scenery_use(s, painted_with(pattern_plaster, 4, 0.72 * tone, 0.66 * tone, 0.55 * tone, 0));
    block(m, -2, 0, 50, 2, 11, 54);
    block(m, -4, 0, 54, 4, 6, 66);
    uint16_t snow = scenery_use(s, painted_with(pattern_drift, 5, 0.95, 0.97, 1, 0));
    mesh_post(m, vec(-0.05, 13, 51.9), 1.75, 0, 6.2, 8);
    for (int side = 0; side < 2; side++) {
        m->material = snow;
        mesh_slab(m, vec(side ? 4.5 : -4.5, 5.6, side ? 66.2 : 53.8), vec(0, 0, side ? -12.4 : 12.4),
                  vec(side ? -4.5 : 4.5, 3.6, 0), 0.3);
    }
    m->material = wall;
    struct corner a = {vec(-4, 6, 54), vec(0, 0, -1), 0, 0}, b = a, c = a;
    b.at = vec(4, 6, 54);
    c.at = vec(0, 9.2, 54);
    mesh_triangle(m, a, b, c);
    scenery_use(s, of_colour(0.16, 0.2, 0.22, 0.2));
    mesh_post(m, vec(0, 11, 52), 2.7, 0, 8, 8);
    scenery_use(s, of_colour(0.03, 0.03, 0.035, 0.2));
    block(m, -0.6, 7.5, 49.95, 0.6, 9.4, 50);
    m->material = 0;
    block(m, -0.8, 0, 49.92, 0.8, 2.8, 50);
    scenery_use(s, of_colour(0.75, 0.72, 0.6, 0.3));
    mesh_egg(m, vec(0, 5.6, 49.97), vec(0.8, 0.8, 0.06), heading(0), 16);
}

static void land(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_drift, 11, 0.95, 0.98, 1, 0.1));
    floor_at(m, 0, (struct floor_piece){-150, -60, 150, 200});
    uint16_t lane = scenery_use(s, painted_with(pattern_trodden, 3, 0.86, 0.9, 0.96, 0.1));
    floor_at(m, 0.012, (struct floor_piece){-1.5, -40, 1.5, 50});
    floor_at(m, 0.012, (struct floor_piece){-4.5, 5.5, -1.5, 6.5});
    floor_at(m, 0.012, (struct floor_piece){1.5, 15.5, 4.7, 16.5});
    floor_patch(m, vec(-4.8, 0.012, 11), vec(0, 0, 1.3), vec(3.4, 0, 0.4));
    floor_patch(m, vec(-2, 0.012, 40), vec(3.6, 0, 0), vec(-1.6, 0, 8));
    struct material shade = s->materials[lane];
    shade.colour = colour(0.3, 0.4, 0.62);
    uint16_t shaded = scenery_material(s, shade);
    uint16_t blue = scenery_material(s, painted_with(pattern_drift, 11, 0.3, 0.4, 0.62, 0));
    for (int i = 0; i < house_count; i++) {
        const struct house *h = &houses[i];
        struct floor_piece foot = {h->x - h->wide / 2, h->z - h->deep / 2, h->x + h->wide / 2,
                                   h->z + h->deep / 2};
        m->material = blue;
        sun_shadow(m, foot, h->high + 0.6, 0.008, sun_towards);
        m->material = shaded;
        double reach = -1.5 - (foot.x1 + (h->high + 0.6) * 1.27), from = foot.z0 + 3.5;
        if (h->x < 0 && reach < 0)
            floor_patch(m, vec(-1.5, 0.016, from), vec(0, 0, h->deep), vec(-reach < 3 ? -reach : 3, 0, 0));
    }
    m->material = blue;
    sun_shadow(m, (struct floor_piece){-2, 50, 2, 54}, 12, 0.02, sun_towards);
    scenery_use(s, painted_with(pattern_drift, 3, 0.96, 0.98, 1, 0.1));
    struct stream stream = stream_of(dressing, "banks");
    static const double gaps[2][2] = {{6, 12}, {16, 9}};
    for (int i = 0; i < 32; i++) {
        double x = i & 1 ? 2.25 : -2.25, z = -12 + (i / 2) * 2.9 + draw_between(&stream, -0.4, 0.4);
        double high = draw_between(&stream, 0.22, 0.55), far = z - gaps[i & 1][0], off = z - gaps[i & 1][1];
        if ((far < 0 ? -far : far) > 2.9 && (off < 0 ? -off : off) > 3.3)
            mesh_mound(m, vec(x, -0.05, z), vec(0.5, high, 1.95), heading(draw_between(&stream, -6, 6)), 6);
    }
}

static void things(struct scenery *s, const struct outdoors *o, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_brick, 1, 0.9, 0.95, 1, 0));
    mesh_post(m, vec(-3.4, 0, 38.5), 0.75, 0.7, 0.8, 12);
    scenery_use(s, painted_with(pattern_boards, 1, 0.5, 0.5, 0.5, 0));
    block(m, -4.1, 0, 38.42, -3.98, 2.1, 38.56);
    block(m, -2.82, 0, 38.42, -2.7, 2.1, 38.56);
    block(m, -4.3, 0, 7.5, -4.22, 1.3, 9.1);
    for (int i = 0; i < 9; i++)
        mesh_limb(m, &(struct limb){vec(-4.4, 0.16 + i / 3 * 0.28, 7.85 + i % 3 * 0.42),
                                    vec(-3.85, 0.16 + i / 3 * 0.28, 7.85 + i % 3 * 0.42), vec(0, 0, 1), 0.16,
                                    0.16, 0.16, 0.16, 0.1, 6});
    for (int i = 0; i < 4; i++) {
        block(m, -5.2, 0, 10.5 + i * 0.22, -5.1, 1.1, 10.62 + i * 0.22);
        block(m, -5.16, 0.5, 10.4, -5.14, 0.6, 11.4);
    }
    m->material = o->snow;
    mesh_slab(m, vec(-4.4, 2.1, 37.7), vec(2, 0, 0), vec(0, 0.55, 0.8), 0.14);
    mesh_slab(m, vec(-2.4, 2.1, 39.3), vec(-2, 0, 0), vec(0, 0.55, -0.8), 0.14);
    mesh_mound(m, vec(-4.12, 0.92, 8.3), vec(0.32, 0.2, 0.8), heading(0), 8);
    mesh_mound(m, vec(4.4, -0.1, 41.4), vec(1.1, 1.3, 1.1), heading(0), 10);
    if (has(dressing, "snowman", 0.6)) {
        mesh_egg(m, vec(3, 0.42, 8.4), vec(0.55, 0.5, 0.55), heading(0), 12);
        mesh_egg(m, vec(3, 1.08, 8.4), vec(0.38, 0.36, 0.38), heading(0), 12);
        mesh_egg(m, vec(3, 1.6, 8.4), vec(0.25, 0.25, 0.25), heading(0), 12);
        scenery_use(s, of_colour(0.02, 0.02, 0.02, 0.2));
        mesh_post(m, vec(3, 1.78, 8.4), 0.2, 0.18, 0.26, 10);
        mesh_egg(m, vec(2.78, 1.66, 8.33), vec(0.03, 0.03, 0.03), heading(0), 6);
        mesh_egg(m, vec(2.78, 1.66, 8.5), vec(0.03, 0.03, 0.03), heading(0), 6);
        scenery_use(s, of_colour(0.8, 0.25, 0.03, 0.1));
        mesh_limb(m, &(struct limb){vec(2.76, 1.58, 8.4), vec(2.5, 1.56, 8.37), vec(0, 0, 1), 0.04, 0.04,
                                    0.008, 0.008, 0.3, 6});
    } else
        mesh_mound(m, vec(3, -0.1, 8.4), vec(0.65, 1.2, 0.7), heading(0), 10);
    scenery_use(s, of_colour(0.05, 0.05, 0.055, 0.3));
    for (int i = 0; i < 3; i++) {
        double x = i == 1 ? 2.1 : -2.1, z = i == 0 ? -1.1 : i == 1 ? 12.2 : 24.4;
        mesh_post(m, vec(x, 0, z), 0.06, 0.04, 2.7, 6);
        block(m, x - 0.13, 2.7, z - 0.13, x + 0.13, 3.1, z + 0.13);
    }
}

void build_village(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour door = pick(dressing, "door", paints + 3, 5);
    leaf_material(s, lighter(door, dressing ? 0.35 : 0.5), 0.96, door_high);
    struct material pane = painted_with(pattern_pane, 1, 0.9, 0.62, 0.3, 0.6);
    pane.tile_v = 1.2f;
    pane.glow = 0.7f;
    struct outdoors o = {scenery_material(s, of_colour(0.75, 0.74, 0.7, 0.1)),
                         scenery_material(s, painted_with(pattern_drift, 6, 0.96, 0.98, 1, 0.1)),
                         scenery_material(s, pane),
                         scenery_material(s, painted_with(pattern_brick, 1, 0.8, 0.8, 0.8, 0)), 0};
    land(s, dressing);
    church(s, dressing);
    struct stream colours = stream_of(dressing, "houses"), stream = stream_of(4, "firs");
    for (int i = 0; i < house_count; i++) {
        int which = draw_one_of(&colours, 8);
        house(s, &houses[i], dressing ? paints[which] : houses[i].wall, &o);
    }
    things(s, &o, dressing);
    uint16_t green = scenery_material(s, painted_with(pattern_forest, 5, 0.8, 0.95, 0.85, 0));
    uint16_t white = scenery_material(s, painted_with(pattern_drift, 2, 0.9, 0.95, 1, 0));
    for (int i = 0; i < 16; i++) {
        double x = (i & 1 ? 1 : -1) * draw_between(&stream, 15, 30);
        fir_in(&s->mesh, vec(x, 0, -14 + i * 5.2), draw_between(&stream, 5, 10), green, white);
    }
    far_wood(s, vec(90, 0, 100), vec(-90, 0, 100), 13, 6);
    far_wood(s, vec(52, 0, -45), vec(52, 0, 100), 12, 7);
    far_wood(s, vec(-52, 0, 100), vec(-52, 0, -45), 12, 8);
    far_wood(s, vec(-54, 0, -48), vec(54, 0, -48), 12, 9);
    scenery_use(s, painted_with(pattern_drift, 120, 0.7, 0.78, 0.92, 0));
    ridge(&s->mesh, -300, 300, 200, 130, vary(dressing, "mountains", 110, 70, 150), dressing + 3);
    daylight(s, dressing, sun_towards);
    s->fog_density = 0.0042f;
    *stock = (struct film_stock){0.85, 0.1, 0.25, 1.6, -0.03, 1.05, 3, 1};
}

void arrange_village(struct scenery *s, const double *open)
{
    leaves_arrange(s, village_leaves, sizeof village_leaves / sizeof *village_leaves, open);
}
