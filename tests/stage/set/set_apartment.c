/* SPDX-License-Identifier: Apache-2.0 */
/* A living room in the evening, 6 by 6.6 metres, its middle near 0: a sofa under the window in the north, a
 * table in the east, a kitchen behind an arch in the south, the flat's door in the west, the bedroom's in the
 * east behind a shelf that one sees through. */
#include "set/furnish.h"
#include "set/plans.h"

static const double x0 = -3, x1 = 3, z0 = -4.1, z1 = 2.5, high = 2.7, kitchen_deep = 1.5;
static const struct opening pane = {2.25, 3.75, 0.95, 2.35}, arch = {0.6, 2.4, 0, 2.25};
static const struct opening west_door = {1.95, 2.85, 0, 2.05}, east_door = {1.9, 2.8, 0, 2.05};

const struct mark apartment_marks[] = {
    {"door", {-2.4f, 0, 0.1f}, 90},
    {"centre", {-0.2f, 0, 0.9f}, 180},
    {"sofa", {-0.45f, 0, 1.1f}, 250},
    {"sofa-seat", {-1.4f, 0, 1.62f}, 180},
    {"window", {0.75f, 0, 1.9f}, 0},
    {"table", {1.35f, 0, 0.5f}, 90},
    {"table-seat", {2.3f, 0, -0.2f}, 0},
    {"shelf", {2.3f, 0, -1.6f}, 270},
    {"kitchen", {-1.5f, 0, -4.3f}, 0},
    {"sideboard", {1.4f, 0, -3.2f}, 0},
    {"bedroom", {2.5f, 0, -2.1f}, 270},
    {"beyond-door", {-3.9f, 0, 0.1f}, 90},
    {"beyond-bedroom", {3.9f, 0, -1.75f}, 270},
};
const struct floor_piece apartment_floors[] = {{-2.8, -3.95, 2.8, 2.3}, {-2.25, -4.75, -0.75, -3.95}};
const struct floor_piece apartment_blocked[] = {
    {-2.75, 1.3, -0.05, 2.35}, {-1.95, 0.05, -0.75, 0.75}, {1.4, 1.95, 2.95, 2.5},
    {0.1, 1.75, 0.6, 2.25},    {1.7, -0.5, 2.9, 1.6},      {1.65, -1.0, 2.95, -0.65},
    {0.5, -4.1, 2.4, -3.6},    {-3, -0.95, -2.55, -0.5},   {-2.95, -3.9, -2.25, -3.2},
};
const struct leaf apartment_leaves[] = {
    {0, {-3.06f, 0, 0.55f}, 180, 0.9, 2.05, 95, 0},
    {1, {3.06f, 0, -1.3f}, 180, 0.9, 2.05, -95, 0},
};

static const struct colour papers[] = {{0.42f, 0.5f, 0.4f},  {0.62f, 0.5f, 0.3f},   {0.3f, 0.4f, 0.52f},
                                       {0.62f, 0.6f, 0.55f}, {0.56f, 0.34f, 0.28f}, {0.4f, 0.34f, 0.46f},
                                       {0.22f, 0.34f, 0.34f}};
static const struct colour cloths[] = {{0.1f, 0.2f, 0.24f},   {0.4f, 0.14f, 0.08f}, {0.36f, 0.3f, 0.2f},
                                       {0.14f, 0.24f, 0.12f}, {0.1f, 0.1f, 0.13f},  {0.36f, 0.24f, 0.06f},
                                       {0.3f, 0.12f, 0.2f}};
static const struct colour curtains[] = {{0.36f, 0.08f, 0.06f}, {0.4f, 0.36f, 0.26f}, {0.07f, 0.13f, 0.26f},
                                         {0.12f, 0.24f, 0.16f}, {0.4f, 0.25f, 0.07f}, {0.3f, 0.3f, 0.33f}};
static const struct colour woods[] = {
    {0.7f, 0.6f, 0.5f}, {1.1f, 1.1f, 1.1f}, {0.4f, 0.34f, 0.3f}, {1.5f, 1.6f, 1.7f}};
static const struct colour lights[] = {
    {1, 0.66f, 0.3f}, {1, 0.74f, 0.46f}, {1, 0.56f, 0.26f}, {1, 0.84f, 0.62f}};

static struct material cloth_of(uint64_t dressing, const char *what, const struct colour *palette, int count)
{
    struct colour c = pick(dressing, what, palette, count);
    return painted_with(pattern_cloth, 0.5, c.red, c.green, c.blue, 0);
}

static struct material wood_of(uint64_t dressing, double darker)
{
    struct colour c = pick(dressing, "wood", woods, 4);
    return painted_with(pattern_boards, 0.9, c.red * darker, c.green * darker, c.blue * darker, 0.6);
}

