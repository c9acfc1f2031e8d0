/* SPDX-License-Identifier: Apache-2.0 */
#include "render/shade.h"

#include "render/focus.h"
#include "render/lighting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Pixels are looked at in tiles, so that what is lit together is near together and few lamps and balls
 * matter. */
enum { tile_columns = 32, tile_rows = 4 };

struct seen_tile {
    struct surfaces surfaces;
    int sky_count;
    int32_t sky_pixel[tile_columns * tile_rows];
    float sky_x[tile_columns * tile_rows], sky_y[tile_columns * tile_rows];
    float sky_weight[tile_columns * tile_rows], sky[3][tile_columns * tile_rows];
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

/* The four samples of a pixel that do not all show one facet: left upper, right upper, left lower, right
 * lower. */
static void see_several(struct seen_tile *tile, const struct shown *shown, const int32_t index[4], int pixel,
                        int column, int line)
{
    for (int s = 0, taken = 0; s < 4; s++) {
        if (taken >> s & 1)
            continue;
        int same = 0, right = 0, lower = 0;
        for (int t = s; t < 4; t++) {
            int one = index[s] == index[t] ||
                      (index[s] >= 0 && index[t] >= 0 && shown[index[s]].part == shown[index[t]].part);
            same += one;
            right += one & t;
            lower += one & t >> 1;
            taken |= one << t;
        }
        float x = (float)(2 * column) + (float)right / (float)same, weight = (float)same * 0.25f;
        float y = (float)(2 * line) + (float)lower / (float)same;
        if (index[s] < 0)
            see_sky(tile, pixel, x, y, weight);
        else
            see(&tile->surfaces, index[s], pixel, x, y, weight);
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

static void put_surfaces(struct canvas *canvas)
{
    struct surfaces *s = &canvas->tile->surfaces;
    float *const light[3] = {s->light[0], s->light[1], s->light[2]};
    int last = -1;
    float most = 0;
    for (int i = 0; i < s->count; i++) {
        int pixel = s->pixel[i];
        float weight = s->weight[i];
        if (weight == 1) {
            put_all(canvas, pixel, light[0][i], light[1][i], light[2][i], s->distance[i],
                    (uint16_t)s->who[i]);
            continue;
        }
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

/* Columns [left, right) of a row of pixels; `upper` is its upper row of samples. */
static void see_row(struct canvas *canvas, const struct scene_in_view *in, const int32_t *upper, int line,
                    int left, int right)
{
    const int32_t *lower = upper + canvas->width * 2;
    const struct shown *shown = canvas->raster.shown;
    struct seen_tile *tile = canvas->tile;
    const float y = (float)(2 * line) + 0.5f;
    int pixel = line * canvas->width + left;
    for (int column = left; column < right; column++, pixel++) {
        const int32_t index[4] = {upper[2 * column], upper[2 * column + 1], lower[2 * column],
                                  lower[2 * column + 1]};
        if ((index[0] ^ index[1]) | (index[0] ^ index[2]) | (index[0] ^ index[3])) {
            put_all(canvas, pixel, 0, 0, 0, 0, 0);
            see_several(tile, shown, index, pixel, column, line);
        } else if (index[0] < 0) {
            see_sky(tile, pixel, (float)(2 * column) + 0.5f, y, 1);
        } else {
            see(&tile->surfaces, index[0], pixel, (float)(2 * column) + 0.5f, y, 1);
        }
        if (tile->surfaces.count > most_surfaces - 4)
            put_seen(canvas, in);
    }
}

static void draw_rows(struct canvas *canvas, const struct scene_in_view *in, int first, int end)
{
    int across = canvas->width * 2;
    for (int left = 0; left < canvas->width; left += tile_columns) {
        int right = left + tile_columns < canvas->width ? left + tile_columns : canvas->width;
        for (int line = first; line < end; line++) {
            const int32_t *upper = canvas->raster.index + (size_t)(line % band_rows) * 2 * across;
            see_row(canvas, in, upper, line, left, right);
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
