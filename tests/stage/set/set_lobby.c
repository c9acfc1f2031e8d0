/* SPDX-License-Identifier: Apache-2.0 */
/* A hotel's lobby in the evening, 14 by 18 metres and two floors high: a double door in the south, the desk
 * under a gallery in the north, stairs of sixteen steps that lead up to it, pillars, sofas, a chandelier. */
#include "set/furnish.h"
#include "set/plans.h"

enum { steps = 16, bulbs = 12 };

static const double wide = 7, deep = 9, high = 6.8, up = 3.2, edge = 5; /* the gallery's height and edge */
static const double stairs_from = 2.6, stairs_to = 5, rise = 0.2, run = 0.3125;
static const struct opening south_openings[] = {{1, 4.6, 0.4, 4.4}, {6, 8, 0, 2.4}, {9.4, 13, 0.4, 4.4}};
static const struct opening west_door = {10.55, 11.45, 0, 2.1}, room_door = {7.05, 7.95, 0, 2.1};
static const struct vec pillars[] = {{-4.6f, 0, -5}, {4.6f, 0, -5}, {-4.6f, 0, 0.6f}, {6, 0, 0.2f}};

const struct mark lobby_marks[] = {
    {"door", {0, 0, -7.9f}, 0},
    {"centre", {0.4f, 0, -1.6f}, 180},
    {"desk", {-2.2f, 0, 2.5f}, 0},
    {"behind-desk", {-2.6f, 0, 4.3f}, 180},
    {"sofa", {-3.0f, 0, -3.3f}, 0},
    {"stairs-foot", {3.8f, 0, -0.8f}, 0},
    {"stairs-middle", {3.8f, 1.7f, 2.5f}, 180},
    {"stairs-head", {3.8f, 3.2f, 5.8f}, 180},
    {"gallery", {-2, 3.2f, 6}, 180},
    {"pillar", {4.6f, 0, -4.2f}, 180},
    {"window", {4.4f, 0, -8}, 180},
    {"beyond-door", {0, 0, -10.2f}, 0},
    {"beyond-gallery", {-0.5f, 3.2f, 9.9f}, 180},
    {"beyond-west", {-7.9f, 0, -2}, 90},
};
const struct floor_piece lobby_floors[] = {{-6.7, -8.6, 6.7, -0.4},
                                           {-6.7, -0.4, 2.3, 4.75},
                                           {5.3, -0.4, 6.7, 4.75},
                                           {2.8, -0.4, 4.8, 5.2},
                                           {-6.7, 5.2, 6.7, 8.6}};
const struct floor_piece lobby_blocked[] = {
    {-5.1, 3.1, -0.3, 3.95},    {-5.05, -5.45, -4.15, -4.55}, {4.15, -5.45, 5.05, -4.55},
    {-5.05, 0.15, -4.15, 1.05}, {5.55, -0.25, 6.45, 0.65},    {-4.2, -4.65, -1.8, -3.65},
    {-4.2, -1.35, -1.8, -0.35}, {-3.6, -2.9, -2.4, -2.1},     {1.7, -5.3, 2.7, -4.3},
    {1.7, -3.1, 2.7, -2.1},     {1.85, -4.05, 2.55, -3.35},   {-6.9, -7.9, -5.9, -6.9},
    {5.6, -4.1, 6.9, -2.7},     {1.55, 0.0, 2.5, 0.9},        {-6.9, 5.1, -5.9, 6.1},
    {0.2, 7.9, 1.8, 8.9},       {-4.5, 4.62, -0.8, 5},
};
const struct leaf lobby_leaves[] = {
    {0, {-1, 0, -9.06f}, 90, 1, 2.4, 88, 0},
    {0, {1, 0, -9.06f}, 270, 1, 2.4, -88, 0},
    {1, {-0.05f, 3.2f, 9.06f}, 270, 0.9, 2.1, 95, 2},
    {2, {-7.06f, 0, -1.55f}, 180, 0.9, 2.1, 95, 2},
};

static const struct colour woods[] = {
    {0.2f, 0.085f, 0.04f}, {0.1f, 0.055f, 0.035f}, {0.36f, 0.22f, 0.12f}, {0.42f, 0.4f, 0.35f}};
