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
    double shelf = 1 - (y * 2 - whole(y * 2));
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

/* Four panels of a door, lit from above. */
static struct paint door(double x, double y)
{
    double px = x * 2 - whole(x * 2), lower = y > 0.52, py = lower ? (y - 0.52) / 0.48 : y / 0.52;
    double dx = px < 0.5 ? px : 1 - px, dy = py < 0.5 ? py : 1 - py;
    double light = 0.82 + 0.12 * clouds_at(37, x * 32, y * 4, 32, 3);
    double in = dx - 0.2 < dy * 2 - 0.2 ? dx - 0.2 : dy * 2 - 0.2;
    if (in > 0 && in < 0.05)
        light *= dx * 1.0 - 0.2 < dy * 2 - 0.2 ? (px < 0.5 ? 0.62 : 1.1) : py < 0.5 ? 0.5 : 1.2;
    return grey(light, 0.4);
}

static struct paint leaves(double x, double y)
{
    double light = 0.35 + 0.9 * clouds_at(41, x * 8, y * 8, 8, 4);
    return (struct paint){0.12 * light, 0.26 * light, 0.08 * light, 0.25};
}

/* What a window shows by day, out of focus: sky, roofs, trees; as light. The horizon is at 0.55. */
static struct paint outlook(double x, double y)
{
    double roofs = 0.5 - 0.13 * smooth_step(0.4, 0.6, noise_at(43, x * 9, 0.5, 9));
    double trees = 0.56 - 0.1 * clouds_at(47, x * 12, 0.5, 12, 3);
    double sky = 0.75 + 0.25 * clouds_at(53, x * 3, y * 6, 3, 3) * (1 - y);
    struct paint p = {0.8 * sky, 0.9 * sky, 1.0 * sky, 0.3};
    double house = smooth_step(roofs - 0.015, roofs + 0.015, y),
           tree = smooth_step(trees - 0.03, trees + 0.03, y);
    double windows = smooth_step(0.3, 0.7, noise_at(59, x * 40, y * 40, 40));
    p.red += house * (0.42 + 0.1 * windows - p.red);
    p.green += house * (0.38 + 0.1 * windows - p.green);
    p.blue += house * (0.36 + 0.12 * windows - p.blue);
    double leaf = 0.12 + 0.2 * clouds_at(61, x * 16, y * 16, 16, 3);
    p.red += tree * (leaf * 0.8 - p.red);
    p.green += tree * (leaf * 1.1 - p.green);
    p.blue += tree * (leaf * 0.6 - p.blue);
    return p;
}

/* What a window shows by night: far houses with lit windows under a sky that the town makes pale. */
static struct paint city(double x, double y)
{
    int house = (int)(x * 14);
    struct stream of_house = {(uint64_t)house * 131 + 11};
    double top = draw_between(&of_house, 0.3, 0.56), dark = draw_between(&of_house, 0.012, 0.03);
    double glow = smooth_step(-0.2, 0.7, y);
    if (y < top)
        return (struct paint){0.02 + 0.1 * glow, 0.035 + 0.1 * glow, 0.09 + 0.16 * glow, 0.3};
    double wx = x * 84 - whole(x * 84) - 0.5, wy = y * 48 - whole(y * 48) - 0.5;
    struct stream stream = {(uint64_t)((int)(x * 84) * 64 + (int)(y * 48)) * 17 + 3};
    double lit = draw(&stream) < 0.3 ? draw_between(&stream, 0.3, 1) : 0, warm = draw(&stream);
    lit *= 1 - smooth_step(0.04, 0.2, wx * wx + wy * wy);
    return (struct paint){dark + lit, dark + lit * (0.55 + 0.3 * warm), dark * 1.6 + lit * (0.2 + 0.6 * warm),
                          0.3};
}

/* Diamonds with a flower in each, in light and dark wool. */
static struct paint carpet(double x, double y)
{
    double u = x * 4 - whole(x * 4) - 0.5, v = y * 4 - whole(y * 4) - 0.5;
    double a = u < 0 ? -u : u, b = v < 0 ? -v : v, ring = a + b;
    double flower = u * u + v * v + 0.7 * u * u * v * v * 16;
    double light = ring > 0.42 && ring < 0.5 ? 1.25 : ring > 0.34 && ring < 0.37 ? 0.9 : 0.5;
    light = flower < 0.03 ? 1.2 : flower < 0.05 ? 0.34 : light;
    return grey(light * (0.7 + 0.3 * clouds_at(67, x * 64, y * 64, 64, 2)), 0);
}

/* Light stone with dark veins, in slabs. */
static struct paint marble(double x, double y)
{
    double bend = clouds_at(71, x * 4, y * 4, 4, 4),
           vein = clouds_at(73, x * 6 + bend * 1.5, y * 6 + bend, 6, 4);
    double off = vein - 0.5 < 0 ? 0.5 - vein : vein - 0.5;
    double joint = off_line(x, 0.5, 0.003) * off_line(y, 0.5, 0.003);
    double light = (0.62 + 0.2 * bend) * (0.62 + 0.38 * smooth_step(0, 0.05, off)) * (0.6 + 0.4 * joint);
    return (struct paint){light, light * 0.96, light * 0.9, 0.5 + 0.4 * joint};
}

