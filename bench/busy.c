/* SPDX-License-Identifier: Apache-2.0 */
#include "busy.h"
#include "luck.h"
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PASSAGE = 200 }; /* frames after which other things happen */

enum beat { NO_BEAT, ZOOM, SHAKE, FLASH, DIM, NEGATIVE, SPLIT, SOFT, GREYED, LIGHTNING, BEATS };

struct passage {
    enum beat beat;
    int period, phase, frames; /* of the effect */
    double strength;
    bool from_side;                /* lightning */
    int thing, thing_at, thing_to; /* what comes and goes: sticker, plate, picture in the picture */
    double x, y, size;
    int colour;
};

struct busy {
    uint64_t seed;
    int width, height;
    bool mark, lines, sides, still_sides;
    int line_frames;
    int side; /* columns on each side */
    int64_t known;
    struct passage now;
    uint8_t *copy, *ground; /* pictures */
};

enum thing { NO_THING, STICKER, PLATE, INSET, THINGS };

struct busy *busy_open(uint64_t seed, int width, int height)
{
    struct busy *b = calloc(1, sizeof *b);
    struct chance c = chance_of(seed);
    size_t size = (size_t)(width * height * 3 / 2);
    if (!b)
        return NULL;
    *b = (struct busy){.seed = seed, .width = width, .height = height, .known = -1};
    b->copy = malloc(size);
    b->ground = malloc(size);
    b->mark = happens(&c, 0.4);
    b->lines = happens(&c, 0.5);
    b->line_frames = whole(&c, 24, 90);
    b->sides = happens(&c, 0.2);
    b->still_sides = happens(&c, 0.4);
    b->side = (width - height * 9 / 16) / 4 * 2;
    if (b->copy && b->ground) {
        memset(b->ground, 16, (size_t)(width * height));
        memset(b->ground + width * height, 128, (size_t)(width * height / 2));
        return b;
    }
    busy_close(b);
    return NULL;
}

void busy_close(struct busy *b)
{
    if (b) {
        free(b->copy);
        free(b->ground);
    }
    free(b);
}

static struct passage passage_of(uint64_t seed, int64_t k)
{
    struct chance c = chance_of(seed + 977 * (uint64_t)(k + 1));
    struct passage p = {.beat = happens(&c, 0.7) ? (enum beat)whole(&c, ZOOM, BEATS - 1) : NO_BEAT};
    p.period = whole(&c, 9, 40);
    p.phase = whole(&c, 0, 8);
    p.frames = p.beat == NEGATIVE || p.beat == FLASH ? whole(&c, 1, 4) : whole(&c, 3, 9);
    p.strength = between(&c, 0.3, 1);
    p.from_side = happens(&c, 0.5);
    p.thing = happens(&c, 0.5) ? whole(&c, STICKER, THINGS - 1) : NO_THING;
    p.thing_at = whole(&c, 5, 90);
    p.thing_to = p.thing_at + whole(&c, 10, 100);
    p.x = uniform(&c);
    p.y = uniform(&c);
    p.size = between(&c, 0.2, 0.6);
    p.colour = whole(&c, 0, 255);
    return p;
}

/* ---- planes ---- */

struct planes {
    uint8_t *of[3];
    int width[3], height[3];
};

static struct planes planes_of(const struct busy *b, uint8_t *picture)
{
    int w = b->width, h = b->height;
    return (struct planes){
        {picture, picture + w * h, picture + w * h * 5 / 4}, {w, w / 2, w / 2}, {h, h / 2, h / 2}};
}

static void remap(uint8_t *plane, int count, double gain, double lift, double about)
{
    uint8_t table[256];
    for (int i = 0; i < 256; i++) {
        double v = (i - about) * gain + about + lift;
        table[i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v + 0.5);
    }
    for (int i = 0; i < count; i++)
        plane[i] = table[plane[i]];
}

static int inside(int i, int count)
{
    return i < 0 ? 0 : i >= count ? count - 1 : i;
}

/* The picture `scale` times nearer about its middle, moved by shares of its width and height. */
static void move_picture(struct busy *b, uint8_t *picture, double scale, double dx, double dy)
{
    struct planes to = planes_of(b, picture), from = planes_of(b, b->copy);
    memcpy(b->copy, picture, (size_t)(b->width * b->height * 3 / 2));
    for (int k = 0; k < 3; k++) {
        int w = to.width[k], h = to.height[k];
        for (int y = 0; y < h; y++) {
            const uint8_t *row = from.of[k] + w * inside((int)((y - h * 0.5) / scale + h * (0.5 + dy)), h);
            for (int x = 0; x < w; x++)
                to.of[k][y * w + x] = row[inside((int)((x - w * 0.5) / scale + w * (0.5 + dx)), w)];
        }
    }
}

