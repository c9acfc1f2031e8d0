/* SPDX-License-Identifier: Apache-2.0 */
#include "render/shade.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_seen = most_width * 4 };

/* What is seen in one row of pixels, one entry for each surface in each pixel, each field in an array of its
 * own so that the compiler works on several entries at once. */
struct shade_row {
    int count;
    int32_t pixel[most_seen];
    float weight[most_seen], distance[most_seen];
    float x[most_seen], y[most_seen], z[most_seen];    /* place */
    float nx[most_seen], ny[most_seen], nz[most_seen]; /* where the surface faces */
    float vx[most_seen], vy[most_seen], vz[most_seen]; /* where the camera is, length 1 */
    float colour[3][most_seen], gloss[most_seen], glow[most_seen], open[most_seen];
    float light[3][most_seen], shine[3][most_seen];
    uint16_t who[most_seen];
};

static void *fresh(size_t bytes)
{
    void *room = calloc(1, bytes);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

void canvas_open(struct canvas *canvas, int width, int height)
{
    size_t pixels = (size_t)width * height;
    if (width > most_width) {
        fprintf(stderr, "stage: a picture is at most %d wide\n", most_width);
        exit(2);
    }
    *canvas = (struct canvas){.width = width, .height = height};
    for (int c = 0; c < 3; c++)
        canvas->light[c] = fresh(pixels * sizeof(float));
    canvas->distance = fresh(pixels * sizeof(float));
    canvas->who = fresh(pixels * sizeof *canvas->who);
    canvas->row = fresh(sizeof *canvas->row);
    raster_open(&canvas->raster, width, height);
}

void canvas_close(struct canvas *canvas)
{
    for (int c = 0; c < 3; c++)
        free(canvas->light[c]);
    free(canvas->distance);
    free(canvas->who);
    free(canvas->row);
    raster_close(&canvas->raster);
}

static float square_root_of(float x)
{
    return __builtin_sqrtf(x);
}

static float at_plane(const struct plane *plane, float x, float y)
{
    return x * plane->a + y * plane->b + plane->c;
}

/* The level of detail whose texels are about as large as the pixel: the exponent of the size's square,
 * halved. */
static int level_for(float texels_a_pixel)
{
    float square = texels_a_pixel * texels_a_pixel * 1.4f;
    uint32_t bits;
    memcpy(&bits, &square, sizeof bits);
    int level = ((int)(bits >> 23) - 127) / 2;
    return level < 0 ? 0 : level >= pattern_levels ? pattern_levels - 1 : level;
}

/* A texel's four values between four texels, weights in 1/256. */
static void look_up(const struct texture *texture, int level, float u, float v, float value[4])
{
    int side = pattern_side >> level, mask = side - 1;
    u -= (float)(int)u;
    v -= (float)(int)v;
    int x = (int)(u * (float)(side * 256)) - 128, y = (int)(-v * (float)(side * 256)) - 128;
    int fx = x & 255, fy = y & 255, x0 = (x >> 8) & mask, y0 = (y >> 8) & mask;
    int x1 = (x0 + 1) & mask, y1 = (y0 + 1) & mask;
    const uint8_t *texels = texture->level[level];
    const uint8_t *a = texels + 4 * (y0 * side + x0), *b = texels + 4 * (y0 * side + x1);
    const uint8_t *c = texels + 4 * (y1 * side + x0), *d = texels + 4 * (y1 * side + x1);
    int wa = (256 - fx) * (256 - fy), wb = fx * (256 - fy), wc = (256 - fx) * fy, wd = fx * fy;
    for (int i = 0; i < 4; i++)
        value[i] = (float)(a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd) * (1.0f / (65536 * 255));
}

static void take_material(struct shade_row *row, int i, const struct material *material,
                          const struct texture_shelf *shelf, const struct shown *shown, float x, float y,
                          float pixel_size)
{
    float red = material->colour.red, green = material->colour.green, blue = material->colour.blue;
    float gloss = material->gloss;
    if (material->pattern != pattern_none) {
        float w = row->distance[i], value[4];
        float u = at_plane(&shown->value[shown_u], x, y) * w, v = at_plane(&shown->value[shown_v], x, y) * w;
        float facing = row->nx[i] * row->vx[i] + row->ny[i] * row->vy[i] + row->nz[i] * row->vz[i];
        facing = facing < 0.08f ? 0.08f : facing;
        int level = level_for(w * pixel_size * pattern_side / material->tile_u / square_root_of(facing));
        look_up(&shelf->of[material->pattern], level, u / material->tile_u, v / material->tile_v, value);
        red *= value[0] * value[0];
        green *= value[1] * value[1];
        blue *= value[2] * value[2];
        gloss *= value[3];
    }
    row->colour[0][i] = red;
    row->colour[1][i] = green;
    row->colour[2][i] = blue;
    row->gloss[i] = gloss;
    row->glow[i] = material->glow;
}

struct lens {
    struct vec at, right, up, ahead; /* right and up for one sample */
    float middle_x, middle_y, pixel_size;
};

static struct lens lens_of(const struct view *view, int width, int height)
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

/* One surface seen at sample (x, y), which may lie between samples. */
static void add_seen(struct shade_row *row, const struct scenery *scenery, const struct texture_shelf *shelf,
                     const struct shown *shown, const struct lens *lens, float x, float y)
{
    int i = row->count;
    float dx = x - lens->middle_x, dy = y - lens->middle_y;
    float near = at_plane(&shown->value[shown_near], x, y);
    float w = 1 / near;
    float rx = lens->ahead.x + lens->right.x * dx + lens->up.x * dy;
    float ry = lens->ahead.y + lens->right.y * dx + lens->up.y * dy;
    float rz = lens->ahead.z + lens->right.z * dx + lens->up.z * dy;
    float nx = at_plane(&shown->value[shown_nx], x, y), ny = at_plane(&shown->value[shown_ny], x, y);
    float nz = at_plane(&shown->value[shown_nz], x, y);
    float back = 1 / square_root_of(nx * nx + ny * ny + nz * nz + 1e-20f);
    float towards = 1 / square_root_of(rx * rx + ry * ry + rz * rz);
    row->distance[i] = w;
    row->x[i] = lens->at.x + rx * w;
    row->y[i] = lens->at.y + ry * w;
    row->z[i] = lens->at.z + rz * w;
    row->nx[i] = nx * back;
    row->ny[i] = ny * back;
    row->nz[i] = nz * back;
    row->vx[i] = -rx * towards;
    row->vy[i] = -ry * towards;
    row->vz[i] = -rz * towards;
    row->who[i] = shown->who;
    take_material(row, i, &scenery->materials[shown->material], shelf, shown, x, y, lens->pixel_size);
    row->count++;
}

static void add_sky(struct canvas *canvas, const struct scenery *scenery, const struct lens *lens, int pixel,
                    float x, float y, float weight)
{
    float dx = x - lens->middle_x, dy = y - lens->middle_y;
    float rx = lens->ahead.x + lens->right.x * dx + lens->up.x * dy;
    float ry = lens->ahead.y + lens->right.y * dx + lens->up.y * dy;
    float rz = lens->ahead.z + lens->right.z * dx + lens->up.z * dy;
    float rise = ry / square_root_of(rx * rx + ry * ry + rz * rz) * 2.2f;
    rise = rise < 0 ? 0 : rise > 1 ? 1 : rise;
    canvas->distance[pixel] = -weight;
    const struct colour *low = &scenery->horizon, *high = &scenery->zenith;
    canvas->light[0][pixel] += weight * (low->red + (high->red - low->red) * rise);
    canvas->light[1][pixel] += weight * (low->green + (high->green - low->green) * rise);
    canvas->light[2][pixel] += weight * (low->blue + (high->blue - low->blue) * rise);
}

/* The four samples of a pixel, left upper, right upper, left lower, right lower. */
static void gather_pixel(struct canvas *canvas, const struct scenery *scenery,
                         const struct texture_shelf *shelf, const struct lens *lens, const int32_t index[4],
                         int column, int line)
{
    struct shade_row *row = canvas->row;
    const struct shown *shown = canvas->raster.shown;
    int pixel = line * canvas->width + column, taken = 0;
    float x = (float)(2 * column), y = (float)(2 * line);
    if (index[0] >= 0 && index[0] == index[1] && index[0] == index[2] && index[0] == index[3]) {
        row->pixel[row->count] = pixel;
        row->weight[row->count] = 1;
        add_seen(row, scenery, shelf, &shown[index[0]], lens, x + 0.5f, y + 0.5f);
        return;
    }
    for (int s = 0; s < 4; s++) {
        if (taken >> s & 1)
            continue;
        int same = 0;
        for (int t = s; t < 4; t++) {
            int one = index[s] == index[t] ||
                      (index[s] >= 0 && index[t] >= 0 && shown[index[s]].part == shown[index[t]].part);
            same += one;
            taken |= one << t;
        }
        float sx = x + (float)(s & 1), sy = y + (float)(s >> 1);
        float weight = (float)same * 0.25f;
        if (index[s] < 0) {
            add_sky(canvas, scenery, lens, pixel, sx, sy, weight);
            continue;
        }
        row->pixel[row->count] = pixel;
        row->weight[row->count] = weight;
        add_seen(row, scenery, shelf, &shown[index[s]], lens, sx, sy);
    }
}

static void gather_row(struct canvas *canvas, const struct scenery *scenery,
                       const struct texture_shelf *shelf, const struct lens *lens, int line, int first)
{
    int across = canvas->width * 2;
    const int32_t *upper = canvas->raster.index + (size_t)(line - first) * 2 * across,
                  *lower = upper + across;
    size_t begin = (size_t)line * canvas->width;
    canvas->row->count = 0;
    for (int c = 0; c < 3; c++)
        memset(canvas->light[c] + begin, 0, (size_t)canvas->width * sizeof(float));
    memset(canvas->distance + begin, 0, (size_t)canvas->width * sizeof(float));
    memset(canvas->who + begin, 0, (size_t)canvas->width * sizeof *canvas->who);
    for (int column = 0; column < canvas->width; column++) {
        int32_t index[4] = {upper[2 * column], upper[2 * column + 1], lower[2 * column],
                            lower[2 * column + 1]};
        gather_pixel(canvas, scenery, shelf, lens, index, column, line);
    }
}

struct span {
    float low, high;
};

static struct span span_of(const float *values, int count)
{
    struct span span = {1e9f, -1e9f};
    for (int i = 0; i < count; i++) {
        span.low = values[i] < span.low ? values[i] : span.low;
        span.high = values[i] > span.high ? values[i] : span.high;
    }
    return span;
}

static int is_apart(struct span span, float at, float reach)
{
    return at + reach < span.low || at - reach > span.high;
}

/* How much of the light from everywhere reaches a surface past the balls near it; a ball of radius r at
 * distance d in direction n·l takes n·l r²/d² (the share of the half-sphere that it covers, weighted by
 * cosine). */
static void dim_by_balls(struct shade_row *row, const struct scenery *scenery)
{
    int count = row->count;
    for (int i = 0; i < count; i++)
        row->open[i] = 1;
    struct span x_span = span_of(row->x, count), y_span = span_of(row->y, count),
                z_span = span_of(row->z, count);
    for (int b = 0; b < scenery->ball_count; b++) {
        const struct shade_ball *ball = &scenery->balls[b];
        float r = ball->radius, x = ball->at.x, y = ball->at.y, z = ball->at.z;
        if (is_apart(x_span, x, 6 * r) || is_apart(y_span, y, 6 * r) || is_apart(z_span, z, 6 * r))
            continue;
        for (int i = 0; i < count; i++) {
            float dx = x - row->x[i], dy = y - row->y[i], dz = z - row->z[i];
            float square = dx * dx + dy * dy + dz * dz + 1e-6f;
            float cosine = (dx * row->nx[i] + dy * row->ny[i] + dz * row->nz[i]) / square_root_of(square);
            cosine = cosine > 0 ? cosine : 0;
            float part = r * r / square;
            part = part < 1 ? part : 1;
            part = row->who[i] == ball->who ? 0 : part;
            row->open[i] *= 1 - part * cosine;
        }
    }
}

static void light_everywhere(struct shade_row *row, const struct scenery *scenery)
{
    const float above[3] = {scenery->above.red, scenery->above.green, scenery->above.blue};
    const float below[3] = {scenery->below.red, scenery->below.green, scenery->below.blue};
    int count = row->count;
    for (int c = 0; c < 3; c++) {
        float *restrict light = row->light[c], *restrict shine = row->shine[c];
        for (int i = 0; i < count; i++) {
            float up = row->ny[i] * 0.5f + 0.5f;
            light[i] = (below[c] + (above[c] - below[c]) * up) * row->open[i] + row->glow[i];
            shine[i] = 0;
        }
    }
}

/* Lambert's light and Blinn's gloss (Models of light reflection, 1977) with exponent 32. A sun is a lamp so
 * far away that its light comes from one side, and it does not grow weaker with distance. */
static void light_by(struct shade_row *restrict row, const struct lamp *lamp)
{
    const int count = row->count, sun = lamp->kind == lamp_sun;
    const float inner = lamp->kind == lamp_spot ? lamp->inner : -1,
                outer = lamp->kind == lamp_spot ? lamp->outer : -3;
    const float part = 1 / (inner - outer), near = sun ? 0 : 1.05f, everywhere = sun ? 1 : 0;
    const float red = lamp->colour.red, green = lamp->colour.green, blue = lamp->colour.blue;
    const float sx = lamp->towards.x, sy = lamp->towards.y, sz = lamp->towards.z;
    const float ax = sun ? sx * -1e6f : lamp->at.x, ay = sun ? sy * -1e6f : lamp->at.y;
    const float az = sun ? sz * -1e6f : lamp->at.z;
    for (int i = 0; i < count; i++) {
        float lx = ax - row->x[i], ly = ay - row->y[i], lz = az - row->z[i];
        float square = lx * lx + ly * ly + lz * lz, inverse = 1 / square_root_of(square);
        lx *= inverse;
        ly *= inverse;
        lz *= inverse;
        float facing = lx * row->nx[i] + ly * row->ny[i] + lz * row->nz[i];
        facing = facing > 0 ? facing : 0;
        float cone = (-(lx * sx + ly * sy + lz * sz) - outer) * part;
        cone = cone < 0 ? 0 : cone;
        cone = cone > 1 ? 1 : cone;
        float reach = near / (square + 0.05f) + everywhere;
        float strength = reach * cone * cone * (0.35f + 0.65f * row->open[i]);
        float hx = lx + row->vx[i], hy = ly + row->vy[i], hz = lz + row->vz[i];
        float half = hx * row->nx[i] + hy * row->ny[i] + hz * row->nz[i];
        float s = half * half / (hx * hx + hy * hy + hz * hz + 1e-6f);
        s *= s;
        s *= s;
        s *= s;
        s *= s;
        float edge = facing * 20;
        edge = edge < 1 ? edge : 1;
        float matt = strength * facing, gloss = edge * strength * s * row->gloss[i];
        row->light[0][i] += matt * red;
        row->light[1][i] += matt * green;
        row->light[2][i] += matt * blue;
        row->shine[0][i] += gloss * red;
        row->shine[1][i] += gloss * green;
        row->shine[2][i] += gloss * blue;
    }
}

/* What goes through q = density · distance of fog is e^-q, by 1 / (1 + q + q²/2 + q³/6). */
static void put_behind_fog(struct shade_row *row, const struct scenery *scenery)
{
    const float fog[3] = {scenery->fog.red, scenery->fog.green, scenery->fog.blue};
    float density = scenery->fog_density;
    for (int c = 0; c < 3; c++) {
        for (int i = 0; i < row->count; i++) {
            float q = density * row->distance[i];
            float through = 1 / (1 + q * (1 + q * (0.5f + q * (1.0f / 6))));
            float light = row->colour[c][i] * row->light[c][i] + row->shine[c][i];
            row->light[c][i] = fog[c] + (light - fog[c]) * through;
        }
    }
}

/* Until now the sky's share of a pixel stands as its distance, negative. */
static void put_on_canvas(struct canvas *canvas, int line)
{
    const struct shade_row *row = canvas->row;
    int last = -1;
    float most = 0;
    for (int i = 0; i < row->count; i++) {
        int pixel = row->pixel[i];
        for (int c = 0; c < 3; c++)
            canvas->light[c][pixel] += row->light[c][i] * row->weight[i];
        if (pixel != last)
            most = -canvas->distance[pixel];
        if (row->weight[i] > most) {
            canvas->distance[pixel] = row->distance[i];
            canvas->who[pixel] = row->who[i];
            most = row->weight[i];
        }
        last = pixel;
    }
    float *distance = canvas->distance + (size_t)line * canvas->width;
    for (int x = 0; x < canvas->width; x++)
        distance[x] = distance[x] < 0 ? 0 : distance[x];
}

void canvas_draw(struct canvas *canvas, const struct scenery *scenery, const struct texture_shelf *shelf,
                 const struct view *view)
{
    struct lens lens = lens_of(view, canvas->width, canvas->height);
    raster_project(&canvas->raster, &scenery->mesh, view);
    for (int line = 0; line < canvas->height; line++) {
        int first = line - line % band_rows;
        if (line == first)
            raster_band(&canvas->raster, first);
        gather_row(canvas, scenery, shelf, &lens, line, first);
        dim_by_balls(canvas->row, scenery);
        light_everywhere(canvas->row, scenery);
        for (int l = 0; l < scenery->lamp_count; l++)
            light_by(canvas->row, &scenery->lamps[l]);
        put_behind_fog(canvas->row, scenery);
        put_on_canvas(canvas, line);
    }
}
