/* SPDX-License-Identifier: Apache-2.0 */
/* A hotel's corridor, 2.5 metres wide, running north for 26 to a window: doors at both sides, ceiling lamps
 * of which every other one is out, an alcove in the west, a double door in the south. */
#include "set/furnish.h"
#include "set/plans.h"

enum { south_z = -4, north_z = 22, door_places = 5 };

static const double half_wide = 1.25, high = 2.6, door_wide = 0.9, door_high = 2.1;
static const double doors_at[door_places] = {-1, 3, 7, 13, 17};
static const struct opening alcove = {11.1, 12.7, 0, 2.3};

const struct mark corridor_marks[] = {
    {"door", {0, 0, -3.1f}, 0},          {"centre", {0.1f, 0, 3}, 180},
    {"room-left", {-0.75f, 0, 3}, 270},  {"room-right", {0.75f, 0, 7}, 90},
    {"alcove", {-1.55f, 0, 10.5f}, 90},  {"far", {-0.1f, 0, 15}, 180},
    {"window", {0.1f, 0, 21}, 180},      {"beyond-door", {0, 0, -4.9f}, 0},
    {"beyond-left", {-1.95f, 0, 3}, 90},
};
const struct floor_piece corridor_floors[] = {{-1.05, -3.8, 1.05, 21.6}, {-2.35, 9.4, -1.05, 10.8}};
const struct floor_piece corridor_blocked[] = {
    {0.55, 9.0, 1.25, 10.2}, {0.85, 14.6, 1.25, 15.8}, {-2.5, 9.3, -1.4, 10.2}, {-2.45, 10.3, -1.95, 10.85}};

const struct leaf corridor_leaves[] = {
    {0, {-0.8f, 0, -4.06f}, 90, 0.8, 2.1, 88, 0},   {0, {0.8f, 0, -4.06f}, 270, 0.8, 2.1, -88, 0},
    {1, {-1.31f, 0, 3.45f}, 180, 0.9, 2.1, 95, 0},  {2, {1.31f, 0, 3.45f}, 180, 0.9, 2.1, -95, 0},
    {3, {-1.31f, 0, 7.45f}, 180, 0.9, 2.1, 95, 0},  {4, {1.31f, 0, 7.45f}, 180, 0.9, 2.1, -95, 0},
    {5, {-1.31f, 0, -0.55f}, 180, 0.9, 2.1, 95, 0}, {6, {1.31f, 0, 13.45f}, 180, 0.9, 2.1, -95, 0},
    {7, {-1.31f, 0, 17.45f}, 180, 0.9, 2.1, 95, 0},
};

static const struct colour papers[] = {{0.5f, 0.38f, 0.22f}, {0.26f, 0.36f, 0.34f}, {0.46f, 0.2f, 0.2f},
                                       {0.4f, 0.42f, 0.46f}, {0.55f, 0.5f, 0.42f},  {0.22f, 0.26f, 0.38f}};
static const struct colour woods[] = {
    {0.16f, 0.07f, 0.035f}, {0.34f, 0.2f, 0.1f}, {0.5f, 0.48f, 0.43f}, {0.08f, 0.06f, 0.055f}};
static const struct colour wools[] = {{0.5f, 0.07f, 0.06f}, {0.08f, 0.16f, 0.4f}, {0.1f, 0.26f, 0.16f},
                                      {0.42f, 0.3f, 0.12f}, {0.28f, 0.1f, 0.26f}, {0.3f, 0.3f, 0.32f}};
static const struct colour lights[] = {
    {1, 0.7f, 0.4f}, {1, 0.8f, 0.56f}, {0.95f, 0.92f, 0.8f}, {0.8f, 1, 0.82f}};

/* Where door number `i` stands in the wall of its side. */
static struct opening door_in(int east, int i)
{
    double middle = east ? doors_at[i] - south_z : north_z - doors_at[i];
    return (struct opening){middle - door_wide / 2, middle + door_wide / 2, 0, door_high};
}

static int opens(int east, int i)
{
    return east ? i == 1 || i == 2 || i == 3 : i == 0 || i == 1 || i == 2 || i == 4;
}

/* The openings of a side's wall in order; how many. */
static int openings_of(int east, struct opening *openings)
{
    int count = 0;
    for (int k = 0; k < door_places; k++) {
        int i = east ? k : door_places - 1 - k;
        if (!east && i == 2)
            openings[count++] = alcove;
        if (opens(east, i))
            openings[count++] = door_in(east, i);
    }
    return count;
}