static const struct colour paints[] = {{0.62f, 0.5f, 0.34f},
                                       {0.36f, 0.42f, 0.36f},
                                       {0.56f, 0.3f, 0.22f},
                                       {0.34f, 0.4f, 0.5f},
                                       {0.6f, 0.56f, 0.5f}};
static const struct colour cloths[] = {{0.3f, 0.05f, 0.045f}, {0.06f, 0.2f, 0.16f}, {0.07f, 0.12f, 0.32f},
                                       {0.46f, 0.3f, 0.08f},  {0.3f, 0.1f, 0.2f},   {0.3f, 0.27f, 0.22f}};
static const struct colour stones[] = {
    {0.85f, 0.8f, 0.7f}, {0.5f, 0.5f, 0.5f}, {0.7f, 0.45f, 0.36f}, {0.36f, 0.46f, 0.4f}};
static const struct colour lights[] = {{1, 0.68f, 0.38f}, {1, 0.78f, 0.54f}, {1, 0.86f, 0.7f}};

/* Through the middles of the steps. */
double lobby_ground(double x, double z)
{
    double y = (z / run + 0.5) * rise;
    if (z >= edge)
        return up;
    if (x < stairs_from || x > stairs_to || y < 0)
        return 0;
    return y > up ? up : y;
}

static struct material cloth_of(uint64_t dressing, const char *what)
{
    struct colour c = pick(dressing, what, cloths, 6);
    return painted_with(pattern_cloth, 0.5, c.red, c.green, c.blue, 0);
}

static void shell(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paint = pick(dressing, "paint", paints, 5), stone = pick(dressing, "stone", stones, 4);
    struct colour wood = pick(dressing, "wood", woods, 4);
    struct wall walls[5] = {{vec(-wide, 0, -deep), vec(wide, 0, -deep), high, south_openings, 3},
                            {vec(wide, 0, -deep), vec(wide, 0, deep), high, NULL, 0},
                            {vec(-wide, 0, deep), vec(-wide, 0, -deep), high, &west_door, 1},
                            {vec(wide, up, deep), vec(-wide, up, deep), high - up, &room_door, 1},
                            {vec(wide, 0, edge), vec(-wide, 0, edge), up, NULL, 0}};
    struct material panels = painted_with(pattern_door, 1.5, wood.red, wood.green, wood.blue, 0.6);
    scenery_use(s, painted_with(pattern_marble, 2.4, stone.red, stone.green, stone.blue, 1.4));
    floor_at(m, 0, (struct floor_piece){-wide, -deep, wide, edge});
    scenery_use(s, cloth_of(dressing, "carpet"));
    floor_at(m, up, (struct floor_piece){-wide, edge, wide, deep});
    scenery_use(s, painted_with(pattern_plaster, 3, 0.75, 0.7, 0.6, 0));
    ceiling_at(m, high, (struct floor_piece){-wide, -deep, wide, deep});
    for (int i = 0; i < 5; i++)
        block(m, -wide, high - 0.35, -7.2 + i * 3.4, wide, high, -6.9 + i * 3.4);
    scenery_use(s, painted_with(pattern_plaster, 3, paint.red, paint.green, paint.blue, 0.05));
    for (int i = 0; i < 5; i++)
        wall_faces(m, &walls[i]);
    panels.tile_v = 1.3f;
    scenery_use(s, panels);
    for (int i = 0; i < 5; i++)
        wall_strip(m, &walls[i], 0, i == 4 ? up - 0.3 : 1.3, 0.03);
    scenery_use(s, of_colour(wood.red * 1.3, wood.green * 1.3, wood.blue * 1.3, 0.8));
    for (int i = 0; i < 5; i++)
        wall_strip(m, &walls[i], i == 4 ? up - 0.3 : 1.3, i == 4 ? up - 0.02 : 1.38, i == 4 ? 0.2 : 0.06);
    for (int i = 0; i < 3; i++)
        wall_casing(m, &walls[i ? i + 1 : 0], i == 0 ? south_openings[1] : i == 1 ? west_door : room_door);
    m->material = 4;
    wall_closet(m, &walls[0], south_openings[1], 2.2);
    wall_closet(m, &walls[2], west_door, 1.7);
    wall_closet(m, &walls[3], room_door, 1.7);
    struct material view = painted_with(pattern_city, 14, 1, 1, 1, 0);
    view.glow = 1.1f;
    view.tile_v = 7;
    struct window window = {view, of_colour(wood.red, wood.green, wood.blue, 0.6), 3, 4};
    wall_window(s, &walls[0], south_openings[0], &window);
    wall_window(s, &walls[0], south_openings[2], &window);
}

