/* SPDX-License-Identifier: Apache-2.0 */
#include "render/shade.h"

#include "render/focus.h"
#include "render/lanes.h"
#include "render/lighting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Pixels are looked at in tiles, so that what is lit together is near together and few lamps and balls
 * matter. */
enum { tile_columns = 32, tile_rows = 4, most_in_row = 4 * tile_columns };

struct seen_tile {
    struct surfaces surfaces;
    int sky_count;
    int32_t sky_pixel[tile_columns * tile_rows];
    float sky_x[tile_columns * tile_rows], sky_y[tile_columns * tile_rows];
    float sky_weight[tile_columns * tile_rows], sky[3][tile_columns * tile_rows];
};

static void *fresh(size_t bytes)
{
    size_t lines = (bytes + 63) / 64;
    void *room = aligned_alloc(64, lines * 64);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return memset(room, 0, lines * 64);
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
    canvas->tile = fresh(sizeof *canvas->tile);
    raster_open(&canvas->raster, width, height);
}

void canvas_close(struct canvas *canvas)
{
    for (int c = 0; c < 3; c++)
        free(canvas->light[c]);
    free(canvas->distance);
    free(canvas->who);
    free(canvas->tile);
    focus_close(canvas);
    raster_close(&canvas->raster);
}

/* Sample (x, y) may lie between samples. */
static void see(struct surfaces *s, int32_t shown, int pixel, float x, float y, float weight)
{
    int i = s->count++;
    s->shown[i] = shown;
    s->pixel[i] = pixel;
    s->sx[i] = x;
    s->sy[i] = y;
    s->weight[i] = weight;
}

static void see_sky(struct seen_tile *tile, int pixel, float x, float y, float weight)
{
    int i = tile->sky_count++;
    tile->sky_pixel[i] = pixel;
    tile->sky_x[i] = x;
    tile->sky_y[i] = y;
    tile->sky_weight[i] = weight;
}

/* The middle of some of a pixel's four samples, which are bits of the mask: left upper, right upper, left
 * lower, right lower. */
static const float middle_x[16] = {0, 0,    1, 0.5f,     0,    0,        0.5f,     1.0f / 3,
                                   1, 0.5f, 1, 2.0f / 3, 0.5f, 1.0f / 3, 2.0f / 3, 0.5f};
static const float middle_y[16] = {0, 0,    0,    0,        1, 0.5f,     0.5f,     1.0f / 3,
                                   1, 0.5f, 0.5f, 1.0f / 3, 1, 2.0f / 3, 2.0f / 3, 0.5f};
static const float share[16] = {0,     0.25f, 0.25f, 0.5f,  0.25f, 0.5f,  0.5f,  0.75f,
                                0.25f, 0.5f,  0.5f,  0.75f, 0.5f,  0.75f, 0.75f, 1};

/* The four samples of a pixel that do not all show one facet; those of one part count as one. */
static void see_several(struct seen_tile *tile, const struct shown *shown, const int32_t index[4], int pixel,
                        int column, int line)
{
    int64_t part[4];
    for (int s = 0; s < 4; s++)
        part[s] = index[s] < 0 ? -1 : (int64_t)shown[index[s]].part;
    for (int s = 0, taken = 0; s < 4; s++) {
        if (taken >> s & 1)
            continue;
        int one = 0;
        for (int t = 0; t < 4; t++)
            one |= (part[s] == part[t]) << t;
        taken |= one;
        float x = (float)(2 * column) + middle_x[one], y = (float)(2 * line) + middle_y[one];
        if (index[s] < 0)
            see_sky(tile, pixel, x, y, share[one]);
        else
            see(&tile->surfaces, index[s], pixel, x, y, share[one]);
    }
}

