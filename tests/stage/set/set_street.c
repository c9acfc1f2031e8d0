/* SPDX-License-Identifier: Apache-2.0 */
/* A street by night after rain, running north: brick and lit windows at both sides, street lamps, a bar with
 * a neon sign in the east, parked cars, a shelter, a kiosk. Its puddles show all that stands above them once
 * more, upside down. */
#include "set/furnish.h"
#include "set/plans.h"

enum { house_count = 18, bar_house = 7, home = 4, puddle_rows = 8, rim = 16 };

static const double kerb = 4, front_x = 7, pavement = 0.14, long_house = 10.9;
static const struct opening bar_openings[] = {{1, 4.4, 0.8, 2.8}, {4.85, 5.85, 0, 2.15}};
static const struct opening home_door = {3.4, 4.4, 0, 2.15};

const struct mark street_marks[] = {
    {"door", {6.3f, 0.14f, 10.35f}, 270},
    {"centre", {0.3f, 0, 3}, 180},
    {"bar-window", {5.9f, 0.14f, 7.4f}, 250},
    {"lamp", {5.2f, 0.14f, 1.4f}, 220},
    {"car", {-1.4f, 0, 6.4f}, 90},
    {"behind-car", {-5, 0.14f, 6}, 90},
    {"shelter", {-5.6f, 0.14f, 12.6f}, 90},
    {"kiosk", {4.75f, 0.14f, 17.6f}, 240},
    {"home", {-6.2f, 0.14f, 1}, 90},
    {"far", {-0.5f, 0, 26}, 180},
    {"beyond-door", {8, 0.14f, 10.35f}, 270},
    {"beyond-home", {-8, 0.14f, 1}, 90},
};
const struct floor_piece street_floors[] = {
    {-3.9, -12, 3.9, 34}, {4.15, -12, 6.7, 34}, {-6.7, -12, -4.15, 34}};
const struct floor_piece street_blocked[] = {
    {-3.95, 3.9, -2.05, 8.5}, {2.1, 14.9, 3.95, 19.5},  {-6.8, 11, -5.9, 15.2}, {5.2, 16.3, 6.9, 18.7},
    {-6.6, -3.1, -5.5, -2},   {-4.8, -8.3, -4.2, -7.7}, {4.2, 0.7, 4.8, 1.3},   {-4.8, 9.7, -4.2, 10.3},
    {4.2, 18.7, 4.8, 19.3},   {-4.8, 27.7, -4.2, 28.3}, {6.2, 11.3, 6.9, 12.3}, {-6.1, 11, -4.9, 11.2},
    {-6.9, 7.2, -6.1, 8.2},
};
const struct leaf street_leaves[] = {
    {0, {7.06f, 0.14f, 10.85f}, 180, 1, 2.15, -95, 0},
    {1, {-7.06f, 0.14f, 1.5f}, 180, 1, 2.15, 95, 0},
};

static const struct colour paints[] = {{0.05f, 0.07f, 0.13f}, {0.2f, 0.02f, 0.02f}, {0.16f, 0.17f, 0.18f},
                                       {0.02f, 0.07f, 0.05f}, {0.3f, 0.27f, 0.2f},  {0.015f, 0.015f, 0.018f},
                                       {0.2f, 0.1f, 0.02f}};
static const struct colour tubes[] = {{1, 0.12f, 0.35f}, {0.2f, 1, 0.4f}, {1, 0.3f, 0.06f}, {0.7f, 0.16f, 1}};
static const struct colour others[] = {{0.15f, 0.6f, 1}, {1, 0.75f, 0.25f}, {1, 0.15f, 0.5f}};
static const struct colour lanterns[] = {{1, 0.63f, 0.27f}, {1, 0.76f, 0.46f}, {0.82f, 0.9f, 1}};

double street_ground(double x, double z)
{
    (void)z;
    return x > kerb || x < -kerb ? pavement : 0;
}

