/* SPDX-License-Identifier: Apache-2.0 */
#include "render/lighting.h"

#include "render/lanes.h"

/* What all of the surfaces lie in, and all directions that they face. */
struct bounds {
    struct vec low, high, least, most;
};

static float smaller(float a, float b)
{
    return a < b ? a : b;
}

static float larger(float a, float b)
{
    return a > b ? a : b;
}

/* By halves, which overlap where the count is odd: the smallest and largest of equals are the same in any
 * order. */
static void span_of(const float *values, int count, float *low, float *high)
{
    float lows[most_surfaces], highs[most_surfaces];
    int half = (count + 1) / 2;
    lows[0] = highs[0] = values[0];
    for (int i = 0; i < half; i++) {
        lows[i] = smaller(values[i], values[i + count - half]);
        highs[i] = larger(values[i], values[i + count - half]);
    }
    while (half > 1) {
        int all = half;
        half = (all + 1) / 2;
        for (int i = 0; i < half; i++) {
            lows[i] = smaller(lows[i], lows[i + all - half]);
            highs[i] = larger(highs[i], highs[i + all - half]);
        }
    }
    *low = lows[0];
    *high = highs[0];
}

static struct bounds bounds_of(const struct surfaces *s)
{
    struct bounds b;
    span_of(s->x, s->count, &b.low.x, &b.high.x);
    span_of(s->y, s->count, &b.low.y, &b.high.y);
    span_of(s->z, s->count, &b.low.z, &b.high.z);
    span_of(s->nx, s->count, &b.least.x, &b.most.x);
    span_of(s->ny, s->count, &b.least.y, &b.most.y);
    span_of(s->nz, s->count, &b.least.z, &b.most.z);
    return b;
}

static float outside(float low, float high, float at)
{
    return at < low ? low - at : at > high ? at - high : 0;
}

/* A ball reaches six times its radius. */
static int is_near(const struct bounds *b, const struct shade_ball *ball)
{
    float x = outside(b->low.x, b->high.x, ball->at.x), y = outside(b->low.y, b->high.y, ball->at.y);
    float z = outside(b->low.z, b->high.z, ball->at.z), reach = 6 * ball->radius;
    return x * x + y * y + z * z < reach * reach;
}

/* How much of the light from everywhere reaches a surface past a ball; one of radius r at distance d in
 * direction n·l takes n·l r²/d² (the share of the half-sphere that it covers, weighted by cosine), less what
 * it would take at its reach, so that it ends there without an edge. */
static void dim_by(struct surfaces *restrict s, const struct shade_ball *ball)
{
    const int count = surface_lots(s);
    const float square_radius = ball->radius * ball->radius, x = ball->at.x, y = ball->at.y, z = ball->at.z;
    const int32_t who = ball->who;
    for (int i = 0; i < count; i++) {
        float dx = x - s->x[i], dy = y - s->y[i], dz = z - s->z[i];
        float square = dx * dx + dy * dy + dz * dz + 1e-6f;
        float cosine = (dx * s->nx[i] + dy * s->ny[i] + dz * s->nz[i]) / __builtin_sqrtf(square);
        cosine = cosine > 0 ? cosine : 0;
        float part = (square_radius / square - 1.0f / 36) * (36.0f / 35);
        part = part < 0 ? 0 : part;
        part = part < 1 ? part : 1;
        part = s->who[i] == who ? 0 : part;
        s->open[i] *= 1 - part * cosine;
    }
}

static void light_everywhere(struct surfaces *restrict s, const struct scenery *scenery,
                             const struct bounds *bounds)
{
    const int count = surface_lots(s);
    for (int i = 0; i < count; i++)
        s->open[i] = 1;
    for (int b = 0; b < scenery->ball_count; b++) {
        if (is_near(bounds, &scenery->balls[b]))
            dim_by(s, &scenery->balls[b]);
    }
    const struct colour above = scenery->above, below = scenery->below;
    for (int i = 0; i < count; i++) {
        float up = s->ny[i] * 0.5f + 0.5f, open = s->open[i], glow = s->glow[i];
        s->light[0][i] = (below.red + (above.red - below.red) * up) * open + glow;
        s->light[1][i] = (below.green + (above.green - below.green) * up) * open + glow;
        s->light[2][i] = (below.blue + (above.blue - below.blue) * up) * open + glow;
        s->shine[0][i] = s->shine[1][i] = s->shine[2][i] = 0;
    }
}