/* Dark where it is clear, white where snow lies on it, with cracks. */
static struct paint ice(double x, double y)
{
    double bend = clouds_at(79, x * 5, y * 5, 5, 3), sheet = clouds_at(83, x * 3, y * 3, 3, 5);
    double crack = clouds_at(89, x * 4 + bend, y * 4 - bend, 4, 3) - 0.5;
    double line = 1 - smooth_step(0, 0.012, crack < 0 ? -crack : crack);
    double dust = smooth_step(0.48, 0.66, sheet),
           light = 0.2 + 0.16 * bend + 0.5 * dust + 0.3 * line * (1 - dust);
    return (struct paint){light * (0.62 + 0.32 * dust), light * (0.84 + 0.13 * dust), light, 1 - 0.85 * dust};
}

/* Snow that the wind has laid in low waves: blue where they turn away. */
static struct paint drift(double x, double y)
{
    double bend = clouds_at(97, x * 3, y * 3, 3, 4);
    double wave = noise_at(101, x * 8 + bend * 3, y * 16 + bend * 5, 8);
    double rise = clouds_at(103, x * 4, y * 4, 4, 4), light = 0.5 + 0.26 * wave + 0.4 * rise;
    light = light > 1 ? 1 : light;
    double blue = (1 - light) * 0.5;
    return (struct paint){light * (0.94 - blue), light * (0.97 - 0.55 * blue), light, 0.1};
}

/* Snow with holes that feet left, each with a dark and a bright side. */
static struct paint trodden(double x, double y)
{
    double rough = clouds_at(107, x * 16, y * 16, 16, 3), light = 0.62 + 0.3 * rough;
    for (int i = 0; i < 60; i++) {
        struct stream stream = {(uint64_t)i * 53 + 29};
        double dx = x - draw(&stream), dy = y - draw(&stream);
        dx += dx > 0.5 ? -1 : dx < -0.5 ? 1 : 0;
        dy += dy > 0.5 ? -1 : dy < -0.5 ? 1 : 0;
        double far = dx * dx * 2.2 + dy * dy * 9;
        if (far < 0.004)
            light *= 0.66 + 0.5 * smooth_step(-0.035, 0.035, dx) - 0.14 * (1 - far / 0.004);
    }
    light = light > 1 ? 1 : light;
    return (struct paint){light * 0.9, light * 0.95, light, 0.1};
}

/* A far wood: dark trunks and firs with snow on them, thinner towards the top. */
static struct paint forest(double x, double y)
{
    double trees = noise_at(109, x * 48, 0.5, 48) * 0.6 + noise_at(113, x * 16, 0.5, 16) * 0.4;
    double light = 0.05 + 0.12 * clouds_at(127, x * 32, y * 32, 32, 3) + 0.1 * trees;
    double snow = smooth_step(0.55, 0.75, clouds_at(131, x * 48, y * 24, 24, 3)) * 0.4 * (1 - 0.5 * y);
    return (struct paint){light * 0.75 + snow * 0.9, light + snow * 0.95, light * 0.95 + snow, 0};
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
    case pattern_door: return door(x, y);
    case pattern_leaves: return leaves(x, y);
    case pattern_outlook: return outlook(x, y);
    case pattern_city: return city(x, y);
    case pattern_carpet: return carpet(x, y);
    case pattern_marble: return marble(x, y);
    case pattern_ice: return ice(x, y);
    case pattern_drift: return drift(x, y);
    case pattern_trodden: return trodden(x, y);
    case pattern_forest: return forest(x, y);
    default: return grey(1, 1);
    }
}

static uint32_t root_of(double linear)
{
    double root = square_root(linear) * 255 + 0.5;
    return root > 255 ? 255 : (uint32_t)root;
}

static void paint_finest(uint32_t *texel, enum pattern pattern)
{
    for (int y = 0; y < pattern_side; y++) {
        for (int x = 0; x < pattern_side; x++) {
            struct paint p = painted(pattern, (x + 0.5) / pattern_side, (y + 0.5) / pattern_side);
            *texel++ = root_of(p.red) | root_of(p.green) << 8 | root_of(p.blue) << 16 |
                       (uint32_t)(p.gloss * 255) << 24;
        }
    }
}

/* The mean of four, of gloss as it is, of the others as light. */
static uint32_t mean_of(const uint32_t four[4], int shift)
{
    double sum = 0;
    for (int i = 0; i < 4; i++) {
        double value = four[i] >> shift & 255;
        sum += shift < 24 ? value * value : value;
    }
    return (uint32_t)((shift < 24 ? square_root(sum / 4) : sum / 4) + 0.5);
}

static void halve(uint32_t *to, const uint32_t *from, int side)
{
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            const uint32_t *upper = from + (2 * y) * 2 * side + 2 * x, *lower = upper + 2 * side;
            const uint32_t four[4] = {upper[0], upper[1], lower[0], lower[1]};
            uint32_t texel = 0;
            for (int shift = 0; shift < 32; shift += 8)
                texel |= mean_of(four, shift) << shift;
            *to++ = texel;
        }
    }
}

void shelf_fill(struct texture_shelf *shelf)
{
    shelf->texels = malloc(sizeof *shelf->texels * pattern_texels * pattern_count);
    if (!shelf->texels) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    uint32_t *next = shelf->texels;
    for (int p = 0; p < pattern_count; p++) {
        paint_finest(next, (enum pattern)p);
        for (int side = pattern_side; side > 1; side /= 2) {
            halve(next + side * side, next, side / 2);
            next += side * side;
        }
        next++;
    }
}

void shelf_release(struct texture_shelf *shelf)
{
    free(shelf->texels);
    shelf->texels = NULL;
}