static void flat_triangle(struct mesh *m, struct vec a, struct vec b, struct vec c)
{
    const struct vec at[3] = {a, b, c};
    struct corner corner[3];
    for (int i = 0; i < 3; i++)
        corner[i] = (struct corner){at[i], vec(0, 1, 0), at[i].z, at[i].x};
    mesh_triangle(m, corner[0], corner[1], corner[2]);
}

/* A piece of road with a hole where water stands. */
static void puddled(struct mesh *m, struct floor_piece f, struct stream *stream)
{
    struct vec edge[rim], hole[rim], middle = vec((f.x0 + f.x1) / 2, 0, (f.z0 + f.z1) / 2);
    double size = draw_between(stream, 0.2, 0.5), shift = draw_between(stream, -0.3, 0.3);
    for (int i = 0; i < rim; i++) {
        double t = (i % 4) / 4.0, a = i / 4 == 0 ? t : i / 4 == 1 ? 1 : i / 4 == 2 ? 1 - t : 0;
        double b = i / 4 == 0 ? 0 : i / 4 == 1 ? t : i / 4 == 2 ? 1 : 1 - t;
        edge[i] = vec(f.x0 + (f.x1 - f.x0) * a, 0, f.z0 + (f.z1 - f.z0) * b);
        struct vec off = minus(edge[i], middle);
        double part = size * draw_between(stream, 0.6, 1.35) * (i % 4 ? 1 : 0.75);
        hole[i] = add(middle, vec(off.x * part + shift * 2, 0, off.z * part + shift));
    }
    for (int i = 0; i < rim; i++) {
        int j = (i + 1) % rim;
        flat_triangle(m, edge[i], edge[j], hole[j]);
        flat_triangle(m, edge[i], hole[j], hole[i]);
    }
}

static void road(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct stream stream = stream_of(dressing, "puddles");
    const double first = -10, deep = 4.5;
    scenery_use(s, painted_with(pattern_asphalt, 4, 1, 1, 1.05, 5));
    floor_at(m, 0, (struct floor_piece){-kerb, -30, kerb, first});
    floor_at(m, 0, (struct floor_piece){-kerb, first + puddle_rows * deep, kerb, 90});
    for (int i = 0; i < puddle_rows * 2; i++) {
        double z = first + (i / 2) * deep;
        puddled(m, (struct floor_piece){i & 1 ? 0 : -kerb, z, i & 1 ? kerb : 0, z + deep}, &stream);
    }
    scenery_use(s, of_colour(0.45, 0.43, 0.36, 0.3));
    for (int i = -4; i < 18; i++)
        floor_at(m, 0.006, (struct floor_piece){-0.07, i * 5, 0.07, i * 5 + 2.4});
}

static void pavements(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_asphalt, 2.5, 1.9, 1.9, 2, 1.6));
    for (int side = -1; side <= 1; side += 2) {
        double near = side * kerb, far = side * front_x;
        floor_at(m, pavement,
                 (struct floor_piece){near < far ? near : far, -30, near < far ? far : near, 90});
        mesh_quad(m, vec(near, 0, side < 0 ? 90 : -30), vec(0, 0, side < 0 ? -120 : 120),
                  vec(0, pavement, 0));
    }
    scenery_use(s, of_colour(0.16, 0.16, 0.17, 1.5));
    for (int side = -1; side <= 1; side += 2)
        floor_at(m, pavement + 0.004,
                 (struct floor_piece){side < 0 ? -kerb - 0.2 : kerb, -30, side < 0 ? -kerb : kerb + 0.2, 90});
}

static struct wall front_of(int i, double high)
{
    double z = -28 + (i / 2) * 11;
    struct wall wall = {vec(front_x, pavement, z), vec(front_x, pavement, z + long_house), high, NULL, 0};
    if (!(i & 1))
        wall =
            (struct wall){vec(-front_x, pavement, z + long_house), vec(-front_x, pavement, z), high, NULL, 0};
    wall.openings = i == bar_house ? bar_openings : &home_door;
    wall.count = i == bar_house ? 2 : i == home ? 1 : 0;
    return wall;
}