/* The most that a product of one from [a, b] and one from [c, d] can be. */
static float most_product(float a, float b, float c, float d)
{
    return larger(larger(a * c, a * d), larger(b * c, b * d));
}

/* Whether any of the surfaces may face a lamp; a little more often than not is no harm. */
static int may_face(const struct bounds *b, struct vec at)
{
    return most_product(at.x - b->high.x, at.x - b->low.x, b->least.x, b->most.x) +
               most_product(at.y - b->high.y, at.y - b->low.y, b->least.y, b->most.y) +
               most_product(at.z - b->high.z, at.z - b->low.z, b->least.z, b->most.z) >
           0;
}

/* Whether a spot's cone may meet the ball around the surfaces: the distance from its mantle is that from its
 * axis, turned by its half angle. */
static int may_be_lit(const struct bounds *b, const struct lamp *lamp)
{
    struct vec middle = between(b->low, b->high, 0.5), away = minus(middle, lamp->at);
    double radius = length_of(minus(b->high, middle)) + 0.01, along = dot(away, lamp->towards);
    double off = square_root(dot(away, away) - along * along);
    double cosine = lamp->outer, other = square_root(1 - cosine * cosine);
    return off * cosine - along * other <= radius;
}

static inline float sixteenth_power(float x)
{
    x *= x;
    x *= x;
    x *= x;
    return x * x;
}

/* Lambert's light and Blinn's gloss (Models of light reflection, 1977) with exponent 32 from an entry that
 * faces a lamp by `facing`, a cosine; `shine` is the square of the cosine of half the angle. */
static inline void reflect(struct surfaces *restrict s, int i, float facing, float shine, float strength,
                           struct colour colour)
{
    facing = facing > 0 ? facing : 0;
    float edge = facing * 20;
    edge = edge < 1 ? edge : 1;
    strength *= 0.35f + 0.65f * s->open[i];
    float matt = strength * facing, gloss = edge * strength * sixteenth_power(shine) * s->gloss[i];
    s->light[0][i] += matt * colour.red;
    s->light[1][i] += matt * colour.green;
    s->light[2][i] += matt * colour.blue;
    s->shine[0][i] += gloss * colour.red;
    s->shine[1][i] += gloss * colour.green;
    s->shine[2][i] += gloss * colour.blue;
}

static void light_by_sun(struct surfaces *restrict s, const struct lamp *lamp)
{
    const int count = surface_lots(s);
    const struct vec l = {-lamp->towards.x, -lamp->towards.y, -lamp->towards.z};
    const struct colour colour = lamp->colour;
    for (int i = 0; i < count; i++) {
        float hx = l.x + s->vx[i], hy = l.y + s->vy[i], hz = l.z + s->vz[i];
        float half = hx * s->nx[i] + hy * s->ny[i] + hz * s->nz[i];
        float shine = half * half / (hx * hx + hy * hy + hz * hz + 1e-6f);
        float facing = l.x * s->nx[i] + l.y * s->ny[i] + l.z * s->nz[i];
        reflect(s, i, facing, shine, 1, colour);
    }
}

/* A lamp as seen from an entry: `fall` is 1 over the square of how far it is. A lamp is 22 cm wide: nearer
 * than that it grows no brighter. */
struct lamp_seen {
    float facing, shine, fall, inverse; /* 1 over how far */
    struct vec away;
};

/* All that is divided by is multiplied first and divided by at once. With the way to the lamp of length r,
 * half the angle's direction is r times as long, and its square 2 r (r + l·v). */