static struct wall wall_of(int side)
{
    const struct vec corners[4] = {vec(x0, 0, z0), vec(x1, 0, z0), vec(x1, 0, z1), vec(x0, 0, z1)};
    const struct opening *const openings[4] = {&arch, &east_door, &pane, &west_door};
    return (struct wall){corners[side], corners[(side + 1) % 4], high, openings[side], 1};
}

static void shell(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paper = pick(dressing, "paper", papers, 7),
                  trim = lighter(colour(0.5, 0.46, 0.38), vary(dressing, "trim", 1, 0.5, 1.4));
    double floor = vary(dressing, "floor", 1, 0.5, 1.5);
    const enum pattern kinds[3] = {pattern_wallpaper, pattern_plaster, pattern_brick};
    int kind = has(dressing, "papered", 0.45) ? 0 : has(dressing, "plastered", 0.75) ? 1 : 2;
    if (kind == 2)
        paper = lighter(paper, 1.7);
    scenery_use(s, painted_with(pattern_boards, 1.6, floor, floor * vary(dressing, "tone", 1, 0.95, 1.15),
                                floor * vary(dressing, "tone", 1, 0.9, 1.3), 0.5));
    floor_at(m, 0, (struct floor_piece){x0, z0 - kitchen_deep, x1, z1});
    scenery_use(s, painted_with(pattern_plaster, 3, 0.75, 0.72, 0.66, 0));
    ceiling_at(m, high, (struct floor_piece){x0, z0, x1, z1});
    scenery_use(s, painted_with(kinds[kind], kind == 2 ? 1.6 : 1.2, paper.red, paper.green, paper.blue, 0.1));
    for (int i = 0; i < 4; i++) {
        struct wall wall = wall_of(i);
        wall_faces(m, &wall);
    }
    scenery_use(s, of_colour(trim.red, trim.green, trim.blue, 0.2));
    for (int i = 0; i < 4; i++) {
        struct wall wall = wall_of(i);
        wall_strip(m, &wall, 0, 0.14, 0.03);
        wall_strip(m, &wall, 2.6, high, 0.05);
        if (i != 2)
            wall_casing(m, &wall, *wall.openings);
    }
    m->material = 2;
    for (int i = 1; i < 4; i += 2) {
        struct wall wall = wall_of(i);
        wall_closet(m, &wall, *wall.openings, 1.6);
    }
    struct wall north = wall_of(2);
    struct material night =
        painted_with(pattern_city, vary(dressing, "town", 4.5, 3, 6), 0.8, 0.95, 1.3, 0.5);
    night.glow = 0.95f;
    night.tile_v = 3.6f;
    wall_window(s, &north, pane,
                &(struct window){night, of_colour(trim.red, trim.green, trim.blue, 0.2), 2, 2});
}

static void curtains_and_rug(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, cloth_of(dressing, "curtain", curtains, 6));
    for (int i = 0; i < 5; i++) {
        double x = 0.86 + i * 0.09, deep = i & 1 ? 0.05 : 0.02;
        mesh_post(m, vec(x, 0.05, 2.4 - deep), 0.06, 0.055, 2.45, 8);
        mesh_post(m, vec(-x, 0.05, 2.4 - deep), 0.06, 0.055, 2.45, 8);
    }
    scenery_use(s, of_colour(0.12, 0.07, 0.04, 0.4));
    block(m, -1.35, 2.5, 2.34, 1.35, 2.53, 2.37);
    struct material rug = cloth_of(dressing, "rug", cloths + 1, 6);
    if (!has(dressing, "plain rug", 0.5)) {
        rug.pattern = pattern_carpet;
        rug.tile_u = rug.tile_v = 1.1f;
    }
    scenery_use(s, rug);
    floor_at(m, 0.012, (struct floor_piece){-2.4, -0.9, 0.8, 1.2});
}

static void sofa_and_tables(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct material cloth = cloth_of(dressing, "sofa", cloths, 7);
    sofa_in(s, place(-1.4, 0, 1.8, 180), 2.6, cloth);
    scenery_use(s, cloth_of(dressing, "cushion", cloths + 1, 6));
    if (has(dressing, "cushion there", 0.6))
        mesh_box(m, vec(-2.25, 0.63, 1.72), vec(0.42, 0.4, 0.13), turned_by(heading(12), tilt(18)));
    if (!has(dressing, "one cushion", 0.5))
        mesh_box(m, vec(-0.6, 0.63, 1.72), vec(0.42, 0.4, 0.13), turned_by(heading(-10), tilt(18)));
    table_in(s, place(-1.35, 0, 0.4, 0), vec(1.1, 0.43, 0.6), wood_of(dressing, 1));
    table_in(s, place(2.3, 0, 0.5, 0), vec(0.9, 0.75, 1.0), wood_of(dressing, 0.9));
    chair_in(s, place(2.3, 0, -0.2, 0), wood_of(dressing, 0.7), cloth);
    chair_in(s, place(2.3, 0, 1.25, 180), wood_of(dressing, 0.7), cloth);
    scenery_use(s, of_colour(0.6, 0.58, 0.52, 1));
    if (has(dressing, "vase", 0.6)) {
        mesh_post(m, vec(2.3, 0.75, 0.55), 0.05, 0.08, 0.2, 9);
        plant_in(s, place(2.3, 0.75, 0.55, 0), 0.45, colour(0.5, 0.5, 0.5), dressing + 1);
    } else
        mesh_mound(m, vec(2.3, 0.75, 0.5), vec(0.2, 0.07, 0.2), heading(0), 10);
    scenery_use(s, painted_with(pattern_books, 0.3, 1, 1, 1, 0.2));
    if (has(dressing, "magazine", 0.5))
        block(m, -1.6, 0.43, 0.3, -1.3, 0.47, 0.52);
}