/* Shops with dark or lit windows; what is at a house's foot where nothing else is. */
static void shop(struct scenery *s, const struct wall *wall, struct stream *stream, uint16_t first)
{
    struct mesh *m = &s->mesh;
    double open = draw(stream);
    uint16_t lit = (uint16_t)(first + (open < 0.18 ? 1 : open < 0.45 ? 2 : 0)), frame = (uint16_t)(first + 3);
    m->material = frame;
    wall_block(m, wall, (struct opening){0.7, 6.6, 0, 0.6}, 0, 0.05);
    wall_block(m, wall, (struct opening){0.7, 6.6, 2.7, 3.1}, 0, 0.12);
    m->material = lit;
    wall_panel(m, wall, (struct opening){0.8, 3.6, 0.6, 2.7}, 0.01);
    wall_panel(m, wall, (struct opening){3.75, 6.5, 0.6, 2.7}, 0.01);
    m->material = 0;
    wall_panel(m, wall, (struct opening){8, 9, 0, 2.2}, 0.01);
}

/* The near ones, or those too far to be seen in a puddle. */
static void houses(struct scenery *s, uint64_t dressing, int far)
{
    struct mesh *m = &s->mesh;
    struct stream stream = stream_of(dressing ? dressing : 5, "houses");
    struct material windows = painted_with(pattern_windows, 8, 1, 1, 1, 1);
    struct material dark = painted_with(pattern_books, 2.6, 0.05, 0.06, 0.08, 1.5),
                    lit = painted_with(pattern_books, 2.6, 2.2, 1.9, 1.5, 1);
    windows.glow = 0.7f;
    lit.glow = 0.7f;
    lit.tile_v = dark.tile_v = 2.1f;
    uint16_t window = scenery_material(s, windows), first = scenery_material(s, dark);
    scenery_material(s, lit);
    lit.pattern = pattern_cloth;
    lit.colour = lighter(pick(dressing, "shop", lanterns, 3), 0.9);
    lit.glow = 0.6f;
    scenery_material(s, lit);
    uint16_t trim = scenery_material(s, of_colour(0.12, 0.1, 0.1, 0.3));
    for (int i = 0; i < house_count; i++) {
        double high = draw_between(&stream, 8, 17), tone = draw_between(&stream, 0.7, 1.2),
               red = draw_between(&stream, 0.8, 1.1);
        struct wall wall = front_of(i, high);
        if (far != (i < 2 || i > 13))
            continue;
        int plastered = dressing && draw(&stream) < 0.3;
        double light = plastered ? 0.34 : 0.9;
        scenery_use(s, painted_with(plastered ? pattern_plaster : pattern_brick, 1.8, tone * red * light,
                                    tone * light, tone * light * 1.05, 0.2));
        wall_faces(m, &wall);
        for (int k = 0; k < 2; k++) {
            struct vec back = wall_point(&wall, k ? long_house : 0, 0, -8),
                       near = wall_point(&wall, k ? long_house : 0, 0, 0);
            wall_panel(m, &(struct wall){k ? near : back, k ? back : near, high, NULL, 0},
                       (struct opening){0, 8, 0, high}, 0);
        }
        m->material = window;
        for (int floor = 0; floor < (int)((high - 4) / 4); floor++)
            wall_panel(m, &wall, (struct opening){0.9, 9.9, 4 + 4 * floor, 7.6 + 4 * floor}, 0.02);
        m->material = trim;
        wall_block(m, &wall, (struct opening){0, long_house, 3.4, 3.65}, 0, 0.15);
        wall_block(m, &wall, (struct opening){0, long_house, high - 0.4, high}, 0, 0.3);
        if (i != bar_house && i != home)
            shop(s, &wall, &stream, first);
    }
}