static void side(struct scenery *s, int east, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct opening openings[door_places + 1];
    struct wall wall = {vec(east ? half_wide : -half_wide, 0, east ? south_z : north_z),
                        vec(east ? half_wide : -half_wide, 0, east ? north_z : south_z), high, openings,
                        openings_of(east, openings)};
    struct colour paper = pick(dressing, "paper", papers, 6), wood = pick(dressing, "wood", woods, 4);
    struct material panels = painted_with(pattern_door, 1.2, wood.red, wood.green, wood.blue, 0.5);
    scenery_use(s, painted_with(dressing & 1 ? pattern_plaster : pattern_wallpaper, 0.9, paper.red,
                                paper.green, paper.blue, 0.15));
    wall_faces(m, &wall);
    panels.tile_v = 0.9f;
    scenery_use(s, panels);
    wall_strip(m, &wall, 0, 0.9, 0.02);
    scenery_use(s, of_colour(wood.red * 1.2, wood.green * 1.2, wood.blue * 1.2, 0.6));
    wall_strip(m, &wall, 0.9, 0.95, 0.04);
    wall_strip(m, &wall, 2.5, high, 0.05);
    for (int i = 0; i < door_places; i++) {
        struct opening door = door_in(east, i);
        m->material = 2;
        wall_casing(m, &wall, door);
        m->material = 0;
        if (!opens(east, i))
            wall_panel(m, &wall, door, 0.025);
        m->material = 1;
        if (!opens(east, i))
            wall_block(m, &wall, (struct opening){door.to - 0.15, door.to - 0.05, 0.99, 1.02}, 0.03, 0.07);
        wall_panel(m, &wall, (struct opening){door.from - 0.3, door.from - 0.16, 1.5, 1.6}, 0.012);
        m->material = 3;
        if (opens(east, i))
            wall_closet(m, &wall, door, 1.6);
    }
    if (!east) {
        m->material = 3;
        wall_reveal(m, &wall, alcove, 1.2);
        wall_panel(m, &wall, (struct opening){alcove.from - 0.01, alcove.to + 0.01, 0, alcove.high + 0.01},
                   -1.2);
    }
}

static void ends(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paper = pick(dressing, "paper", papers, 6);
    struct opening pane = {0.55, 1.95, 0.5, 2.3}, doors = {0.45, 2.05, 0, door_high};
    struct wall north = {vec(half_wide, 0, north_z), vec(-half_wide, 0, north_z), high, &pane, 1};
    struct wall south = {vec(-half_wide, 0, south_z), vec(half_wide, 0, south_z), high, &doors, 1};
    struct material view = painted_with(pattern_outlook, 6, 0.75, 0.9, 1.15, 0);
    view.glow = 2.2f;
    view.tile_v = 4;
    scenery_use(s, painted_with(pattern_wallpaper, 0.9, paper.red, paper.green, paper.blue, 0.15));
    wall_faces(m, &north);
    wall_faces(m, &south);
    wall_window(s, &north, pane, &(struct window){view, of_colour(0.5, 0.47, 0.42, 0.2), 2, 3});
    m->material = 2;
    wall_casing(m, &south, doors);
    m->material = 3;
    wall_closet(m, &south, doors, 1.8);
    struct colour wool = pick(dressing, "curtain", wools, 6);
    scenery_use(s, painted_with(pattern_cloth, 0.5, wool.red, wool.green, wool.blue, 0));
    for (int i = 0; i < 4; i++) {
        double x = 0.78 + i * 0.09, z = north_z - (i & 1 ? 0.1 : 0.14);
        mesh_post(m, vec(x, 0.02, z), 0.06, 0.055, 2.42, 8);
        mesh_post(m, vec(-x, 0.02, z), 0.06, 0.055, 2.42, 8);
    }
}

static void floor_and_ceiling(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour wool = pick(dressing, "carpet", wools, 6);
    scenery_use(s, painted_with(pattern_carpet, 1.6, wool.red, wool.green, wool.blue, 0));
    floor_at(m, 0, (struct floor_piece){-half_wide, south_z, half_wide, north_z});
    scenery_use(s, of_colour(wool.red * 0.4, wool.green * 0.4, wool.blue * 0.4, 0));
    floor_at(m, 0.004, (struct floor_piece){-half_wide, south_z, -half_wide + 0.22, north_z});
    floor_at(m, 0.004, (struct floor_piece){half_wide - 0.22, south_z, half_wide, north_z});
    scenery_use(s, painted_with(pattern_plaster, 3, 0.7, 0.67, 0.6, 0));
    ceiling_at(m, high, (struct floor_piece){-half_wide, south_z, half_wide, north_z});
    for (int i = 0; i < 6; i++) {
        double z = south_z + 3 + i * 4.0;
        block(m, -half_wide, high - 0.16, z - 0.12, half_wide, high, z + 0.12);
        for (int k = -1; k <= 1; k += 2)
            block(m, k < 0 ? -half_wide : half_wide - 0.12, 0, z - 0.17,
                  k < 0 ? -half_wide + 0.12 : half_wide, high - 0.16, z + 0.17);
    }
}