static void shelves(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct material wood = wood_of(dressing, 0.45), spines = painted_with(pattern_books, 1.3, 1, 1, 1, 0.3);
    spines.tile_u = (float)vary(dressing, "books", 1.3, 1.0, 1.7);
    spines.tile_v = 1;
    scenery_use(s, wood);
    block(m, 1.5, 0, 2.12, 1.54, 2.1, 2.5);
    block(m, 2.86, 0, 2.12, 2.9, 2.1, 2.5);
    block(m, 1.54, 2.06, 2.12, 2.86, 2.1, 2.5);
    scenery_use(s, spines);
    mesh_quad(m, vec(2.86, 0.06, 2.2), vec(-1.32, 0, 0), vec(0, 2, 0));
    shelf_in(s, place(2.3, 0, -0.83, 0), vec(1.2, 1.85, 0.28), wood_of(dressing, 0.8));
    struct stream stream = stream_of(dressing, "on shelf");
    for (int i = 0; i < 7; i++) {
        struct colour c = cloths[draw_one_of(&stream, 7)];
        double x = 1.8 + draw(&stream) * 0.75, y = 0.09 + (i % 4) * 0.435;
        scenery_use(s, of_colour(c.red, c.green, c.blue, 0.4));
        double wide = draw_between(&stream, 0.08, 0.3), tall = draw_between(&stream, 0.12, 0.28);
        block(m, x, y, -0.93, x + wide, y + tall, -0.75);
    }
    struct place rack = place(-2.78, 0, -0.72, 0);
    scenery_use(s, of_colour(0.1, 0.06, 0.04, 0.5));
    mesh_post(m, rack.at, 0.18, 0.03, 0.06, 10);
    mesh_post(m, rack.at, 0.022, 0.018, 1.75, 6);
    for (int i = 0; i < 2 + (int)(dressing % 2); i++) {
        struct colour c = pick(dressing, i ? "coat" : "jacket", cloths + (i ? 4 : 1), 3);
        scenery_use(s, painted_with(pattern_cloth, 0.6, c.red, c.green, c.blue, 0));
        struct vec hook = add(rack.at, vec(i == 1 ? 0.16 : -0.02, 1.58, i == 2 ? -0.16 : i ? 0 : 0.17));
        mesh_limb(m, &(struct limb){add(hook, vec(0, -0.72, 0)), hook, vec(i == 1 ? 0 : 1, 0, i == 1), 0.16,
                                    0.07, 0.1, 0.05, 0.3, 8});
    }
}

static void sideboard(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct wall south = wall_of(0), east = wall_of(1), north = wall_of(2), west = wall_of(3);
    struct material front = wood_of(dressing, 0.7);
    struct colour light = pick(dressing, "light", lights, 4), image = pick(dressing, "image", curtains, 6);
    front.pattern = pattern_door;
    front.tile_v = 0.8f;
    front.colour = lighter(front.colour, 0.4);
    scenery_use(s, front);
    block(m, 0.6, 0.08, -4.08, 2.3, 0.85, -3.66);
    shade_lamp(s, vec(2.0, 0.85, -3.85), 0.42, 0.14, light);
    scenery_use(s, of_colour(0.02, 0.02, 0.025, 1.5));
    if (has(dressing, "television", 0.6)) {
        block(m, 0.8, 0.92, -3.95, 1.7, 1.45, -3.9);
        block(m, 1.15, 0.85, -4, 1.35, 0.95, -3.85);
    }
    struct colour frame = pick(dressing, "frame", woods, 4);
    frame = lighter(frame, 0.3);
    wall_picture(s, &north, (struct opening){4.5, 5.2, 1.35, 1.95}, frame, colour(0.5, 0.24, 0.14));
    wall_picture(s, &south, (struct opening){3.8, 4.8, 1.65, 2.3}, frame, image);
    wall_picture(s, &east, (struct opening){4.3, 4.9, 1.3, 2.1}, frame, image);
    if (has(dressing, "west picture", 0.6))
        wall_picture(s, &west, (struct opening){0.7, 1.3, 1.3, 2.0}, frame, image);
    if (!has(dressing, "bare", 0.5))
        wall_picture(s, &west, (struct opening){4.3, 5.6, 1.3, 2.1}, frame, cloths[3]);
    if (has(dressing, "plant", 0.7))
        plant_in(s, place(-2.6, 0, -3.55, 0), vary(dressing, "plant high", 1.5, 0.9, 1.8),
                 colour(0.3, 0.16, 0.1), dressing + 3);
}