/* Houses across both ends of the street. */
static void ends(struct scenery *s)
{
    struct material windows = painted_with(pattern_windows, 8, 1, 1, 1, 1);
    const struct wall walls[2] = {{vec(-15, 0, -31), vec(15, 0, -31), 17, NULL, 0},
                                  {vec(15, 0, 92), vec(-15, 0, 92), 21, NULL, 0}};
    windows.glow = 0.7f;
    for (int i = 0; i < 2; i++) {
        scenery_use(s, painted_with(pattern_brick, 1.8, 0.8, 0.8, 0.85, 0.2));
        wall_faces(&s->mesh, &walls[i]);
        scenery_use(s, windows);
        for (int floor = 0; floor < 3 + i; floor++)
            wall_panel(&s->mesh, &walls[i], (struct opening){1, 29, 4 + 4 * floor, 7.6 + 4 * floor}, 0.03);
    }
}

static void street_lamps(struct scenery *s, uint64_t dressing, int far)
{
    struct mesh *m = &s->mesh;
    struct colour light = pick(dressing, "lantern", lanterns, 3);
    uint16_t iron = scenery_material(s, of_colour(0.04, 0.045, 0.05, 0.5));
    uint16_t glow = scenery_material(s, glowing(light.red, light.green * 1.08, light.blue * 1.2, 5));
    for (int i = far ? 5 : 0; i < (far ? 8 : 5); i++) {
        double side = i & 1 ? 1 : -1, z = -8 + i * 9, x = side * 4.5;
        m->material = iron;
        mesh_post(m, vec(x, 0.1, z), 0.12, 0.09, 0.5, 6);
        mesh_post(m, vec(x, 0.1, z), 0.07, 0.045, 4.6, 6);
        block(m, side < 0 ? x : x - 0.9, 4.66, z - 0.03, side < 0 ? x + 0.9 : x, 4.72, z + 0.03);
        block(m, x - side * 0.9 - 0.24, 4.62, z - 0.14, x - side * 0.9 + 0.24, 4.7, z + 0.14);
        m->material = glow;
        block(m, x - side * 0.9 - 0.2, 4.55, z - 0.1, x - side * 0.9 + 0.2, 4.62, z + 0.1);
        if (i < 5)
            scenery_point(s, vec(x - side * 0.9, 4.4, z), lighter(light, 12.5));
    }
}

static void bar(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct wall wall = front_of(bar_house, 8), house = front_of(home, 8);
    struct colour tube = pick(dressing, "tube", tubes, 4), other = pick(dressing, "other tube", others, 3);
    struct material inside = painted_with(pattern_cloth, 1.3, 1.3, 0.72, 0.34, 0.5);
    inside.glow = 1.1f;
    inside.tile_v = 2.9f;
    wall_window(s, &wall, bar_openings[0], &(struct window){inside, of_colour(0.05, 0.03, 0.03, 0.5), 4, 1});
    m->material = 2;
    wall_casing(m, &wall, bar_openings[1]);
    wall_casing(m, &house, home_door);
    m->material = 3;
    wall_closet(m, &wall, bar_openings[1], 1.8);
    wall_closet(m, &house, home_door, 1.8);
    scenery_use(s, glowing(tube.red, tube.green, tube.blue, 4));
    block(m, 5.75, 3.9, 7.6, 6.9, 4.0, 7.7);
    block(m, 5.75, 5.6, 7.6, 6.9, 5.7, 7.7);
    block(m, 5.75, 3.9, 7.6, 5.85, 5.7, 7.7);
    scenery_use(s, glowing(other.red, other.green, other.blue, 4));
    for (int i = 0; i < 3; i++)
        block(m, 6.0, 4.25 + i * 0.5, 7.6, 6.6, 4.36 + i * 0.5, 7.7);
    scenery_use(s, of_colour(0.03, 0.03, 0.03, 0.5));
    block(m, 5.7, 3.8, 7.66, 6.95, 5.8, 7.69);
    scenery_point(s, vec(5.6, 4.2, 7), lighter(tube, 4.5));
    scenery_point(s, vec(6, 1.8, 7.7), colour(2, 1.1, 0.5));
}

