/* SPDX-License-Identifier: Apache-2.0 */
/* A frozen lake on a cold clear day: ice from 9 metres west to far in the east and north, on the western
 * shore a boathouse, a jetty with a ramp down to the ice, a fisherman's hut on it; woods and mountains
 * behind. */
#include "set/landscape.h"
#include "set/plans.h"

static const double shore_x = -10.5, foot_x = -9.3, shore_y = 0.4, jetty_y = 0.45;
static const double jetty_z0 = 5, jetty_z1 = 6.6, jetty_end = -3.5, ramp_end = -2.2;
static const struct vec sun_towards = {0.84f, -0.36f, -0.4f};

const struct mark lake_marks[] = {
    {"door", {-10.9f, 0.4f, 10}, 90},    {"centre", {0.6f, 0, 7}, 200},
    {"jetty", {-4.1f, 0.45f, 5.8f}, 90}, {"ramp", {-1.6f, 0, 5.8f}, 90},
    {"hut", {5.2f, 0, 11.8f}, 200},      {"behind-hut", {6.4f, 0, 15.4f}, 180},
    {"hole", {2.2f, 0, 9.6f}, 120},      {"far", {2, 0, 28}, 180},
    {"reeds", {-7.6f, 0, 0}, 60},        {"beyond-door", {-12.4f, 0.4f, 10}, 90},
};
const struct floor_piece lake_floors[] = {
    {-8.6, -11, 20, 4.8}, {-1.8, 4.8, 20, 36}, {-10.3, 5.2, -3.6, 6.4}, {-11.2, 8.8, -10.6, 11.6}};
const struct floor_piece lake_blocked[] = {{4.9, 12.6, 7.3, 15}, {3, 3.2, 4.9, 4.3}, {-8.7, -3.6, -7.3, -0.9},
                                           {2.1, 8.6, 2.7, 9.2}, {9, 18, 16, 23},    {-9, -9.6, -6.2, -6}};
const struct leaf lake_leaves[] = {{0, {-11.56f, 0.4f, 10.5f}, 180, 1, 2, 95, 0}};

static const struct colour walls[] = {
    {0.95f, 0.3f, 0.2f}, {0.5f, 0.6f, 0.7f}, {1.3f, 1.1f, 0.6f}, {0.45f, 0.45f, 0.45f}, {0.5f, 0.75f, 0.55f}};

double lake_ground(double x, double z)
{
    if (z > jetty_z0 && z < jetty_z1 && x > shore_x - 0.5 && x < ramp_end)
        return x < jetty_end ? jetty_y : jetty_y * (ramp_end - x) / (ramp_end - jetty_end);
    if (x < shore_x)
        return shore_y;
    return x < foot_x ? shore_y * (foot_x - x) / (foot_x - shore_x) : 0;
}

static void ice(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    double green = vary(dressing, "ice", 1, 0.92, 1.1);
    struct stream stream = stream_of(dressing, "drifts");
    scenery_use(s, painted_with(pattern_ice, 13, 0.85, 0.95 * green, 1.05, 2.6));
    floor_at(m, 0, (struct floor_piece){-10, -60, 160, 75});
    scenery_use(s, of_colour(0.75, 0.84, 0.9, 0.4));
    for (int i = 0; i < 14; i++) {
        double a = draw_between(&stream, -70, 70), length = draw_between(&stream, 1.5, 5);
        struct vec along = vec(sine(a) * length, 0, cosine(a) * length);
        double x = draw_between(&stream, -5, 9), z = draw_between(&stream, -6, 16);
        floor_patch(m, vec(x, 0.004, z), along, vec(cosine(a) * 0.025, 0, -sine(a) * 0.025));
    }
    scenery_use(s, painted_with(pattern_drift, 6, 0.95, 0.98, 1, 0.1));
    for (int i = 0; i < 11; i++) {
        double x = draw_between(&stream, -30, 60), z = draw_between(&stream, 37, 66),
               w = draw_between(&stream, 3, 9);
        mesh_mound(m, vec(x, -0.1, z), vec(w, draw_between(&stream, 0.2, 0.5), w * 0.35), heading(15), 9);
    }
    mesh_mound(m, vec(12.5, -0.15, 20.5), vec(3.6, 0.75, 1.8), heading(20), 12);
    mesh_mound(m, vec(-7.6, -0.15, -7.8), vec(1.3, 0.7, 1.7), heading(0), 10);
    scenery_use(s, painted_with(pattern_trodden, 2.6, 0.95, 0.98, 1, 0.1));
    floor_patch(m, vec(-2.2, 0.008, 5.2), vec(0, 0, 1.2), vec(4, 0, 2.4));
    floor_patch(m, vec(1.8, 0.008, 7.6), vec(0, 0, 1.2), vec(3, 0, 3.4));
}