static void ceiling_lamps(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour light = pick(dressing, "light", lights, 4);
    uint16_t lit = scenery_material(s, glowing(light.red, light.green, light.blue, 3.2));
    uint16_t out = scenery_material(s, of_colour(0.3, 0.29, 0.26, 0.3));
    for (int i = 0; i < 12; i++) {
        double z = south_z + 2 + i * 2.0;
        m->material = i & 1 ? out : lit;
        if ((i & 3) == 2 || i % 4 == 0 || i & 1)
            mesh_egg(m, vec(0, high - 0.03, z - 1), vec(0.2, 0.09, 0.2), heading(0), 12);
        if (!(i & 1))
            scenery_point(s, vec(0, high - 0.35, z - 1), lighter(light, 2.5));
    }
}

static void things(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour wood = pick(dressing, "wood", woods, 4), wool = pick(dressing, "chair", wools, 6);
    struct material dark = of_colour(wood.red, wood.green, wood.blue, 0.6);
    struct place cart = place(0.9, 0, 9.6, 90);
    scenery_use(s, of_colour(0.3, 0.3, 0.31, 0.8));
    box_in(m, cart, vec(-0.5, 0.14, -0.26), vec(0.5, 0.18, 0.26));
    box_in(m, cart, vec(-0.5, 0.18, -0.26), vec(-0.46, 1.15, 0.26));
    box_in(m, cart, vec(0.46, 0.18, -0.26), vec(0.5, 1.15, 0.26));
    box_in(m, cart, vec(-0.46, 0.65, -0.26), vec(0.46, 0.68, 0.26));
    scenery_use(s, painted_with(pattern_cloth, 0.4, 0.8, 0.8, 0.78, 0));
    for (int i = 0; i < 6; i++)
        box_in(m, cart, vec(-0.42 + i % 3 * 0.29, i < 3 ? 0.18 : 0.68, -0.2),
               vec(-0.17 + i % 3 * 0.29, (i < 3 ? 0.5 : 0.9) + 0.06 * (i & 1), 0.2));
    scenery_use(s, painted_with(pattern_cloth, 0.5, 0.3, 0.28, 0.22, 0));
    box_in(m, cart, vec(-0.5, 1.1, -0.27), vec(0.5, 1.16, 0.27));
    table_in(s, place(1.05, 0, 15.2, 90), vec(1.1, 0.8, 0.34), dark);
    struct wall east = {vec(half_wide, 0, south_z), vec(half_wide, 0, north_z), high, NULL, 0};
    struct wall back = {vec(-half_wide - 1.2, 0, 10.9), vec(-half_wide - 1.2, 0, 9.3), high, NULL, 0};
    if (has(dressing, "picture", 0.7))
        wall_picture(s, &east, (struct opening){18.8, 19.6, 1.3, 1.9}, colour(0.4, 0.28, 0.08), wool);
    wall_picture(s, &back, (struct opening){0.5, 1.1, 1.2, 1.9}, colour(0.4, 0.28, 0.08), wools[2]);
    if (has(dressing, "plant", 0.6))
        plant_in(s, place(1.05, 0.8, 15.4, 0), 0.5, colour(0.3, 0.32, 0.4), 5);
    else
        shade_lamp(s, vec(1.05, 0.8, 15.2), 0.45, 0.13, colour(1, 0.75, 0.45));
    sofa_in(s, place(-2.0, 0, 9.75, 60), 0.8,
            painted_with(pattern_cloth, 0.5, wool.red, wool.green, wool.blue, 0));
    shade_lamp(s, vec(-2.2, 0, 10.55), 1.5, 0.16, colour(1, 0.7, 0.4));
    scenery_point(s, vec(-2.0, 1.5, 10.4), colour(0.9, 0.56, 0.28));
}

void build_corridor(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour wood = pick(dressing, "door", woods, 4), paper = pick(dressing, "paper", papers, 6);
    leaf_material(s, lighter(wood, 1.4), door_wide, door_high);
    scenery_material(s, of_colour(wood.red, wood.green, wood.blue, 0.5));
    scenery_material(s, painted_with(pattern_plaster, 2, paper.red, paper.green, paper.blue, 0.1));
    side(s, 0, dressing);
    side(s, 1, dressing);
    ends(s, dressing);
    floor_and_ceiling(s, dressing);
    ceiling_lamps(s, dressing);
    things(s, dressing);
    scenery_spot(s, vec(0, 1.9, 21.9), vec(0, 0.6, 14), 100, colour(5, 7, 10));
    s->above = colour(0.045, 0.04, 0.035);
    s->below = colour(0.04, 0.028, 0.02);
    s->fog = colour(0.09, 0.085, 0.08);
    s->fog_density = 0.012f;
    *stock = (struct film_stock){1.35, 0.25, 0.35, 2.2, 0.05, 1.05, 6, 1};
}

void arrange_corridor(struct scenery *s, const double *open)
{
    leaves_arrange(s, corridor_leaves, sizeof corridor_leaves / sizeof *corridor_leaves, open);
}