static inline struct lamp_seen see_lamp(const struct surfaces *s, int i, struct vec at)
{
    struct vec l = {at.x - s->x[i], at.y - s->y[i], at.z - s->z[i]};
    float nx = s->nx[i], ny = s->ny[i], nz = s->nz[i], vx = s->vx[i], vy = s->vy[i], vz = s->vz[i];
    float square = l.x * l.x + l.y * l.y + l.z * l.z + 1e-12f, r = __builtin_sqrtf(square);
    float along = l.x * nx + l.y * ny + l.z * nz, half = along + r * (vx * nx + vy * ny + vz * nz);
    float halves = 2 * r * (r + (l.x * vx + l.y * vy + l.z * vz)) + 1e-6f * square, wide = square + 0.05f;
    float both = r * wide, one = 1 / (both * halves), inverse = one * wide * halves;
    return (struct lamp_seen){along * inverse, half * half * (one * both), 1.05f * (one * r * halves),
                              inverse, l};
}

static void light_by_point(struct surfaces *restrict s, const struct lamp *lamp)
{
    const int count = surface_lots(s);
    const struct vec at = lamp->at;
    const struct colour colour = lamp->colour;
    for (int i = 0; i < count; i++) {
        struct lamp_seen seen = see_lamp(s, i, at);
        reflect(s, i, seen.facing, seen.shine, seen.fall, colour);
    }
}

static void light_by_spot(struct surfaces *restrict s, const struct lamp *lamp)
{
    const int count = surface_lots(s);
    const struct vec at = lamp->at, axis = lamp->towards;
    const struct colour colour = lamp->colour;
    const float outer = lamp->outer, part = 1 / (lamp->inner - outer);
    for (int i = 0; i < count; i++) {
        struct lamp_seen seen = see_lamp(s, i, at);
        struct vec l = seen.away;
        float cone = (-(l.x * axis.x + l.y * axis.y + l.z * axis.z) * seen.inverse - outer) * part;
        cone = cone < 0 ? 0 : cone;
        cone = cone > 1 ? 1 : cone;
        reflect(s, i, seen.facing, seen.shine, seen.fall * cone * cone, colour);
    }
}

static void light_by(struct surfaces *s, const struct lamp *lamp, const struct bounds *bounds)
{
    if (lamp->kind == lamp_sun)
        light_by_sun(s, lamp);
    else if (!may_face(bounds, lamp->at))
        return;
    else if (lamp->kind == lamp_point)
        light_by_point(s, lamp);
    else if (may_be_lit(bounds, lamp))
        light_by_spot(s, lamp);
}

/* What goes through q = density · distance of fog is e^-q, by 1 / (1 + q + q²/2 + q³/6). */
static void put_behind_fog(struct surfaces *restrict s, const struct scenery *scenery)
{
    const int count = surface_lots(s);
    const struct colour fog = scenery->fog;
    const float density = scenery->fog_density;
    for (int i = 0; i < count; i++) {
        float q = density * s->distance[i];
        float through = 1 / (1 + q * (1 + q * (0.5f + q * (1.0f / 6))));
        float red = s->colour[0][i] * s->light[0][i] + s->shine[0][i];
        float green = s->colour[1][i] * s->light[1][i] + s->shine[1][i];
        float blue = s->colour[2][i] * s->light[2][i] + s->shine[2][i];
        s->light[0][i] = fog.red + (red - fog.red) * through;
        s->light[1][i] = fog.green + (green - fog.green) * through;
        s->light[2][i] = fog.blue + (blue - fog.blue) * through;
    }
}

static void light(struct surfaces *s, const struct scenery *scenery)
{
    struct bounds bounds = bounds_of(s);
    light_everywhere(s, scenery, &bounds);
    for (int l = 0; l < scenery->lamp_count; l++)
        light_by(s, &scenery->lamps[l], &bounds);
    put_behind_fog(s, scenery);
}

IN_LANES(light, (struct surfaces * s, const struct scenery *scenery), (s, scenery))

void surfaces_light(struct surfaces *surfaces, const struct scenery *scenery)
{
    if (surfaces->count)
        light_in_lanes(surfaces, scenery);
}