static void shore(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_drift, 7, 0.97, 0.99, 1, 0.1));
    floor_at(m, shore_y, (struct floor_piece){-120, -60, shore_x, 75});
    mesh_quad(m, vec(shore_x, shore_y, -60), vec(0, 0, 135), vec(foot_x - shore_x, -shore_y, 0));
    struct stream stream = stream_of(9, "shore");
    for (int i = 0; i < 11; i++) {
        double z = -42 + i * 11;
        double x = i == 4 || i == 5 ? -19 : draw_between(&stream, -15, -12);
        double half = draw_between(&stream, 2, 4), high = draw_between(&stream, 0.8, 1.7);
        mesh_mound(m, vec(x, 0.1, z), vec(half, high, 5), heading(8), 10);
    }
    for (int i = 0; i < 7; i++)
        mesh_mound(m, vec(-30 + i * 26, -0.4, 76), vec(20, 2.4, 5), heading(0), 10);
    mesh_mound(m, vec(-38, -3, 20), vec(18, 13, 90), heading(0), 12);
    scenery_use(s, of_colour(0.5, 0.38, 0.2, 0.1));
    for (int i = 0; i < 44; i++) {
        double x = draw_between(&stream, -8.9, -7.4), z = draw_between(&stream, -3.6, -1);
        mesh_post(m, vec(x, 0, z), 0.02, 0, draw_between(&stream, 0.7, 1.7), 4);
    }
}

static void jetty(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    double from = shore_x - 0.5;
    scenery_use(s, painted_with(pattern_boards, 1.6, 0.8, 0.85, 0.95, 0.1));
    block(m, from, jetty_y - 0.08, jetty_z0, jetty_end, jetty_y, jetty_z1);
    mesh_slab(m, vec(jetty_end, jetty_y, jetty_z0), vec(0, 0, jetty_z1 - jetty_z0),
              vec(ramp_end - jetty_end, -jetty_y, 0), 0.06);
    for (int i = 0; i < 10; i++) {
        double x = from + 0.8 + (i / 2) * 1.65, z = i & 1 ? jetty_z0 - 0.06 : jetty_z1 + 0.06;
        mesh_post(m, vec(x, 0, z), 0.08, 0.075, i < 8 ? 0.62 : 1.35, 8);
    }
    scenery_use(s, painted_with(pattern_drift, 3, 0.97, 0.99, 1, 0.1));
    for (int i = 0; i < 10; i++)
        mesh_post(
            m,
            vec(from + 0.8 + (i / 2) * 1.65, i < 8 ? 0.6 : 1.33, i & 1 ? jetty_z0 - 0.06 : jetty_z1 + 0.06),
            0.1, 0, 0.1, 6);
}

