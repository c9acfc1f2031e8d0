/* SPDX-License-Identifier: Apache-2.0 */
#include "render/surface.h"

#include "render/lanes.h"

#include <string.h>

struct lens lens_of(const struct view *view, int width, int height)
{
    double sample = 0.5 / view_scale(view->focal, width);
    return (struct lens){view->at,
                         times(view->axes.right, sample),
                         times(view->axes.up, -sample),
                         view->axes.ahead,
                         (float)width - 0.5f,
                         (float)height - 0.5f,
                         (float)(2 * sample)};
}

static float over_plane(struct plane plane, float x, float y)
{
    return x * plane.a + y * plane.b + plane.c;
}

/* What the facet says along the run of entries [i, end) that show it: distance, u, v and where it faces, not
 * yet of length 1. */
static void run_facet(struct surfaces *s, int i, int end, const struct shown *shown)
{
    const struct plane near = shown->value[shown_near], nx = shown->value[shown_nx],
                       ny = shown->value[shown_ny], nz = shown->value[shown_nz];
    end = i + ((end - i + at_once - 1) & -at_once);
    for (int k = i; k < end; k++) {
        float x = s->sx[k], y = s->sy[k];
        s->distance[k] = over_plane(near, x, y);
        s->nx[k] = over_plane(nx, x, y);
        s->ny[k] = over_plane(ny, x, y);
        s->nz[k] = over_plane(nz, x, y);
    }
}

static void run_material(struct surfaces *s, int i, int end, const struct material *material, int32_t who)
{
    const struct colour colour = material->colour;
    const float gloss = material->gloss, glow = material->glow;
    end = i + ((end - i + at_once - 1) & -at_once);
    for (int k = i; k < end; k++) {
        s->colour[0][k] = colour.red;
        s->colour[1][k] = colour.green;
        s->colour[2][k] = colour.blue;
        s->gloss[k] = gloss;
        s->glow[k] = glow;
        s->who[k] = who;
    }
}

/* Without a pattern all is one texel of the plain one. */
static void run_pattern(struct surfaces *s, int i, int end, const struct material *material,
                        const struct shown *shown)
{
    const struct plane u = shown->value[shown_u], v = shown->value[shown_v];
    const int plain = material->pattern == pattern_none;
    const int32_t texture = (int32_t)material->pattern * pattern_texels;
    const float tile_u = plain ? 1e-6f : material->tile_u, tile_v = plain ? 1e-6f : material->tile_v;
    s->patterned |= !plain;
    end = i + ((end - i + at_once - 1) & -at_once);
    for (int k = i; k < end; k++) {
        float x = s->sx[k], y = s->sy[k];
        s->texture[k] = texture;
        s->tile_u[k] = tile_u;
        s->tile_v[k] = tile_v;
        s->u[k] = plain ? 0 : over_plane(u, x, y);
        s->v[k] = plain ? 0 : over_plane(v, x, y);
    }
}

/* What fills up the last lot of entries is as the last one. */
static void fill_up(struct surfaces *s)
{
    for (int i = s->count, last = s->count - 1; i < surface_lots(s); i++) {
        s->sx[i] = s->sx[last];
        s->sy[i] = s->sy[last];
    }
}

static void look_along_runs(struct surfaces *s, const struct shown *shown, const struct scenery *scenery)
{
    s->patterned = 0;
    fill_up(s);
    for (int i = 0, end; i < s->count; i = end) {
        const struct shown *facet = &shown[s->shown[i]];
        const struct material *material = &scenery->materials[facet->material];
        for (end = i + 1; end < s->count && s->shown[end] == s->shown[i]; end++)
            ;
        end = end < s->count ? end : surface_lots(s);
        run_facet(s, i, end, facet);
        run_material(s, i, end, material, facet->who);
        run_pattern(s, i, end, material, facet);
    }
}

static void find_places(struct surfaces *restrict s, const struct lens *lens)
{
    const struct lens l = *lens;
    const int count = surface_lots(s);
    for (int i = 0; i < count; i++) {
        float dx = s->sx[i] - l.middle_x, dy = s->sy[i] - l.middle_y, near = s->distance[i];
        float w = 1 / (near > 1e-6f ? near : 1e-6f);
        float rx = l.ahead.x + l.right.x * dx + l.up.x * dy;
        float ry = l.ahead.y + l.right.y * dx + l.up.y * dy;
        float rz = l.ahead.z + l.right.z * dx + l.up.z * dy;
        float nx = s->nx[i], ny = s->ny[i], nz = s->nz[i];
        float back = 1 / __builtin_sqrtf(nx * nx + ny * ny + nz * nz + 1e-20f);
        float towards = -1 / __builtin_sqrtf(rx * rx + ry * ry + rz * rz);
        s->distance[i] = w;
        s->u[i] *= w;
        s->v[i] *= w;
        s->x[i] = l.at.x + rx * w;
        s->y[i] = l.at.y + ry * w;
        s->z[i] = l.at.z + rz * w;
        s->nx[i] = nx * back;
        s->ny[i] = ny * back;
        s->nz[i] = nz * back;
        s->vx[i] = rx * towards;
        s->vy[i] = ry * towards;
        s->vz[i] = rz * towards;
    }
}