static void railing(struct mesh *m, struct vec from, struct vec to, int balusters, uint16_t wood,
                    uint16_t iron)
{
    struct vec high_rail = vec(0, 0.98, 0), low_rail = vec(0, 0.12, 0);
    m->material = wood;
    mesh_limb(m, &(struct limb){add(from, high_rail), add(to, high_rail), vec(1, 0, 0.001), 0.04, 0.03, 0.04,
                                0.03, 0.5, 6});
    m->material = iron;
    mesh_limb(m, &(struct limb){add(from, low_rail), add(to, low_rail), vec(1, 0, 0.001), 0.02, 0.02, 0.02,
                                0.02, 0.5, 4});
    for (int i = 0; i <= balusters; i++) {
        struct vec at = between(from, to, (double)i / balusters);
        double half = i == 0 || i == balusters ? 0.05 : 0.012;
        m->material = half > 0.02 ? wood : iron;
        block(m, at.x - half, at.y + 0.001, at.z - half, at.x + half, at.y + (half > 0.02 ? 1.1 : 0.97),
              at.z + half);
    }
}

static void stairs(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour wood = pick(dressing, "wood", woods, 4), stone = pick(dressing, "stone", stones, 4);
    uint16_t step =
        scenery_material(s, painted_with(pattern_marble, 2.4, stone.red, stone.green, stone.blue, 0.8));
    uint16_t runner = scenery_material(s, cloth_of(dressing, "carpet"));
    uint16_t rail = scenery_material(s, of_colour(wood.red, wood.green, wood.blue, 0.9));
    uint16_t iron = scenery_material(s, of_colour(0.3, 0.22, 0.1, 1.2));
    double a = stairs_from + 0.45, b = stairs_to - 0.45;
    for (int i = 0; i < steps; i++) {
        double z = i * run, y = i * rise;
        m->material = step;
        block(m, stairs_from, 0, z, stairs_to, y + rise, z + run);
        m->material = runner;
        mesh_quad(m, vec(b, y, z - 0.006), vec(a - b, 0, 0), vec(0, rise + 0.006, 0));
        mesh_quad(m, vec(a, y + rise + 0.006, z - 0.006), vec(0, 0, run), vec(b - a, 0, 0));
    }
    railing(m, vec(stairs_from + 0.06, 0.05, -0.05), vec(stairs_from + 0.06, up, edge - 0.1), 10, rail, iron);
    railing(m, vec(stairs_to - 0.06, 0.05, -0.05), vec(stairs_to - 0.06, up, edge - 0.1), 10, rail, iron);
    railing(m, vec(-wide, up, edge + 0.06), vec(stairs_from, up, edge + 0.06), 22, rail, iron);
    railing(m, vec(stairs_to, up, edge + 0.06), vec(wide, up, edge + 0.06), 5, rail, iron);
}

static void desk(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour wood = pick(dressing, "wood", woods, 4), light = pick(dressing, "light", lights, 3);
    struct material front =
        painted_with(pattern_door, 0.9, wood.red * 1.3, wood.green * 1.3, wood.blue * 1.3, 0.8);
    front.tile_v = 1.05f;
    scenery_use(s, front);
    block(m, -5, 0, 3.25, -0.5, 1.05, 3.9);
    scenery_use(s, painted_with(pattern_marble, 2, 0.3, 0.32, 0.32, 1.5));
    block(m, -5.1, 1.05, 3.12, -0.4, 1.11, 3.95);
    scenery_use(s, of_colour(wood.red * 0.5, wood.green * 0.5, wood.blue * 0.5, 0.4));
    block(m, -4.4, 1.2, 4.7, -0.9, 2.6, 4.97);
    scenery_use(s, of_colour(0.2, 0.13, 0.07, 0.3));
    for (int i = 0; i < 60; i++) {
        double x = -4.3 + (i % 12) * 0.28, y = 1.26 + (i / 12) * 0.265;
        m->material = (uint16_t)(s->material_count - 1 - (i * 7 % 5 == 0));
        mesh_quad(m, vec(x + 0.24, y, 4.695), vec(-0.24, 0, 0), vec(0, 0.22, 0));
    }
    shade_lamp(s, vec(-4.5, 1.11, 3.5), 0.5, 0.16, light);
    shade_lamp(s, vec(-1.0, 1.11, 3.5), 0.5, 0.16, light);
    scenery_use(s, of_colour(0.6, 0.45, 0.15, 2));
    mesh_egg(m, vec(-2.4, 1.12, 3.35), vec(0.06, 0.05, 0.06), heading(0), 8);
    scenery_point(s, vec(-2.75, 2.1, 2.7), lighter(light, 2.6));
}