/* Means of squares of so many samples a side: coarse on purpose. */
static void coarsen(uint8_t *plane, int width, int height, int side)
{
    for (int y = 0; y < height; y += side)
        for (int x = 0; x < width; x += side) {
            int sum = 0, count = 0;
            for (int j = y; j < y + side && j < height; j++)
                for (int i = x; i < x + side && i < width; i++, count++)
                    sum += plane[j * width + i];
            for (int j = y; j < y + side && j < height; j++)
                memset(plane + j * width + x, sum / count, (size_t)(x + side < width ? side : width - x));
        }
}

/* ---- on the beat ---- */

/* Light from one side, or from everywhere, in two bursts. */
static void lighten(struct busy *b, const struct passage *p, int since, uint8_t *picture)
{
    static const double bursts[9] = {1, 0.6, 0.1, 0, 0.8, 0.5, 0.3, 0.1, 0.05};
    double level = 150 * p->strength * bursts[since < 9 ? since : 8];
    for (int y = 0; y < b->height; y++)
        for (int x = 0; x < b->width; x++) {
            uint8_t *to = picture + y * b->width + x;
            double v = *to + level * (p->from_side ? fabs(p->x - (double)x / b->width) : 1);
            *to = (uint8_t)(v > 235 ? 235 : v);
        }
}

static void split_colours(struct busy *b, int by, uint8_t *picture)
{
    struct planes p = planes_of(b, picture);
    for (int y = 0; y < p.height[1]; y++) {
        uint8_t *cb = p.of[1] + y * p.width[1], *cr = p.of[2] + y * p.width[2];
        memmove(cb + by, cb, (size_t)(p.width[1] - by));
        memmove(cr, cr + by, (size_t)(p.width[2] - by));
    }
}

static void soften(struct busy *b, int side, uint8_t *picture)
{
    struct planes p = planes_of(b, picture);
    for (int k = 0; k < 3; k++)
        coarsen(p.of[k], p.width[k], p.height[k], k ? side / 2 + 1 : side);
}

static void apply_beat(struct busy *b, const struct passage *p, int64_t n, uint8_t *picture)
{
    int since = (int)((n + p->phase) % p->period), luma = b->width * b->height;
    double left = p->strength * (1 - (double)since / p->frames);
    struct chance c = chance_of(b->seed ^ (uint64_t)n * 131);
    if (p->beat == NO_BEAT || since >= (p->beat == LIGHTNING ? 9 : p->frames))
        return;
    switch (p->beat) {
    case ZOOM: move_picture(b, picture, 1 + 0.4 * left, 0, 0); break;
    case SHAKE:
        move_picture(b, picture, 1.1, 0.08 * left * between(&c, -1, 1), 0.08 * left * between(&c, -1, 1));
        break;
    case FLASH: remap(picture, luma, 1 - 0.8 * left, 0.8 * left * 235, 0); break;
    case DIM: remap(picture, luma, 1 - 0.7 * left, 0, 16); break;
    case NEGATIVE: remap(picture, luma * 3 / 2, -1, 0, 127.5); break;
    case SPLIT: split_colours(b, 2 + (int)(14 * left), picture); break;
    case SOFT: soften(b, 2 + (int)(20 * left), picture); break;
    case GREYED: remap(picture + luma, luma / 2, 1 - p->strength, 0, 128); break;
    case LIGHTNING: lighten(b, p, since, picture); break;
    case NO_BEAT:
    case BEATS: break;
    }
}

/* ---- laid over ---- */

static void fill(struct busy *b, uint8_t *picture, int x0, int y0, int x1, int y1, const int colour[3])
{
    struct planes p = planes_of(b, picture);
    for (int k = 0; k < 3; k++) {
        int by = k ? 2 : 1, right = inside(x1 / by, p.width[k] + 1);
        for (int y = inside(y0 / by, p.height[k]); y < inside(y1 / by, p.height[k] + 1); y++)
            for (int x = inside(x0 / by, p.width[k]); x < right; x++)
                p.of[k][y * p.width[k] + x] = (uint8_t)colour[k];
    }
}

/* Something like letters, other ones for other seeds. */
static void write_line(struct busy *b, uint8_t *picture, uint64_t seed, int y, int size)
{
    static const int white[3] = {230, 128, 128}, dark[3] = {20, 128, 128};
    struct chance c = chance_of(seed);
    int left = whole(&c, b->width / 10, b->width / 3), right = b->width - left;
    for (int x = left; x < right; x += size * 3 / 4) {
        int wide = whole(&c, size / 5, size * 2 / 3), top = y + whole(&c, 0, size / 2);
        if (happens(&c, 0.15))
            continue;
        fill(b, picture, x - 1, y - 1, x + size / 6 + 3, y + size + 1, dark);
        fill(b, picture, x, y, x + size / 6 + 1, y + size, white);
        fill(b, picture, x, top, x + wide, top + size / 6 + 1, white);
    }
}