struct outline {
    double z[10], y[10];
    int count;
};

/* A shape of one outline from x0 to x1 in a place's axes, narrower by `lean` at its top. */
static void extrude(struct mesh *m, struct place p, const struct outline *o, double half, double lean,
                    double top)
{
    struct vec left[10], right[10], middle_l = vec(-half, 0, 0), middle_r = vec(half, 0, 0), sum = {0, 0, 0};
    for (int i = 0; i < o->count; i++) {
        double in = o->y[i] > top ? lean : 0;
        left[i] = vec(-half + in, o->y[i], o->z[i]);
        right[i] = vec(half - in, o->y[i], o->z[i]);
        sum = add(sum, vec(0, o->y[i] / o->count, o->z[i] / o->count));
    }
    middle_l = add(middle_l, add(sum, vec(lean / 2, 0, 0)));
    middle_r = add(middle_r, add(sum, vec(-lean / 2, 0, 0)));
    for (int i = 0; i < o->count; i++) {
        int j = (i + 1) % o->count;
        struct vec four[4] = {left[i], right[i], right[j], left[j]},
                   out = cross(minus(right[i], left[i]), minus(left[j], left[i]));
        int turned_in = dot(out, minus(left[i], middle_l)) < 0;
        struct vec sides[4][3] = {{four[0], four[1], four[2]},
                                  {four[0], four[2], four[3]},
                                  {left[i], left[j], middle_l},
                                  {right[i], right[j], middle_r}};
        for (int k = 0; k < 4; k++) {
            struct vec face = k == 2   ? vec(-1, 0, 0)
                              : k == 3 ? vec(1, 0, 0)
                                       : unit(turned_in ? times(out, -1) : out);
            struct corner c[3];
            for (int n = 0; n < 3; n++)
                c[n] = (struct corner){add(p.at, turned(p.turn, sides[k][n])), turned(p.turn, face), 0, 0};
            mesh_triangle(m, c[0], c[1], c[2]);
        }
    }
}

/* A flat piece between four corners, drawn in to `part` of itself and out by `lift`. */
static void plate(struct mesh *m, struct place p, const struct vec four[4], double part, double lift)
{
    struct vec middle = times(add(add(four[0], four[1]), add(four[2], four[3])), 0.25);
    struct vec face = unit(cross(minus(four[1], four[0]), minus(four[3], four[0])));
    struct corner c[4];
    for (int i = 0; i < 4; i++) {
        struct vec at = add(between(middle, four[i], part), times(face, lift));
        c[i] = (struct corner){add(p.at, turned(p.turn, at)), turned(p.turn, face), 0, 0};
    }
    mesh_triangle(m, c[0], c[1], c[2]);
    mesh_triangle(m, c[0], c[2], c[3]);
}

static void cabin(struct mesh *m, struct place p, uint16_t paint, uint16_t glass)
{
    const struct vec low[4] = {vec(-0.8, 0.95, -1.75), vec(0.8, 0.95, -1.75), vec(0.8, 0.95, 0.98),
                               vec(-0.8, 0.95, 0.98)};
    const struct vec top[4] = {vec(-0.62, 1.43, -1.15), vec(0.62, 1.43, -1.15), vec(0.62, 1.45, 0.15),
                               vec(-0.62, 1.45, 0.15)};
    m->material = paint;
    plate(m, p, (struct vec[4]){top[0], top[3], top[2], top[1]}, 1, 0);
    for (int i = 0; i < 4; i++) {
        int j = (i + 1) % 4;
        struct vec four[4] = {low[j], low[i], top[i], top[j]};
        m->material = paint;
        plate(m, p, four, 1, 0);
        m->material = glass;
        plate(m, p, four, 0.88, 0.006);
    }
}