static void boathouse(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paint = pick(dressing, "wall", walls, 5);
    const double x0 = -16.5, x1 = -11.5, z0 = 8, z1 = 12.6, high = 2.9;
    struct opening door = {2.1, 3.1, 0, 2};
    struct wall sides[4] = {{vec(x1, shore_y, z1), vec(x1, shore_y, z0), high, &door, 1},
                            {vec(x0, shore_y, z0), vec(x0, shore_y, z1), high, NULL, 0},
                            {vec(x1, shore_y, z0), vec(x0, shore_y, z0), high, NULL, 0},
                            {vec(x0, shore_y, z1), vec(x1, shore_y, z1), high, NULL, 0}};
    uint16_t wall =
        scenery_use(s, painted_with(pattern_boards, 1.8, paint.red, paint.green, paint.blue, 0.05));
    for (int i = 0; i < 4; i++)
        wall_faces(m, &sides[i]);
    wall_closet(m, &sides[0], door, 2);
    uint16_t white = scenery_use(s, of_colour(0.8, 0.8, 0.76, 0.1));
    wall_casing(m, &sides[0], door);
    uint16_t pane = scenery_material(s, painted_with(pattern_pane, 0.8, 0.16, 0.2, 0.26, 2));
    for (int i = 0; i < 2; i++) {
        struct opening frame = {i ? 1.2 : 0.5, i ? 2.2 : 1.3, 0.9, 1.8};
        struct opening glass = {frame.from + 0.07, frame.to - 0.07, 0.97, 1.73};
        m->material = white;
        wall_block(m, &sides[i ? 2 : 0], frame, 0, 0.04);
        m->material = pane;
        wall_panel(m, &sides[i ? 2 : 0], glass, 0.045);
    }
    uint16_t snow = scenery_material(s, painted_with(pattern_drift, 5, 0.97, 0.99, 1, 0.1));
    gable_roof(m,
               &(struct gable_roof){x0, z0, x1, z1, shore_y + high, shore_y + high + 1.7, 0.5, snow, wall});
}

static void hut_and_things(struct scenery *s, uint64_t dressing)
{
    struct mesh *m = &s->mesh;
    struct colour paint = pick(dressing, "hut", walls + 1, 4);
    scenery_use(s, painted_with(pattern_boards, 1.4, paint.red, paint.green, paint.blue, 0.05));
    block(m, 5.1, 0.12, 12.8, 7.1, 2.1, 14.8);
    scenery_use(s, of_colour(0.12, 0.1, 0.08, 0.2));
    block(m, 5, 0, 12.9, 7.2, 0.12, 13.05);
    block(m, 5, 0, 14.55, 7.2, 0.12, 14.7);
    block(m, 5.35, 0.2, 12.77, 6.05, 1.85, 12.8);
    mesh_post(m, vec(6.7, 2.2, 14.3), 0.07, 0.07, 0.9, 8);
    scenery_use(s, painted_with(pattern_pane, 0.5, 0.9, 0.66, 0.36, 1));
    s->materials[s->material_count - 1].glow = 0.5f;
    mesh_quad(m, vec(6.8, 1, 12.79), vec(-0.5, 0, 0), vec(0, 0.5, 0));
    scenery_use(s, painted_with(pattern_drift, 4, 0.97, 0.99, 1, 0.1));
    mesh_slab(m, vec(4.9, 2.22, 12.6), vec(2.4, 0, 0), vec(0, 0.35, 2.4), 0.16);
    scenery_use(s, painted_with(pattern_boards, 0.8, 0.9, 0.8, 0.7, 0.1));
    for (int i = 0; i < 6; i++)
        mesh_limb(m, &(struct limb){vec(3.2, 0.42 + i / 3 * 0.22, 3.45 + i % 3 * 0.28),
                                    vec(4.7, 0.42 + i / 3 * 0.22, 3.45 + i % 3 * 0.28), vec(0, 0, 1), 0.12,
                                    0.12, 0.12, 0.12, 0.15, 8});
    for (int i = 0; i < 2; i++) {
        block(m, 3, 0.001, 3.4 + i * 0.6, 5, 0.06, 3.46 + i * 0.6);
        block(m, 3.3, 0.06, 3.4 + i * 0.6, 3.36, 0.3, 3.46 + i * 0.6);
        block(m, 4.5, 0.06, 3.4 + i * 0.6, 4.56, 0.3, 3.46 + i * 0.6);
    }
    block(m, 3.1, 0.26, 3.35, 4.9, 0.3, 4.15);
    scenery_use(s, of_colour(0.01, 0.02, 0.03, 3));
    mesh_post(m, vec(2.4, -0.05, 8.9), 0.24, 0.24, 0.056, 12);
    scenery_use(s, of_colour(0.4, 0.12, 0.06, 0.3));
    if (has(dressing, "bucket", 0.7))
        mesh_post(m, vec(2.85, 0, 8.75), 0.11, 0.15, 0.28, 10);
    block(m, 1.75, 0.34, 8.85, 2.1, 0.38, 9.15);
    for (int i = 0; i < 4; i++)
        block(m, i & 1 ? 1.77 : 2.05, 0, i & 2 ? 8.87 : 9.1, i & 1 ? 1.8 : 2.08, 0.34, i & 2 ? 8.9 : 9.13);
}