static void light_sky(struct seen_tile *restrict tile, const struct scenery *scenery, const struct lens *lens)
{
    const struct lens l = *lens;
    const struct colour low = scenery->horizon, high = scenery->zenith;
    for (int i = 0; i < tile->sky_count; i++) {
        float dx = tile->sky_x[i] - l.middle_x, dy = tile->sky_y[i] - l.middle_y;
        float rx = l.ahead.x + l.right.x * dx + l.up.x * dy;
        float ry = l.ahead.y + l.right.y * dx + l.up.y * dy;
        float rz = l.ahead.z + l.right.z * dx + l.up.z * dy;
        float rise = ry / __builtin_sqrtf(rx * rx + ry * ry + rz * rz) * 2.2f;
        rise = rise < 0 ? 0 : rise;
        rise = rise > 1 ? 1 : rise;
        tile->sky[0][i] = low.red + (high.red - low.red) * rise;
        tile->sky[1][i] = low.green + (high.green - low.green) * rise;
        tile->sky[2][i] = low.blue + (high.blue - low.blue) * rise;
    }
}

static void put_all(struct canvas *canvas, int pixel, float red, float green, float blue, float distance,
                    uint16_t who)
{
    canvas->light[0][pixel] = red;
    canvas->light[1][pixel] = green;
    canvas->light[2][pixel] = blue;
    canvas->distance[pixel] = distance;
    canvas->who[pixel] = who;
}

static void add_part(struct canvas *canvas, int pixel, float *const light[3], int i, float weight)
{
    for (int c = 0; c < 3; c++)
        canvas->light[c][pixel] += light[c][i] * weight;
}

/* Until all is on the canvas the sky's share of a pixel stands as its distance, negative. */
static void put_sky(struct canvas *canvas)
{
    struct seen_tile *tile = canvas->tile;
    float *const light[3] = {tile->sky[0], tile->sky[1], tile->sky[2]};
    for (int i = 0; i < tile->sky_count; i++) {
        int pixel = tile->sky_pixel[i];
        float weight = tile->sky_weight[i];
        if (weight == 1) {
            put_all(canvas, pixel, light[0][i], light[1][i], light[2][i], 0, 0);
            continue;
        }
        add_part(canvas, pixel, light, i, weight);
        canvas->distance[pixel] = -weight;
    }
    tile->sky_count = 0;
}

/* How many entries from `i` on are each the whole of a pixel, one beside the other. */
static int whole_pixels(const struct surfaces *s, int i)
{
    int end = i;
    while (end < s->count && s->weight[end] == 1 && s->pixel[end] == s->pixel[i] + end - i)
        end++;
    return end - i;
}

static void put_whole(struct canvas *canvas, const struct surfaces *s, int i, int count)
{
    int pixel = s->pixel[i];
    for (int c = 0; c < 3; c++)
        memcpy(canvas->light[c] + pixel, s->light[c] + i, (size_t)count * sizeof(float));
    memcpy(canvas->distance + pixel, s->distance + i, (size_t)count * sizeof(float));
    for (int k = 0; k < count; k++)
        canvas->who[pixel + k] = (uint16_t)s->who[i + k];
}

static void put_surfaces(struct canvas *canvas)
{
    struct surfaces *s = &canvas->tile->surfaces;
    float *const light[3] = {s->light[0], s->light[1], s->light[2]};
    int last = -1;
    float most = 0;
    for (int i = 0, whole; i < s->count; i += whole ? whole : 1) {
        whole = whole_pixels(s, i);
        if (whole) {
            put_whole(canvas, s, i, whole);
            continue;
        }
        int pixel = s->pixel[i];
        float weight = s->weight[i];
        add_part(canvas, pixel, light, i, weight);
        most = pixel != last ? -canvas->distance[pixel] : most;
        last = pixel;
        if (weight > most) {
            canvas->distance[pixel] = s->distance[i];
            canvas->who[pixel] = (uint16_t)s->who[i];
            most = weight;
        }
    }
    s->count = 0;
}

struct scene_in_view {
    const struct scenery *scenery;
    const struct texture_shelf *shelf;
    struct lens lens;
};

static void put_seen(struct canvas *canvas, const struct scene_in_view *in)
{
    struct seen_tile *tile = canvas->tile;
    light_sky(tile, in->scenery, &in->lens);
    put_sky(canvas);
    surfaces_look(&tile->surfaces, canvas->raster.shown, in->scenery, in->shelf, &in->lens);
    surfaces_light(&tile->surfaces, in->scenery);
    put_surfaces(canvas);
}

