/* SPDX-License-Identifier: Apache-2.0 */
#include "render/develop.h"

#include "render/lanes.h"

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

/* Means of 4 x 4 pixels of what is brighter than white; returns whether anything is. */
static int bright_parts(struct darkroom *room, const struct canvas *canvas, int c, float exposure)
{
    float sums[most_width + shrink];
    int any = 0;
    for (int y = 0; y < room->small_height; y++) {
        int first = y * shrink, end = first + shrink < canvas->height ? first + shrink : canvas->height;
        for (int x = 0; x < room->small_width * shrink; x++)
            sums[x] = 0;
        for (int j = first; j < end; j++) {
            const float *light = canvas->light[c] + (size_t)j * canvas->width;
            for (int x = 0; x < canvas->width; x++) {
                float over = light[x] * exposure - 0.7f;
                over = over < 0 ? 0 : over;
                sums[x] += over > 6 ? 6 : over;
            }
        }
        float *to = room->small[0][c] + (size_t)y * room->small_width;
        for (int x = 0; x < room->small_width; x++) {
            const float *four = sums + x * shrink;
            int columns = canvas->width - x * shrink < shrink ? canvas->width - x * shrink : shrink;
            to[x] = ((four[0] + four[1]) + (four[2] + four[3])) / (float)(columns * (end - first));
            any |= to[x] > 0;
        }
    }
    return any;
}

enum { reach = 3 };

/* One pass of a box along rows and then along columns; outside is dark. */
static void blur_rows(const float *from, float *to, int width, int height)
{
    float padded[most_width / shrink + 2 * reach + 1] = {0};
    const float part = 1.0f / (2 * reach + 1);
    for (int y = 0; y < height; y++) {
        memcpy(padded + reach, from + (size_t)y * width, (size_t)width * sizeof *from);
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int k = 0; k <= 2 * reach; k++)
                sum += padded[x + k];
            to[(size_t)y * width + x] = sum * part;
        }
    }
}

static void blur_columns(const float *restrict from, float *restrict to, int width, int height)
{
    const float part = 1.0f / (2 * reach + 1);
    for (int y = 0; y < height; y++) {
        float *restrict sum = to + (size_t)y * width;
        int last = y + reach < height ? y + reach : height - 1;
        for (int x = 0; x < width; x++)
            sum[x] = 0;
        for (int j = y < reach ? 0 : y - reach; j <= last; j++) {
            for (int x = 0; x < width; x++)
                sum[x] += from[(size_t)j * width + x];
        }
        for (int x = 0; x < width; x++)
            sum[x] *= part;
    }
}

static void spread_halo(struct darkroom *room, const struct canvas *canvas, float exposure)
{
    int w = room->small_width, h = room->small_height;
    for (int c = 0; c < 3; c++) {
        float *a = room->small[0][c], *b = room->small[1][c];
        room->halo[c] = bright_parts(room, canvas, c, exposure);
        for (int pass = 0; pass < 2 && room->halo[c]; pass++) {
            blur_rows(a, b, w, h);
            blur_columns(b, a, w, h);
        }
    }
}

/* The halo's light along a row, everywhere between the four nearest of its small picture. */
static void halo_row(const struct darkroom *room, int c, int line, float *restrict halo)
{
    int w = room->small_width;
    float at = ((float)line + 0.5f) / shrink - 0.5f;
    at = at < 0 ? 0 : at;
    int upper = (int)at, lower = upper + 1 < room->small_height ? upper + 1 : upper;
    float down = at - (float)upper, row[most_width / shrink + 3];
    const float *a = room->small[0][c] + (size_t)upper * w, *b = room->small[0][c] + (size_t)lower * w;
    for (int x = 0; x < w; x++)
        row[x + 1] = a[x] + (b[x] - a[x]) * down;
    row[0] = row[1];
    row[w + 1] = row[w];
    for (int x = 0; x < w; x++) {
        float before = row[x], here = row[x + 1], after = row[x + 2];
        halo[shrink * x] = before + (here - before) * 0.625f;
        halo[shrink * x + 1] = before + (here - before) * 0.875f;
        halo[shrink * x + 2] = here + (after - here) * 0.125f;
        halo[shrink * x + 3] = here + (after - here) * 0.375f;
    }
}

struct finish {
    float gain[3], halo, vignette, saturation, grain;
    uint64_t seed;
};

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