static void pillar(struct mesh *m, struct vec at, uint16_t stone, uint16_t trim)
{
    m->material = trim;
    block(m, at.x - 0.42, 0, at.z - 0.42, at.x + 0.42, 0.35, at.z + 0.42);
    block(m, at.x - 0.42, high - 0.7, at.z - 0.42, at.x + 0.42, high - 0.35, at.z + 0.42);
    m->material = stone;
    mesh_post(m, add(at, vec(0, 0.35, 0)), 0.33, 0.29, high - 1.05, 16);
}

static void chandelier(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour light = pick(dressing, "light", lights, 3);
    uint16_t brass = scenery_material(s, of_colour(0.45, 0.32, 0.12, 1.6));
    uint16_t bulb = scenery_material(s, glowing(light.red, light.green, light.blue, 4.5));
    double ring = vary(dressing, "chandelier", 1, 0.7, 1.2), y = 4.7;
    m->material = brass;
    block(m, -0.02, y, -2.02, 0.02, high, -1.98);
    mesh_egg(m, vec(0, y + 0.1, -2), vec(0.16, 0.26, 0.16), heading(0), 7);
    for (int i = 0; i < bulbs; i++) {
        double degrees = i * 360.0 / bulbs;
        struct place arm = place(0, y, -2, degrees);
        struct vec tip = add(arm.at, turned(arm.turn, vec(0, 0.05, ring)));
        m->material = brass;
        box_in(m, arm, vec(-0.012, 0.02, 0.1), vec(0.012, 0.05, ring));
        box_in(m, arm, vec(-0.07, 0.03, ring - 0.07), vec(0.07, 0.05, ring + 0.07));
        m->material = bulb;
        mesh_post(m, tip, 0.06, 0.025, 0.16, 6);
    }
    scenery_point(s, vec(0, y - 0.3, -2), lighter(light, 13));
}

static void seats(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour wood = pick(dressing, "wood", woods, 4), light = pick(dressing, "light", lights, 3);
    struct material sofa = cloth_of(dressing, "sofa"), chair = cloth_of(dressing, "armchair");
    struct material top = of_colour(wood.red, wood.green, wood.blue, 1);
    struct material rug = cloth_of(dressing, "rug");
    rug.pattern = pattern_carpet;
    rug.tile_u = rug.tile_v = 1.8f;
    scenery_use(s, rug);
    floor_at(m, 0.012, (struct floor_piece){-4.6, -4.9, -1.4, -0.2});
    floor_at(m, 0.012, (struct floor_piece){1, -5.6, 3.6, -1.8});
    sofa_in(s, place(-3, 0, -4.15, 0), 2.2, sofa);
    sofa_in(s, place(-3, 0, -0.85, 180), 2.2, sofa);
    table_in(s, place(-3, 0, -2.5, 0), vec(1.1, 0.42, 0.7), top);
    sofa_in(s, place(2.2, 0, -4.8, 20), 0.9, chair);
    sofa_in(s, place(2.2, 0, -2.6, 160), 0.9, chair);
    table_in(s, place(2.2, 0, -3.7, 0), vec(0.6, 0.5, 0.6), top);
    table_in(s, place(6.5, 0, -3.4, 90), vec(1.3, 0.8, 0.45), top);
    shade_lamp(s, vec(6.5, 0.8, -3.4), 0.6, 0.2, light);
    scenery_point(s, vec(6.0, 1.7, -3.4), lighter(light, 1.8));
    sofa_in(s, place(1, up, 8.5, 180), 1.5, chair);
    struct colour pot = pick(dressing, "pot", stones, 4);
    plant_in(s, place(-6.4, 0, -7.4, 0), 2, pot, 3);
    plant_in(s, place(2.05, 0, 0.45, 0), vary(dressing, "palm", 1.5, 1.1, 1.7), pot, 4);
    if (has(dressing, "plant", 0.6))
        plant_in(s, place(-6.4, up, 5.6, 0), 1.3, pot, 6);
}

