/* SPDX-License-Identifier: Apache-2.0 */
#include "set/landscape.h"

void fir_in(struct mesh *m, struct vec foot, double height, uint16_t green, uint16_t white)
{
    const int tiers = 4, around = 7;
    for (int i = 0; i < tiers; i++) {
        double radius = height * (0.27 - i * 0.055);
        struct vec at = add(foot, vec(0, height * (0.1 + i * 0.2), 0));
        m->material = green;
        mesh_post(m, at, radius, 0, height * 0.36, around);
        m->material = white;
        mesh_post(m, add(at, vec(-0.02, height * 0.1, 0)), radius * 0.74, 0, height * 0.29, around);
    }
}

void far_wood(struct scenery *s, struct vec a, struct vec b, double height, uint64_t seed)
{
    struct mesh *m = &s->mesh;
    struct stream stream = stream_of(seed, "wood");
    struct material firs = painted_with(pattern_forest, 24, 0.55, 0.6, 0.66, 0);
    const struct wall edge = {a, b, height * 0.45, NULL, 0};
    double length = length_of(minus(b, a));
    firs.tile_v = (float)(height * 1.1);
    scenery_use(s, firs);
    wall_faces(m, &edge);
    for (double at = 0; at < length; at += height * 0.22) {
        double high = height * draw_between(&stream, 0.6, 1.15), along = at + draw(&stream);
        mesh_post(m, wall_point(&edge, along, 0, draw_between(&stream, 0.5, 4)), high * 0.19, 0, high, 4);
    }
}

static void rock(struct mesh *m, struct vec a, struct vec b, struct vec c)
{
    struct vec face = unit(cross(minus(b, a), minus(c, a)));
    struct corner corner[3];
    const struct vec at[3] = {a, b, c};
    face = face.z > 0 ? times(face, -1) : face;
    for (int i = 0; i < 3; i++)
        corner[i] = (struct corner){at[i], face, at[i].x, at[i].y + at[i].z};
    mesh_triangle(m, corner[0], corner[1], corner[2]);
}

static struct vec on_ridge(double x, double z, double deep, double height, int row, uint64_t seed)
{
    double peak = clouds_at(seed, x * 0.011, 0.5, 1 << 20, 3),
           rough = noise_at(seed + 9, x * 0.05, row, 1 << 20);
    double lift = peak * 1.6 - 0.3, share = row == 0 ? 0 : row == 1 ? 0.42 + 0.3 * (rough - 0.5) : 1;
    return vec(x + (row == 1 ? (rough - 0.5) * 30 : 0), height * share * (lift < 0.1 ? 0.1 : lift),
               z + deep * 0.5 * row + (row == 1 ? (rough - 0.5) * deep * 0.5 : 0));
}

void ridge(struct mesh *m, double x0, double x1, double z, double deep, double height, uint64_t seed)
{
    const double step = 16;
    for (double x = x0; x < x1; x += step) {
        for (int row = 0; row < 2; row++) {
            struct vec a = on_ridge(x, z, deep, height, row, seed),
                       b = on_ridge(x + step, z, deep, height, row, seed);
            struct vec c = on_ridge(x + step, z, deep, height, row + 1, seed),
                       d = on_ridge(x, z, deep, height, row + 1, seed);
            rock(m, a, b, c);
            rock(m, a, c, d);
        }
    }
}

void sun_shadow(struct mesh *m, struct floor_piece f, double height, double y, struct vec towards)
{
    double sx = -towards.x / towards.y * height, sz = -towards.z / towards.y * height;
    struct vec shift = vec(sx, 0, sz), wide = vec(f.x1 - f.x0, 0, 0), long_ = vec(0, 0, f.z1 - f.z0);
    struct vec near = vec(f.x0, y, f.z0), far = vec(f.x1, y, f.z1);
    floor_patch(m, add(near, shift), long_, wide);
    floor_patch(m, near, wide, shift);
    floor_patch(m, near, long_, shift);
    floor_patch(m, far, times(wide, -1), shift);
    floor_patch(m, far, times(long_, -1), shift);
}

void gable_roof(struct mesh *m, const struct gable_roof *r)
{
    double middle = (r->z0 + r->z1) / 2, half = (r->z1 - r->z0) / 2;
    double drop = r->out * (r->top - r->eave) / half, eave = r->eave - drop,
           wide = r->x1 - r->x0 + 2 * r->out;
    m->material = r->wall;
    for (int side = 0; side < 2; side++) {
        double x = side ? r->x1 : r->x0;
        struct corner a = {vec(x, r->eave, r->z0), vec(side ? 1 : -1, 0, 0), 0, 0}, b = a, c = a;
        b.at = vec(x, r->eave, r->z1);
        c.at = vec(x, r->top, middle);
        b.u = (float)(2 * half);
        c.u = (float)half;
        c.v = (float)(r->top - r->eave);
        mesh_triangle(m, a, b, c);
    }
    m->material = r->snow;
    mesh_slab(m, vec(r->x0 - r->out, eave, r->z0 - r->out), vec(wide, 0, 0),
              vec(0, r->top - eave, half + r->out), 0.02);
    mesh_slab(m, vec(r->x1 + r->out, eave, r->z1 + r->out), vec(-wide, 0, 0),
              vec(0, r->top - eave, -half - r->out), 0.02);
    mesh_slab(m, vec(r->x0 - r->out - 0.03, eave + 0.26, r->z0 - r->out - 0.05), vec(wide + 0.06, 0, 0),
              vec(0, r->top - eave + 0.04, half + r->out + 0.05), 0.25);
    mesh_slab(m, vec(r->x1 + r->out + 0.03, eave + 0.26, r->z1 + r->out + 0.05), vec(-wide - 0.06, 0, 0),
              vec(0, r->top - eave + 0.04, -half - r->out - 0.05), 0.25);
}

struct day {
    struct colour sun, above, below, horizon, zenith, fog;
};

void daylight(struct scenery *s, uint64_t dressing, struct vec towards)
{
    static const struct day days[] = {
        {{2.5f, 2.15f, 1.7f},
         {0.26f, 0.36f, 0.52f},
         {0.24f, 0.26f, 0.32f},
         {0.8f, 0.84f, 0.9f},
         {0.14f, 0.33f, 0.78f},
         {0.62f, 0.7f, 0.82f}},
        {{2.9f, 1.7f, 0.85f},
         {0.25f, 0.27f, 0.42f},
         {0.24f, 0.2f, 0.24f},
         {1.0f, 0.7f, 0.46f},
         {0.2f, 0.3f, 0.6f},
         {0.75f, 0.58f, 0.5f}},
        {{1.9f, 2.0f, 2.2f},
         {0.3f, 0.38f, 0.5f},
         {0.26f, 0.28f, 0.34f},
         {0.76f, 0.8f, 0.84f},
         {0.42f, 0.5f, 0.62f},
         {0.7f, 0.74f, 0.8f}},
    };
    struct stream stream = stream_of(dressing, "day");
    const struct day *day = &days[dressing ? draw_one_of(&stream, 3) : 0];
    scenery_lamp(s, (struct lamp){lamp_sun, {0, 0, 0}, unit(towards), day->sun, 0, 0});
    s->above = day->above;
    s->below = day->below;
    s->horizon = day->horizon;
    s->zenith = day->zenith;
    s->fog = day->fog;
}