/* Behind the arch: a counter, cupboards, a strip of light. */
static void kitchen(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    const double end = z0 - kitchen_deep, a = x0 + arch.from, b = x0 + arch.to;
    struct wall south = wall_of(0);
    struct colour front = pick(dressing, "kitchen", papers, 7);
    scenery_use(s, painted_with(pattern_plaster, 3, 0.7, 0.66, 0.58, 0));
    wall_reveal(m, &south, arch, kitchen_deep);
    scenery_use(s, painted_with(pattern_tiles, 0.6, 0.9, 0.9, 0.88, 0.6));
    wall_panel(m, &south, (struct opening){arch.from - 0.01, arch.to + 0.01, 0, arch.high + 0.01},
               -kitchen_deep);
    floor_at(m, 0.004, (struct floor_piece){a, end, b, z0});
    struct material door = painted_with(pattern_door, 0.9, front.red, front.green, front.blue, 0.5);
    door.tile_v = 0.85f;
    scenery_use(s, door);
    block(m, a, 0.1, end, b - 0.62, 0.86, end + 0.55);
    block(m, a, 1.5, end, b - 0.62, 2.2, end + 0.34);
    scenery_use(s, of_colour(0.1, 0.09, 0.085, 1.2));
    block(m, a, 0.86, end, b - 0.62, 0.9, end + 0.58);
    scenery_use(s, of_colour(0.62, 0.62, 0.6, 0.8));
    block(m, b - 0.6, 0.02, end, b - 0.02, 1.75, end + 0.58);
    scenery_use(s, of_colour(0.2, 0.2, 0.2, 1));
    block(m, b - 0.55, 0.75, end + 0.58, b - 0.52, 1.25, end + 0.6);
    block(m, b - 0.6, 1.3, end + 0.578, b - 0.02, 1.31, end + 0.584);
    scenery_use(s, glowing(1, 0.85, 0.6, 2.5));
    block(m, a + 0.1, 1.47, end + 0.05, b - 0.7, 1.5, end + 0.12);
    scenery_point(s, vec(a + 0.6, 1.3, end + 0.75), colour(0.8, 0.64, 0.42));
}

static void lamps(struct scenery *s, uint64_t dressing)
{
    struct colour light = pick(dressing, "light", lights, 4);
    shade_lamp(s, vec(0.35, 0, 2), 1.52, vary(dressing, "shade", 0.2, 0.15, 0.24), light);
    scenery_point(s, vec(0.35, 1.5, 1.9), lighter(light, 1.4));
    scenery_spot(s, vec(1.9, 2.6, -2.8), vec(-0.5, 0.9, 0.8), 80, colour(6.2, 4.9, 3.6));
    scenery_spot(s, vec(-2.4, 2.2, -3.2), vec(0.4, 1.1, 1), 80, colour(0.9, 1.3, 2.2));
    scenery_point(s, vec(0, 1.7, 2.2), colour(0.1, 0.18, 0.36));
    scenery_point(s, vec(1.9, 1.5, -3.5), lighter(light, 0.9));
}

void build_apartment(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour door = pick(dressing, "door", woods, 4), paper = pick(dressing, "paper", papers, 7);
    leaf_material(s, lighter(door, 0.36), 0.9, 2.05);
    scenery_material(s, painted_with(pattern_plaster, 2, paper.green, paper.red, paper.blue, 0));
    shell(s, dressing);
    curtains_and_rug(s, dressing);
    sofa_and_tables(s, dressing);
    shelves(s, dressing);
    sideboard(s, dressing);
    kitchen(s, dressing);
    lamps(s, dressing);
    s->above = colour(0.05, 0.045, 0.045);
    s->below = colour(0.035, 0.025, 0.018);
    s->fog = colour(0.02, 0.02, 0.025);
    s->fog_density = 0.01f;
    *stock = (struct film_stock){1.5, 0.18, 0.35, 2.2, 0.15, 1.05, 1, 1};
}

void arrange_apartment(struct scenery *s, const double *open)
{
    leaves_arrange(s, apartment_leaves, sizeof apartment_leaves / sizeof *apartment_leaves, open);
}