static void on_walls(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour light = pick(dressing, "light", lights, 3), image = pick(dressing, "image", cloths + 1, 5);
    struct wall east = {vec(wide, 0, -deep), vec(wide, 0, deep), high, NULL, 0};
    struct wall west = {vec(-wide, 0, deep), vec(-wide, 0, -deep), high, NULL, 0};
    struct wall north = {vec(wide, up, deep), vec(-wide, up, deep), high - up, NULL, 0};
    struct colour gold = {0.42f, 0.3f, 0.1f};
    wall_picture(s, &east, (struct opening){4.6, 6.6, 1.8, 3.2}, gold, image);
    wall_picture(s, &west, (struct opening){13, 15.6, 1.8, 3.4}, gold, image);
    if (has(dressing, "map", 0.6))
        wall_picture(s, &west, (struct opening){5.4, 7.4, 1.8, 3}, gold, cloths[3]);
    wall_picture(s, &north, (struct opening){5, 6.4, 1.5, 2.4}, gold, image);
    m->material = 2;
    for (int i = 0; i < 2; i++) {
        struct opening door = {i ? 11.05 : 2.75, i ? 11.95 : 3.65, 0, 2.1};
        wall_panel(m, &north, door, 0.02);
        wall_casing(m, &north, door);
    }
    scenery_use(s, glowing(light.red, light.green, light.blue, 2.6));
    for (int i = 0; i < 5; i++)
        mesh_post(m, vec(-5.6 + i * 2.8, up + 1.7, deep - 0.12), 0.1, 0.07, 0.22, 8);
    for (int i = 0; i < 6; i++)
        mesh_post(m, vec(i & 1 ? wide - 0.12 : -wide + 0.12, 2.2, -7.6 + i / 2 * 4.6), 0.1, 0.07, 0.26, 8);
    scenery_point(s, vec(-3.4, up + 1.7, 8), lighter(light, 2.2));
    scenery_point(s, vec(3.8, up + 1.7, 7.6), lighter(light, 2.2));
}

void build_lobby(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour wood = pick(dressing, "wood", woods, 4), paint = pick(dressing, "paint", paints, 5);
    struct colour stone = pick(dressing, "pillar", stones, 4);
    leaf_material(s, lighter(wood, 1.6), 1, 2.4);
    leaf_material(s, lighter(wood, 1.3), 0.9, 2.1);
    scenery_material(
        s, painted_with(pattern_plaster, 2, paint.red * 0.7, paint.green * 0.7, paint.blue * 0.7, 0));
    shell(s, dressing);
    stairs(s, dressing);
    desk(s, dressing);
    uint16_t marble =
        scenery_material(s, painted_with(pattern_marble, 3, stone.red, stone.green, stone.blue, 1));
    uint16_t trim = scenery_material(s, of_colour(wood.red * 1.2, wood.green * 1.2, wood.blue * 1.2, 0.8));
    for (int i = 0; i < 4; i++)
        pillar(&s->mesh, pillars[i], marble, trim);
    chandelier(s, dressing);
    seats(s, dressing);
    on_walls(s, dressing);
    scenery_spot(s, vec(-5, 4, -8.4), vec(-1, 0.8, -1), 90, colour(6, 9, 16));
    scenery_spot(s, vec(5.5, 5.4, -6.5), vec(0, 1, 0), 80, colour(26, 20, 14));
    s->above = colour(0.055, 0.045, 0.04);
    s->below = colour(0.05, 0.036, 0.024);
    s->fog = colour(0.07, 0.055, 0.045);
    s->fog_density = 0.008f;
    *stock = (struct film_stock){1.5, 0.28, 0.35, 2, 0.08, 1.02, 8, 1};
}

void arrange_lobby(struct scenery *s, const double *open)
{
    leaves_arrange(s, lobby_leaves, sizeof lobby_leaves / sizeof *lobby_leaves, open);
}