/* Where the four texels around each entry's place are, and how far it is between them in 1/256. */
struct texel_places {
    _Alignas(64) int32_t at[4][surface_room], fx[surface_room], fy[surface_room];
};

/* How wide a level of detail is whose texels are about as large as the pixel: the level is the exponent of
 * the size's square, halved. Level n begins after (4^9 - 4 side²) / 3 texels, and 3 is divided by exactly
 * with its inverse modulo 2^32. */
static int32_t side_for(float texels_square)
{
    uint32_t bits;
    memcpy(&bits, &texels_square, sizeof bits);
    int32_t level = ((int32_t)(bits >> 23) - 127) >> 1;
    level = level < 0 ? 0 : level;
    level = level > pattern_levels - 1 ? pattern_levels - 1 : level;
    bits = (uint32_t)(127 + pattern_levels - 1 - level) << 23;
    float side;
    memcpy(&side, &bits, sizeof side);
    return (int32_t)side;
}

static void find_texels(const struct surfaces *restrict s, struct texel_places *restrict t, float pixel_size)
{
    const float finest = pixel_size * pattern_side;
    const int count = surface_lots(s);
    for (int i = 0; i < count; i++) {
        float facing = s->nx[i] * s->vx[i] + s->ny[i] * s->vy[i] + s->nz[i] * s->vz[i];
        facing = facing < 0.08f ? 0.08f : facing;
        float texels = s->distance[i] * finest / s->tile_u[i];
        int32_t side = side_for(texels * texels * 1.4f / facing), mask = side - 1;
        float u = s->u[i] / s->tile_u[i], v = s->v[i] / s->tile_v[i];
        u -= (float)(int32_t)u;
        v -= (float)(int32_t)v;
        float fine = (float)(side * 256);
        int32_t x = (int32_t)(u * fine) - 128, y = (int32_t)(-v * fine) - 128;
        int32_t x0 = (x >> 8) & mask, y0 = (y >> 8) & mask, x1 = (x0 + 1) & mask, y1 = (y0 + 1) & mask;
        uint32_t before = ((1u << 18) - 4 * (uint32_t)(side * side)) * 0xaaaaaaabu;
        int32_t level = s->texture[i] + (int32_t)before;
        t->fx[i] = x & 255;
        t->fy[i] = y & 255;
        t->at[0][i] = level + y0 * side + x0;
        t->at[1][i] = level + y0 * side + x1;
        t->at[2][i] = level + y1 * side + x0;
        t->at[3][i] = level + y1 * side + x1;
    }
}

static float blend(uint32_t a, uint32_t b, uint32_t c, uint32_t d, const int32_t w[4], int shift)
{
    int32_t sum = (int32_t)(a >> shift & 255) * w[0] + (int32_t)(b >> shift & 255) * w[1] +
                  (int32_t)(c >> shift & 255) * w[2] + (int32_t)(d >> shift & 255) * w[3];
    return (float)sum * (1.0f / (65536 * 255));
}

static void take_texels(struct surfaces *restrict s, const struct texel_places *restrict t,
                        const uint32_t *restrict texels)
{
    const int count = surface_lots(s);
    for (int i = 0; i < count; i++) {
        uint32_t a = texels[t->at[0][i]], b = texels[t->at[1][i]];
        uint32_t c = texels[t->at[2][i]], d = texels[t->at[3][i]];
        int32_t fx = t->fx[i], fy = t->fy[i];
        const int32_t w[4] = {(256 - fx) * (256 - fy), fx * (256 - fy), (256 - fx) * fy, fx * fy};
        float red = blend(a, b, c, d, w, 0), green = blend(a, b, c, d, w, 8), blue = blend(a, b, c, d, w, 16);
        s->colour[0][i] *= red * red;
        s->colour[1][i] *= green * green;
        s->colour[2][i] *= blue * blue;
        s->gloss[i] *= blend(a, b, c, d, w, 24);
    }
}

static void look(struct surfaces *s, const struct shown *shown, const struct scenery *scenery,
                 const struct texture_shelf *shelf, const struct lens *lens)
{
    struct texel_places places;
    look_along_runs(s, shown, scenery);
    find_places(s, lens);
    if (!s->patterned)
        return;
    find_texels(s, &places, lens->pixel_size);
    take_texels(s, &places, shelf->texels);
}

IN_LANES(look,
         (struct surfaces * s, const struct shown *shown, const struct scenery *scenery,
          const struct texture_shelf *shelf, const struct lens *lens),
         (s, shown, scenery, shelf, lens))

void surfaces_look(struct surfaces *surfaces, const struct shown *shown, const struct scenery *scenery,
                   const struct texture_shelf *shelf, const struct lens *lens)
{
    look_in_lanes(surfaces, shown, scenery, shelf, lens);
}