/* What the lens lets through along a row. */
static void vignette_row(float *restrict through, const struct canvas *canvas, float vignette, int line)
{
    float dy = ((float)line + 0.5f) / (float)canvas->height * 2 - 1, step = 2 / (float)canvas->width;
    for (int x = 0; x < canvas->width; x++) {
        float dx = ((float)x + 0.5f) * step - 1;
        through[x] = 1 - vignette * (dx * dx + dy * dy) * 0.5f;
    }
}

/* The tone's steps are so small that the nearest is less than a thirtieth of a byte's from the right one. */
static void tone_row(float *restrict row, const float *restrict tone, int width)
{
    int32_t at[most_width];
    for (int x = 0; x < width; x++) {
        float light = row[x] > 0 ? row[x] : 0;
        float root = __builtin_sqrtf(light) * (float)(tone_steps / 2.8284271247461903);
        at[x] = (int32_t)((root < tone_steps ? root : tone_steps) + 0.5f);
    }
    for (int x = 0; x < width; x++)
        row[x] = tone[at[x]];
}

/* Red, green and blue of one row as they go into the signal, 0 to 1. */
static void develop_row(const struct darkroom *room, const struct canvas *canvas, const struct finish *finish,
                        int line, float *const signal[3])
{
    float through[most_width], halo[most_width + shrink];
    int w = canvas->width;
    vignette_row(through, canvas, finish->vignette, line);
    for (int c = 0; c < 3; c++) {
        const float *light = canvas->light[c] + (size_t)line * w;
        float *restrict out = signal[c], gain = finish->gain[c];
        for (int x = 0; x < w; x++)
            out[x] = light[x] * gain * through[x];
        if (finish->halo > 0 && room->halo[c]) {
            halo_row(room, c, line, halo);
            for (int x = 0; x < w; x++)
                out[x] += finish->halo * halo[x];
        }
        tone_row(out, room->tone, w);
    }
}

/* Luma with its grain; the strongest in the middle tones, a third at black and white. Red and blue become
 * what they are more than luma. */
static void write_luma(uint8_t *restrict y, float *const signal[3], const struct finish *finish, int width,
                       uint32_t row_seed)
{
    float *restrict red = signal[0], *restrict blue = signal[2];
    const float *restrict green = signal[1];
    const float s = finish->saturation, grain = finish->grain;
    for (int x = 0; x < width; x++) {
        float luma = 0.2126f * red[x] + 0.7152f * green[x] + 0.0722f * blue[x];
        red[x] = (red[x] - luma) * s;
        blue[x] = (blue[x] - luma) * s;
        float middle = 4 * luma * (1 - luma), noise = grain_of(mixed(row_seed + (uint32_t)x * 0x9e3779b9u));
        y[x] = byte_of(16 + 219 * luma + grain * (0.33f + 0.67f * middle) * noise);
    }
}

/* Chroma is in the middle of four pixels. */
static void write_chroma(uint8_t *restrict to, const float *restrict upper, const float *restrict lower,
                         float scale, int width)
{
    for (int x = 0; x < width / 2; x++) {
        float sum = (upper[2 * x] + upper[2 * x + 1]) + (lower[2 * x] + lower[2 * x + 1]);
        to[x] = byte_of(128 + scale * sum);
    }
}

static void write_rows(const struct darkroom *room, const struct canvas *canvas, const struct finish *finish,
                       struct picture_planes *planes)
{
    float rows[2][3][most_width];
    for (int line = 0; line < canvas->height; line++) {
        float *const signal[3] = {rows[line & 1][0], rows[line & 1][1], rows[line & 1][2]};
        size_t half = (size_t)(line / 2) * (planes->width / 2);
        develop_row(room, canvas, finish, line, signal);
        write_luma(planes->y + (size_t)line * canvas->width, signal, finish, canvas->width,
                   (uint32_t)scramble(finish->seed + (uint64_t)line));
        if (line & 1) {
            write_chroma(planes->cb + half, rows[0][2], rows[1][2], 224 * 0.25f / 1.8556f, planes->width);
            write_chroma(planes->cr + half, rows[0][0], rows[1][0], 224 * 0.25f / 1.5748f, planes->width);
        }
    }
}

static void finish_film(struct darkroom *room, const struct canvas *canvas, const struct finish *finish,
                        struct picture_planes *planes)
{
    if (finish->halo > 0)
        spread_halo(room, canvas, finish->gain[1]);
    write_rows(room, canvas, finish, planes);
}

IN_LANES(finish_film,
         (struct darkroom * room, const struct canvas *canvas, const struct finish *finish,
          struct picture_planes *planes),
         (room, canvas, finish, planes))

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
    set_tone(room, stock->contrast > 0 ? stock->contrast : 1);
    finish_film_in_lanes(room, canvas, &finish, planes);
}