static void wheel(struct mesh *m, struct place p, double x, double z, uint16_t tyre, uint16_t rim_metal)
{
    struct outline round = {.count = 10}, hub = {.count = 10};
    for (int i = 0; i < 10; i++) {
        round.z[i] = 0.32 * cosine(36 * i);
        round.y[i] = 0.32 * sine(36 * i);
        hub.z[i] = round.z[i] * 0.55;
        hub.y[i] = round.y[i] * 0.55;
    }
    struct place at = {add(p.at, turned(p.turn, vec(x, 0.32, z))), p.turn};
    m->material = tyre;
    extrude(m, at, &round, 0.11, 0, 9);
    m->material = rim_metal;
    extrude(m, at, &hub, 0.115, 0, 9);
}

static void car_in(struct scenery *s, struct place p, struct colour colour)
{
    static const struct outline body = {{-2.15, -2.2, -2.1, -1.5, 0.75, 1.95, 2.2, 2.22, 2.1},
                                        {0.3, 0.5, 0.9, 0.98, 0.98, 0.82, 0.68, 0.42, 0.28},
                                        9};
    struct mesh *m = &s->mesh;
    uint16_t paint = scenery_use(s, of_colour(colour.red, colour.green, colour.blue, 2));
    uint16_t glass = scenery_material(s, of_colour(0.012, 0.014, 0.018, 3));
    uint16_t metal = scenery_material(s, of_colour(0.4, 0.4, 0.42, 2));
    extrude(m, p, &body, 0.88, 0.05, 0.7);
    cabin(m, p, paint, glass);
    uint16_t black = scenery_use(s, of_colour(0.015, 0.015, 0.016, 0.4));
    for (int i = 0; i < 4; i++)
        wheel(m, p, i & 1 ? 0.8 : -0.8, i & 2 ? 1.35 : -1.35, black, metal);
    m->material = black;
    box_in(m, p, vec(-0.89, 0.32, -2.26), vec(0.89, 0.46, -2.1));
    box_in(m, p, vec(-0.89, 0.32, 2.1), vec(0.89, 0.46, 2.27));
    m->material = metal;
    for (int i = 0; i < 2; i++)
        box_in(m, p, vec(i ? 0.5 : -0.8, 0.56, 2.1), vec(i ? 0.8 : -0.5, 0.66, 2.24));
    scenery_use(s, glowing(1, 0.05, 0.03, 1.2));
    for (int i = 0; i < 2; i++)
        box_in(m, p, vec(i ? 0.5 : -0.84, 0.68, -2.2), vec(i ? 0.84 : -0.5, 0.82, -2.1));
}

static void shelter(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour poster = pick(dressing, "poster", others, 3);
    const double y = pavement;
    scenery_use(s, of_colour(0.06, 0.065, 0.07, 0.8));
    block(m, -6.7, y, 11.05, -6.64, y + 2.3, 15.1);
    block(m, -6.75, y + 2.3, 10.95, -5.0, y + 2.4, 15.2);
    block(m, -5.1, y, 15.0, -5.04, y + 2.3, 15.06);
    block(m, -6.5, y + 0.42, 12.2, -6.1, y + 0.48, 14.6);
    block(m, -6.4, y, 12.5, -6.2, y + 0.42, 12.56);
    block(m, -6.4, y, 14.2, -6.2, y + 0.42, 14.26);
    block(m, -6.1, y, 11.05, -5.0, y + 2.3, 11.15);
    scenery_use(s, glowing(0.3 + poster.red * 0.6, 0.3 + poster.green * 0.5, 0.3 + poster.blue * 0.5, 1.3));
    mesh_quad(m, vec(-5.08, y + 0.4, 11.04), vec(-0.95, 0, 0), vec(0, 1.7, 0));
    mesh_quad(m, vec(-6.03, y + 0.4, 11.16), vec(0.95, 0, 0), vec(0, 1.7, 0));
}

