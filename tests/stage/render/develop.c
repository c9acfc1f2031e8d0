/* SPDX-License-Identifier: Apache-2.0 */
#include "render/develop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { shrink = 4 };

static void *room_of(size_t bytes)
{
    void *room = calloc(1, bytes);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

void planes_open(struct picture_planes *planes, int width, int height)
{
    size_t pixels = (size_t)width * height;
    *planes =
        (struct picture_planes){width, height, room_of(pixels), room_of(pixels / 4), room_of(pixels / 4)};
}

void planes_close(struct picture_planes *planes)
{
    free(planes->y);
    free(planes->cb);
    free(planes->cr);
}

/* A film print's curve: straight in the middle, a shoulder that takes four times white, a short toe
 * (K. Narkowicz's fit of the ACES curve, 2016), then the inverse of BT.1886's power of 2.4. */
static double toned(double light)
{
    double x = light * 0.75;
    double y = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14);
    return power(y > 1 ? 1 : y, 1 / 2.4);
}

/* Steps are even in the light's square root, up to light 8. */
static const double brightest = 8;

static const double middle_grey = 0.18;

static void set_tone(struct darkroom *room, double contrast)
{
    if (room->contrast == contrast)
        return;
    for (int i = 0; i < tone_steps + 2; i++) {
        double root = (double)i / tone_steps, light = root * root * brightest;
        double bent = contrast == 1 ? light : middle_grey * power(light / middle_grey, contrast);
        room->tone[i] = (float)toned(bent);
    }
    room->contrast = contrast;
}

void darkroom_open(struct darkroom *room, int width, int height)
{
    *room = (struct darkroom){.small_width = (width + shrink - 1) / shrink,
                              .small_height = (height + shrink - 1) / shrink};
    set_tone(room, 1);
    for (int i = 0; i < 6; i++)
        room->small[i / 3][i % 3] = room_of((size_t)room->small_width * room->small_height * sizeof(float));
}

void darkroom_close(struct darkroom *room)
{
    for (int i = 0; i < 6; i++)
        free(room->small[i / 3][i % 3]);
}

/* Means of 4 x 4 pixels of what is brighter than white. */
static void bright_parts(struct darkroom *room, const struct canvas *canvas, int c, float exposure)
{
    for (int y = 0; y < room->small_height; y++) {
        for (int x = 0; x < room->small_width; x++) {
            float sum = 0;
            int count = 0;
            for (int j = y * shrink; j < (y + 1) * shrink && j < canvas->height; j++) {
                for (int i = x * shrink; i < (x + 1) * shrink && i < canvas->width; i++, count++) {
                    float over = canvas->light[c][(size_t)j * canvas->width + i] * exposure - 0.7f;
                    sum += over < 0 ? 0 : over > 6 ? 6 : over;
                }
            }
            room->small[0][c][y * room->small_width + x] = sum / (float)count;
        }
    }
}

/* One pass of a box of 2 · reach + 1 along lines of `count` values `step` apart; outside is dark. */
static void blur_lines(const float *from, float *to, int lines, int line_step, int count, int step, int reach)
{
    float part = 1.0f / (float)(2 * reach + 1);
    for (int l = 0; l < lines; l++) {
        const float *in = from + (size_t)l * line_step;
        float *out = to + (size_t)l * line_step;
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int k = i < reach ? 0 : i - reach; k <= i + reach && k < count; k++)
                sum += in[(size_t)k * step];
            out[(size_t)i * step] = sum * part;
        }
    }
}

static void spread_halo(struct darkroom *room, const struct canvas *canvas, float exposure)
{
    int w = room->small_width, h = room->small_height;
    for (int c = 0; c < 3; c++) {
        float *a = room->small[0][c], *b = room->small[1][c];
        bright_parts(room, canvas, c, exposure);
        for (int pass = 0; pass < 2; pass++) {
            blur_lines(a, b, h, w, w, 1, 3);
            blur_lines(b, a, w, 1, h, w, 3);
        }
    }
}

/* The halo's light in column x, between the four nearest of its small picture. */
static float halo_at(const float *upper, const float *lower, float down, int width, int x)
{
    float at = ((float)x + 0.5f) / shrink - 0.5f;
    at = at < 0 ? 0 : at;
    int left = (int)at, right = left + 1 < width ? left + 1 : left;
    float t = at - (float)left;
    float a = upper[left] + (upper[right] - upper[left]) * t,
          b = lower[left] + (lower[right] - lower[left]) * t;
    return a + (b - a) * down;
}

struct finish {
    float gain[3], halo, vignette, saturation, grain;
    uint64_t seed;
};

static float tone_of(const struct darkroom *room, float light)
{
    float at = __builtin_sqrtf(light < 0 ? 0 : light) * (float)(tone_steps / 2.8284271247461903);
    at = at > tone_steps ? tone_steps : at;
    int step = (int)at;
    return room->tone[step] + (room->tone[step + 1] - room->tone[step]) * (at - (float)step);
}