enum { several = -2 };

/* What all four samples of each pixel from column `left` on show, or `several`. */
static void find_wholes(int32_t *restrict whole, const int32_t *restrict upper, const int32_t *restrict lower,
                        int left)
{
    for (int k = 0; k < tile_columns; k++) {
        int32_t first = upper[2 * (left + k)];
        int32_t other = (first ^ upper[2 * (left + k) + 1]) | (first ^ lower[2 * (left + k)]) |
                        (first ^ lower[2 * (left + k) + 1]);
        whole[k] = other ? several : first;
    }
}

IN_LANES(find_wholes,
         (int32_t *restrict whole, const int32_t *restrict upper, const int32_t *restrict lower, int left),
         (whole, upper, lower, left))

/* Pixels beside each other that show one facet; writes whole lots. */
static void see_run(struct surfaces *s, int32_t shown, int pixel, float x, float y, int run)
{
    int begin = s->count;
    for (int lot = begin; lot < begin + run; lot += at_once) {
        for (int k = lot; k < lot + at_once; k++) {
            s->shown[k] = shown;
            s->pixel[k] = pixel + k - begin;
            s->sx[k] = x + (float)(2 * (k - begin));
            s->sy[k] = y;
            s->weight[k] = 1;
        }
    }
    s->count += run;
}

/* Columns [left, right) of a row of pixels; `upper` is its upper row of samples. */
static void see_row(struct canvas *canvas, const int32_t *upper, int line, int left, int right)
{
    const int32_t *lower = upper + canvas->width * 2;
    struct seen_tile *tile = canvas->tile;
    const float y = (float)(2 * line) + 0.5f;
    int32_t whole[tile_columns];
    find_wholes_in_lanes(whole, upper, lower, left);
    for (int column = left, run; column < right; column += run) {
        const int32_t shown = whole[column - left];
        const int pixel = line * canvas->width + column;
        run = 1;
        if (shown == several) {
            const int32_t index[4] = {upper[2 * column], upper[2 * column + 1], lower[2 * column],
                                      lower[2 * column + 1]};
            put_all(canvas, pixel, 0, 0, 0, 0, 0);
            see_several(tile, canvas->raster.shown, index, pixel, column, line);
        } else if (shown < 0) {
            see_sky(tile, pixel, (float)(2 * column) + 0.5f, y, 1);
        } else {
            while (column + run < right && whole[column + run - left] == shown)
                run++;
            see_run(&tile->surfaces, shown, pixel, (float)(2 * column) + 0.5f, y, run);
        }
    }
}

static void draw_rows(struct canvas *canvas, const struct scene_in_view *in, int first, int end)
{
    int across = canvas->width * 2;
    for (int left = 0; left < canvas->width; left += tile_columns) {
        int right = left + tile_columns < canvas->width ? left + tile_columns : canvas->width;
        for (int line = first; line < end; line++) {
            const int32_t *upper = canvas->raster.index + (size_t)(line % band_rows) * 2 * across;
            see_row(canvas, upper, line, left, right);
            if (canvas->tile->surfaces.count > most_surfaces - most_in_row)
                put_seen(canvas, in);
        }
        put_seen(canvas, in);
    }
    float *distance = canvas->distance;
    for (int i = first * canvas->width; i < end * canvas->width; i++)
        distance[i] = distance[i] < 0 ? 0 : distance[i];
}

void canvas_draw(struct canvas *canvas, const struct scenery *scenery, const struct texture_shelf *shelf,
                 const struct view *view)
{
    struct scene_in_view in = {scenery, shelf, lens_of(view, canvas->width, canvas->height)};
    raster_project(&canvas->raster, &scenery->mesh, view);
    for (int first = 0; first < canvas->height; first += tile_rows) {
        int end = first + tile_rows < canvas->height ? first + tile_rows : canvas->height;
        if (first % band_rows == 0)
            raster_band(&canvas->raster, first);
        draw_rows(canvas, &in, first, end);
    }
}