static void shadows(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_ice, 13, 0.34, 0.42, 0.58, 1));
    sun_shadow(m, (struct floor_piece){5.1, 12.8, 7.1, 14.8}, 2.3, 0.012, sun_towards);
    sun_shadow(m, (struct floor_piece){3.1, 3.4, 4.8, 4.1}, 0.7, 0.012, sun_towards);
    sun_shadow(m, (struct floor_piece){foot_x, jetty_z0, jetty_end, jetty_z1}, jetty_y, 0.003, sun_towards);
    scenery_use(s, painted_with(pattern_drift, 7, 0.3, 0.4, 0.62, 0));
    sun_shadow(m, (struct floor_piece){-12.6, 8, -11.5, 12.6}, 0.45, shore_y + 0.01, sun_towards);
}

void build_lake(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    struct stream stream = stream_of(dressing, "firs");
    leaf_material(s, pick(dressing, "door", walls + 2, 3), 1, 2);
    ice(s, dressing);
    shore(s);
    jetty(s);
    boathouse(s, dressing);
    hut_and_things(s, dressing);
    shadows(s);
    uint16_t green = scenery_material(s, painted_with(pattern_forest, 5, 0.8, 0.9, 0.9, 0));
    uint16_t white = scenery_material(s, painted_with(pattern_drift, 3, 0.9, 0.95, 1, 0));
    for (int i = 0; i < 15; i++) {
        double x = draw_between(&stream, -30, -17.5);
        fir_in(&s->mesh, vec(x, 0.4, -16 + i * 4.6), draw_between(&stream, 6, 11), green, white);
    }
    far_wood(s, vec(110, 0, 80), vec(-60, 0, 80), 11, 3);
    far_wood(s, vec(110, 0, 92), vec(-60, 0, 92), 17, 4);
    far_wood(s, vec(110, 0, -62), vec(110, 0, 82), 15, 7);
    far_wood(s, vec(-60, 0, -62), vec(112, 0, -62), 15, 8);
    scenery_use(s, painted_with(pattern_drift, 130, 0.66, 0.74, 0.88, 0));
    ridge(&s->mesh, -260, 420, 230, 160, vary(dressing, "mountains", 130, 100, 160), dressing + 5);
    scenery_use(s, painted_with(pattern_forest, 60, 0.9, 1, 1.1, 0));
    ridge(&s->mesh, -180, 330, 120, 60, 34, dressing + 11);
    daylight(s, dressing, sun_towards);
    s->fog_density = 0.0042f;
    *stock = (struct film_stock){1.0, 0.14, 0.25, 1.6, -0.08, 1.0, 9, 1};
}

void arrange_lake(struct scenery *s, const double *open)
{
    leaves_arrange(s, lake_leaves, 1, open);
}
