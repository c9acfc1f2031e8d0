/* SPDX-License-Identifier: Apache-2.0 */
#include "render/pattern.h"
#include "render/arithmetic.h"

#include <stdio.h>
#include <stdlib.h>

/* Linear light, 0 to 1. */
struct paint {
    double red, green, blue, gloss;
};

static struct paint grey(double light, double gloss)
{
    return (struct paint){light, light, light, gloss};
}

static struct paint shaded(struct paint p, double light)
{
    return (struct paint){p.red * light, p.green * light, p.blue * light, p.gloss};
}

static double whole(double x)
{
    return (double)(int)x;
}

/* Where x lies between lines that come every `period`: 0 on one, 1 a `width` away from it. */
static double off_line(double x, double period, double width)
{
    double t = x - whole(x / period) * period;
    double near = t < period - t ? t : period - t;
    return smooth_step(0, width, near);
}

/* x and y go from 0 to 1 over the texture. */
static struct paint boards(double x, double y)
{
    int board = (int)(x * 8);
    double shift = draw(&(struct stream){(uint64_t)board * 77 + 5});
    double tone = 0.75 + 0.5 * draw(&(struct stream){(uint64_t)board + 900});
    double grain = clouds_at(11 + (uint64_t)board, x * 64, y * 4, 64, 3);
    double seam = off_line(x, 0.125, 0.006) * off_line(y + shift, 1, 0.004);
    struct paint wood = {0.36, 0.19, 0.09, 0.5};
    return shaded(wood, tone * (0.6 + 0.8 * grain) * (0.25 + 0.75 * seam));
}

static struct paint wallpaper(double x, double y)
{
    double stripe = smooth_step(0.46, 0.54, off_line(x, 0.25, 0.125));
    double dx = x * 8 - whole(x * 8) - 0.5, dy = y * 4 - whole(y * 4) - 0.5;
    double ground = smooth_step(0.1, 0.16, dx * dx * 3 + dy * dy * 1.2);
    double light = 0.72 + 0.1 * stripe + 0.14 * ground;
    return grey(light * (0.94 + 0.12 * clouds_at(3, x * 8, y * 8, 8, 4)), 0.05);
}

static struct paint brick(double x, double y)
{
    int course = (int)(y * 12);
    double along = x * 4 + (course & 1) * 0.5;
    double joint = off_line(y, 1.0 / 12, 0.012) * off_line(along, 1, 0.05);
    double tone = 0.7 + 0.6 * draw(&(struct stream){(uint64_t)((int)along % 4 * 64 + course)});
    double rough = 0.7 + 0.6 * clouds_at(5, x * 32, y * 32, 32, 3);
    struct paint clay = {0.34, 0.13, 0.08, 0.05}, mortar = {0.3, 0.28, 0.25, 0};
    return joint > 0.5 ? shaded(clay, tone * rough) : shaded(mortar, rough);
}

static struct paint snow(double x, double y)
{
    double light = 0.8 + 0.2 * clouds_at(7, x * 4, y * 4, 4, 6);
    return (struct paint){light * 0.93, light * 0.96, light, 0.1};
}

static struct paint asphalt(double x, double y)
{
    double stones = clouds_at(13, x * 64, y * 64, 64, 2), wet = clouds_at(17, x * 3, y * 3, 3, 4);
    return grey(0.035 + 0.07 * stones, smooth_step(0.42, 0.6, wet));
}

/* Lit and dark windows of a house front, four by four; as light that they give. */
static struct paint windows(double x, double y)
{
    double wx = x * 4 - whole(x * 4), wy = y * 4 - whole(y * 4);
    int which = (int)(x * 4) + 4 * (int)(y * 4);
    struct stream stream = {(uint64_t)which * 31 + 7};
    int pane = wx > 0.28 && wx < 0.72 && wy > 0.22 && wy < 0.78;
    int bar = (wx > 0.485 && wx < 0.515) || (wy > 0.49 && wy < 0.51);
    double lit = draw(&stream), warm = draw(&stream);
    if (!pane || bar)
        return grey(0.004, 0);
    if (lit < 0.55)
        return (struct paint){0.01, 0.014, 0.022, 0.8};
    double curtain = 0.6 + 0.4 * clouds_at(19 + (uint64_t)which, x * 64, y * 4, 64, 2);
    return shaded((struct paint){0.95, 0.55 + 0.2 * warm, 0.2 + 0.4 * warm, 0.2}, curtain);
}

static struct paint cloth(double x, double y)
{
    double weave = (off_line(x, 1.0 / 64, 0.006) + off_line(y, 1.0 / 64, 0.006)) / 2;
    double folds = clouds_at(23, x * 6, y * 3, 6 * 3, 3);
    return grey((0.72 + 0.2 * weave) * (0.7 + 0.5 * folds), 0);
}