/* The deviation of the sum of four bytes is sqrt(4 (256² - 1) / 12). */
static float grain_of(uint32_t bits)
{
    int sum = (int)(bits & 255) + (int)(bits >> 8 & 255) + (int)(bits >> 16 & 255) + (int)(bits >> 24);
    return (float)(sum - 510) * (float)(1 / 147.79941362);
}

static uint32_t mixed(uint32_t x)
{
    x = (x ^ (x >> 16)) * 0x7feb352du;
    x = (x ^ (x >> 15)) * 0x846ca68bu;
    return x ^ (x >> 16);
}

static uint8_t byte_of(float value)
{
    return value < 1 ? 1 : value > 254 ? 254 : (uint8_t)(value + 0.5f);
}

/* Red, green and blue of one row as they go into the signal, 0 to 1. */
static void develop_row(const struct darkroom *room, const struct canvas *canvas, const struct finish *finish,
                        int line, float *const signal[3])
{
    int w = canvas->width, sw = room->small_width;
    float at = ((float)line + 0.5f) / shrink - 0.5f;
    at = at < 0 ? 0 : at;
    int upper = (int)at, lower = upper + 1 < room->small_height ? upper + 1 : upper;
    float dy = ((float)line + 0.5f) / (float)canvas->height * 2 - 1, step = 2 / (float)w;
    for (int c = 0; c < 3; c++) {
        const float *light = canvas->light[c] + (size_t)line * w;
        const float *a = room->small[0][c] + (size_t)upper * sw, *b = room->small[0][c] + (size_t)lower * sw;
        float *out = signal[c];
        for (int x = 0; x < w; x++) {
            float dx = ((float)x + 0.5f) * step - 1;
            out[x] = light[x] * finish->gain[c] * (1 - finish->vignette * (dx * dx + dy * dy) * 0.5f);
        }
        for (int x = 0; x < w && finish->halo > 0; x++)
            out[x] += finish->halo * halo_at(a, b, at - (float)upper, sw, x);
        for (int x = 0; x < w; x++)
            out[x] = tone_of(room, out[x]);
    }
}

/* Luma with its grain; the strongest in the middle tones, a third at black and white. */
static void write_luma(uint8_t *restrict y, float *const signal[3], const struct finish *finish, int width,
                       uint32_t row_seed)
{
    for (int x = 0; x < width; x++) {
        float r = signal[0][x], g = signal[1][x], b = signal[2][x];
        float luma = 0.2126f * r + 0.7152f * g + 0.0722f * b;
        float s = finish->saturation;
        signal[0][x] = (r - luma) * s;
        signal[2][x] = (b - luma) * s;
        float middle = 4 * luma * (1 - luma), noise = grain_of(mixed(row_seed + (uint32_t)x * 0x9e3779b9u));
        y[x] = byte_of(16 + 219 * luma + finish->grain * (0.33f + 0.67f * middle) * noise);
    }
}

static void write_chroma(struct picture_planes *planes, int line, float *two_rows[2][3])
{
    size_t begin = (size_t)(line / 2) * (planes->width / 2);
    for (int x = 0; x < planes->width / 2; x++) {
        float red = 0, blue = 0;
        for (int k = 0; k < 4; k++) {
            red += two_rows[k >> 1][0][2 * x + (k & 1)];
            blue += two_rows[k >> 1][2][2 * x + (k & 1)];
        }
        planes->cb[begin + x] = byte_of(128 + 224 * 0.25f / 1.8556f * blue);
        planes->cr[begin + x] = byte_of(128 + 224 * 0.25f / 1.5748f * red);
    }
}

void develop(struct darkroom *room, const struct canvas *canvas, const struct film_stock *stock,
             uint64_t frame, struct picture_planes *planes)
{
    double warm = exponential2(stock->warm / 2);
    struct finish finish = {
        {(float)(stock->exposure * warm), (float)stock->exposure, (float)(stock->exposure / warm)},
        (float)stock->halo,
        (float)stock->vignette,
        (float)stock->saturation,
        (float)stock->grain,
        scramble(stock->seed ^ scramble(frame))};
    float rows[2][3][most_width];
    float *two_rows[2][3];
    for (int i = 0; i < 6; i++)
        two_rows[i / 3][i % 3] = rows[i / 3][i % 3];
    set_tone(room, stock->contrast > 0 ? stock->contrast : 1);
    if (finish.halo > 0)
        spread_halo(room, canvas, (float)stock->exposure);
    for (int line = 0; line < canvas->height; line++) {
        develop_row(room, canvas, &finish, line, two_rows[line & 1]);
        write_luma(planes->y + (size_t)line * canvas->width, two_rows[line & 1], &finish, canvas->width,
                   (uint32_t)scramble(finish.seed + (uint64_t)line));
        if (line & 1)
            write_chroma(planes, line, two_rows);
    }
}