static void draw_sticker(struct busy *b, const struct passage *p, int since, uint8_t *picture)
{
    struct planes planes = planes_of(b, picture);
    double grown = since < 3 ? 0.7 + 0.15 * since : 1 + 0.05 * sin(since * 0.8),
           r = p->size * grown * b->height / 2;
    double cx = p->x * b->width, cy = p->y * b->height;
    const int colours[3] = {40 + p->colour * 3 / 4, 80 + p->colour % 97, 80 + p->colour % 89};
    for (int k = 0; k < 3; k++) {
        int by = k ? 2 : 1;
        for (int y = 0; y < planes.height[k]; y++)
            for (int x = 0; x < planes.width[k]; x++)
                if (hypot(x * by - cx, y * by - cy) < r)
                    planes.of[k][y * planes.width[k] + x] = (uint8_t)colours[k];
    }
}

/* It slides in within a few frames, and is gone at once. */
static void draw_plate(struct busy *b, const struct passage *p, int since, uint8_t *picture)
{
    const int colour[3] = {30 + p->colour / 2, 160 - p->colour / 4, 110 + p->colour / 8};
    double come = since < 8 ? (since + 1) / 8.0 : 1;
    int top = (int)(b->height * (0.55 + 0.3 * p->y)), width = (int)(b->width * (0.4 + p->size) * come);
    fill(b, picture, 0, top, width, top + (int)(b->height * 0.3 * p->size) + 8, colour);
    if (come >= 1)
        write_line(b, picture, b->seed + (uint64_t)p->colour, top + 4, 8 + (int)(p->size * 16));
}

/* The picture itself, small and mirrored, its colours exchanged. */
static void draw_inset(struct busy *b, const struct passage *p, uint8_t *picture)
{
    struct planes to = planes_of(b, picture), from = planes_of(b, b->copy);
    memcpy(b->copy, picture, (size_t)(b->width * b->height * 3 / 2));
    for (int k = 0; k < 3; k++) {
        int w = (int)(to.width[k] * p->size), h = (int)(to.height[k] * p->size);
        int x0 = (int)(p->x * (to.width[k] - w)), y0 = (int)(p->y * (to.height[k] - h));
        const uint8_t *source = from.of[k == 0 ? 0 : 3 - k];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                to.of[k][(y0 + y) * to.width[k] + x0 + x] =
                    source[(int)(y / p->size) * to.width[k] + (int)((w - 1 - x) / p->size)];
    }
}

static void draw_thing(struct busy *b, const struct passage *p, int at, uint8_t *picture)
{
    if (at < p->thing_at || at >= p->thing_to)
        return;
    if (p->thing == STICKER)
        draw_sticker(b, p, at - p->thing_at, picture);
    if (p->thing == PLATE)
        draw_plate(b, p, at - p->thing_at, picture);
    if (p->thing == INSET)
        draw_inset(b, p, picture);
}

/* The upright middle stands; its sides are a blur of the picture, or of the film's first one. */
static void draw_sides(struct busy *b, int64_t n, uint8_t *picture)
{
    struct planes to = planes_of(b, picture), from = planes_of(b, b->ground);
    if (n == 0 || !b->still_sides) {
        memcpy(b->ground, picture, (size_t)(b->width * b->height * 3 / 2));
        soften(b, 24, b->ground);
        remap(b->ground, b->width * b->height, 0.6, 0, 16);
    }
    for (int k = 0; k < 3; k++) {
        int w = to.width[k], side = k ? b->side / 2 : b->side;
        for (int y = 0; y < to.height[k]; y++) {
            memcpy(to.of[k] + y * w, from.of[k] + y * w, (size_t)side);
            memcpy(to.of[k] + (y + 1) * w - side, from.of[k] + (y + 1) * w - side, (size_t)side);
        }
    }
}

/* Black, white and titles stay as they are: where only a line on black comes and goes nobody could say what
 * is a cut to a title and what is laid over. */
static bool is_plain(const struct busy *b, const uint8_t *picture)
{
    int luma = b->width * b->height, plain = 0;
    for (int i = 0; i < luma; i += 7)
        plain += picture[i] < 26 || picture[i] > 228;
    return plain * 7 > luma * 2 / 3;
}

void busy_apply(struct busy *b, int64_t n, uint8_t *picture)
{
    static const int mark[3] = {200, 120, 140};
    int64_t passage = n / PASSAGE;
    if (passage != b->known)
        b->now = passage_of(b->seed, passage);
    b->known = passage;
    if (is_plain(b, picture))
        return;
    apply_beat(b, &b->now, n, picture);
    if (b->sides)
        draw_sides(b, n, picture);
    draw_thing(b, &b->now, (int)(n % PASSAGE), picture);
    if (b->mark)
        fill(b, picture, b->width * 5 / 6, b->height / 14, b->width * 11 / 12, b->height / 7, mark);
    if (b->lines && n / b->line_frames % 4 != 3)
        write_line(b, picture, b->seed + (uint64_t)(n / b->line_frames), b->height * 5 / 6, b->height / 18);
}