static struct paint tiles(double x, double y)
{
    int odd = ((int)(x * 4) + (int)(y * 4)) & 1;
    double joint = off_line(x, 0.25, 0.004) * off_line(y, 0.25, 0.004);
    double stone = 0.8 + 0.3 * clouds_at(29, x * 8, y * 8, 8, 4);
    return grey((odd ? 0.75 : 0.16) * stone * (0.4 + 0.6 * joint), 0.3 + 0.6 * joint);
}

static struct paint plaster(double x, double y)
{
    return grey(0.8 + 0.2 * clouds_at(31, x * 6, y * 6, 6, 6), 0.02);
}

/* Two shelves of spines. */
static struct paint books(double x, double y)
{
    double shelf = y * 2 - whole(y * 2);
    int spine = (int)(x * 28) + 28 * (int)(y * 2);
    struct stream stream = {(uint64_t)spine * 91 + 3};
    double tall = draw_between(&stream, 0.62, 0.86), hue = draw(&stream),
           tone = draw_between(&stream, 0.25, 1);
    if (shelf < 0.07)
        return (struct paint){0.2, 0.1, 0.05, 0.3};
    if (shelf > tall)
        return grey(0.012, 0);
    struct paint spines[4] = {
        {0.4, 0.06, 0.04, 0.2}, {0.07, 0.12, 0.25, 0.2}, {0.45, 0.36, 0.2, 0.2}, {0.06, 0.16, 0.09, 0.2}};
    double band = shelf > 0.5 && shelf < 0.56 ? 1.8 : 1;
    return shaded(spines[(int)(hue * 4)], tone * band * (0.35 + 0.65 * off_line(x, 1.0 / 28, 0.008)));
}

/* A window with a cross of bars: what shines through it. */
static struct paint pane(double x, double y)
{
    double bars = off_line(x, 0.5, 0.02) * off_line(y, 0.3333, 0.02);
    return bars < 0.8 ? grey(0.02, 0.1) : grey(0.6 + 0.4 * y, 0.3);
}

static struct paint painted(enum pattern pattern, double x, double y)
{
    switch (pattern) {
    case pattern_boards: return boards(x, y);
    case pattern_wallpaper: return wallpaper(x, y);
    case pattern_brick: return brick(x, y);
    case pattern_snow: return snow(x, y);
    case pattern_asphalt: return asphalt(x, y);
    case pattern_windows: return windows(x, y);
    case pattern_cloth: return cloth(x, y);
    case pattern_tiles: return tiles(x, y);
    case pattern_plaster: return plaster(x, y);
    case pattern_books: return books(x, y);
    case pattern_pane: return pane(x, y);
    default: return grey(1, 0);
    }
}

static uint8_t root_of(double linear)
{
    double root = square_root(linear) * 255 + 0.5;
    return root > 255 ? 255 : (uint8_t)root;
}

static void paint_finest(uint8_t *texel, enum pattern pattern)
{
    for (int y = 0; y < pattern_side; y++) {
        for (int x = 0; x < pattern_side; x++, texel += 4) {
            struct paint p = painted(pattern, (x + 0.5) / pattern_side, (y + 0.5) / pattern_side);
            texel[0] = root_of(p.red);
            texel[1] = root_of(p.green);
            texel[2] = root_of(p.blue);
            texel[3] = (uint8_t)(p.gloss * 255);
        }
    }
}

/* Each texel the mean of four, as light. */
static void halve(uint8_t *to, const uint8_t *from, int side)
{
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            const uint8_t *upper = from + 4 * ((2 * y) * 2 * side + 2 * x), *lower = upper + 8 * side;
            for (int c = 0; c < 4; c++) {
                double a = upper[c], b = upper[c + 4], d = lower[c], e = lower[c + 4];
                double mean = c < 3 ? square_root((a * a + b * b + d * d + e * e) / 4) : (a + b + d + e) / 4;
                to[4 * (y * side + x) + c] = (uint8_t)(mean + 0.5);
            }
        }
    }
}

void shelf_fill(struct texture_shelf *shelf)
{
    size_t texels = 0;
    for (int l = 0; l < pattern_levels; l++)
        texels += (size_t)(pattern_side >> l) * (pattern_side >> l);
    shelf->texels = malloc(texels * 4 * pattern_count);
    if (!shelf->texels) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    uint8_t *next = shelf->texels;
    for (int p = 0; p < pattern_count; p++) {
        for (int l = 0; l < pattern_levels; l++) {
            int side = pattern_side >> l;
            shelf->of[p].level[l] = next;
            if (l)
                halve(next, shelf->of[p].level[l - 1], side);
            else
                paint_finest(next, (enum pattern)p);
            next += (size_t)side * side * 4;
        }
    }
}

void shelf_release(struct texture_shelf *shelf)
{
    free(shelf->texels);
    shelf->texels = NULL;
}