static void kiosk(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paint = pick(dressing, "kiosk", paints + 1, 6);
    const double y = pavement;
    struct material panels =
        painted_with(pattern_door, 0.8, paint.red + 0.05, paint.green + 0.05, paint.blue + 0.05, 0.6);
    scenery_use(s, panels);
    block(m, 5.35, y + 0.001, 16.5, 6.85, y + 2.3, 18.5);
    block(m, -6.5, y + 0.001, -3.0, -5.6, y + 2.4, -2.1);
    scenery_use(s, of_colour(0.05, 0.05, 0.05, 0.5));
    block(m, 5.1, y + 2.3, 16.3, 6.95, y + 2.42, 18.7);
    block(m, -6.55, y + 2.4, -3.05, -5.55, y + 2.5, -2.05);
    struct material papers = painted_with(pattern_books, 1.2, 1.6, 1.5, 1.3, 0.2);
    papers.glow = 0.35f;
    scenery_use(s, papers);
    mesh_quad(m, vec(5.34, y + 1, 16.7), vec(0, 0, 1.6), vec(0, 1.1, 0));
    scenery_use(s, glowing(1, 0.85, 0.55, 0.9));
    mesh_quad(m, vec(-5.59, y + 0.6, -2.15), vec(0, 0, -0.8), vec(0, 1.6, 0));
    scenery_use(s, of_colour(0.05, 0.055, 0.05, 0.6));
    if (has(dressing, "bins", 0.7))
        mesh_post(m, vec(6.55, y, 11.8), 0.26, 0.28, 0.85, 10);
    if (has(dressing, "more bins", 0.7))
        for (int i = 0; i < 2; i++)
            mesh_post(m, vec(-6.5, y, 7.45 + i * 0.5), 0.22, 0.24, 0.8, 10);
}

/* Everything above ground once more below it, half as bright. */
static void reflections(struct scenery *s)
{
    size_t last = s->mesh.count;
    int materials = s->material_count;
    for (int i = 0; i < materials; i++) {
        struct material wet = s->materials[i];
        wet.colour = lighter(wet.colour, 0.5);
        scenery_material(s, wet);
    }
    mesh_mirror(&s->mesh, 0, last, vec(0, 0, 0), vec(0, 1, 0));
    for (size_t i = last; i < s->mesh.count; i++)
        s->mesh.facets[i].material = (uint16_t)(s->mesh.facets[i].material + materials);
}

void build_street(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct colour paint = pick(dressing, "car", paints, 7);
    leaf_material(s, colour(0.16, 0.05, 0.04), 1, 2.15);
    scenery_material(s, of_colour(0.09, 0.07, 0.06, 0.5));
    scenery_material(s, painted_with(pattern_plaster, 2, 0.4, 0.26, 0.14, 0));
    houses(s, dressing, 0);
    street_lamps(s, dressing, 0);
    bar(s, dressing);
    car_in(s, place(-3.0, 0, 6.2, 0), paint);
    car_in(s, place(3.0, 0, 17.2, 180), pick(dressing, "other car", paints + 1, 6));
    shelter(s, dressing);
    kiosk(s, dressing);
    reflections(s);
    houses(s, dressing, 1);
    street_lamps(s, dressing, 1);
    ends(s);
    pavements(s);
    road(s, dressing);
    s->above = colour(0.03, 0.04, 0.075);
    s->below = colour(0.03, 0.025, 0.025);
    s->fog = colour(0.03, 0.035, 0.055);
    s->fog_density = 0.016f;
    s->horizon = colour(0.05, 0.05, 0.07);
    s->zenith = colour(0.006, 0.009, 0.02);
    *stock = (struct film_stock){1.7, 0.45, 0.4, 2.6, -0.05, 1.1, 5, 1};
}

void arrange_street(struct scenery *s, const double *open)
{
    leaves_arrange(s, street_leaves, sizeof street_leaves / sizeof *street_leaves, open);
}

void reflect_street(struct scenery *s)
{
    mesh_mirror(&s->mesh, s->set_facets, s->mesh.count, vec(0, 0, 0), vec(0, 1, 0));
}
