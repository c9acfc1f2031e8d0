/* SPDX-License-Identifier: Apache-2.0 */
#include "effect/wear.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* About normal, mean 0 and deviation 1: the sum of four even numbers, whose variance is (2^32 - 1) / 3. */
static double about_normal(uint64_t bits)
{
    double sum = (double)((bits & 65535) + (bits >> 16 & 65535) + (bits >> 32 & 65535) + (bits >> 48));
    return (sum - 131070) / 37837.2272;
}

/* A frame's share of noise that goes over to the next ones: weights whose squares add up to 1. */
static double wavering(uint64_t seed, int frame)
{
    static const double weights[4] = {0.8, 0.5, 0.3, 0.14142135623730951};
    double sum = 0;
    for (int i = 0; i < 4; i++)
        sum += weights[i] * about_normal(scramble(seed ^ scramble((uint64_t)(frame - i + 8))));
    return sum;
}

static uint64_t seed_for(const struct wear *wear, const char *what)
{
    return stream_of(wear->seed, what).state;
}

double wear_exposure(const struct wear *wear, int frame)
{
    double exposure = 1 + wear->flicker * wavering(seed_for(wear, "flicker"), frame);
    return exposure > 0.1 ? exposure : 0.1;
}

void wear_place(const struct wear *wear, int frame, double *x, double *y)
{
    *x = wear->weave * wavering(seed_for(wear, "weave"), frame);
    *y = wear->weave * wavering(seed_for(wear, "jump"), frame);
}

static int within(int x, int low, int high)
{
    return x < low ? low : x > high ? high : x;
}

static uint8_t byte_of(float value)
{
    return value < 1 ? 1 : value > 254 ? 254 : (uint8_t)(value + 0.5f);
}

static void *room_for(size_t bytes)
{
    void *room = malloc(bytes);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

/* Catmull and Rom's spline through four values, `t` behind the second: it blurs less than a straight line. */
static void spline_weights(float t, float weight[4])
{
    weight[0] = t * (-0.5f + t * (1 - 0.5f * t));
    weight[1] = 1 + t * t * (-2.5f + 1.5f * t);
    weight[2] = t * (0.5f + t * (2 - 1.5f * t));
    weight[3] = t * t * (-0.5f + 0.5f * t);
}

/* Where a value comes from that stands `by` further on: whole steps and the rest. */
static int whole_and_rest(double by, float weight[4])
{
    double back = -by;
    int whole = (int)back;
    whole -= whole > back;
    spline_weights((float)(back - whole), weight);
    return whole;
}

/* Moves a plane by a part of a pixel; at its edges it goes on as it ends. */
static void move_plane(uint8_t *plane, int width, int height, double by_x, double by_y)
{
    float across[4], down[4];
    int from_x = whole_and_rest(by_x, across), from_y = whole_and_rest(by_y, down);
    uint8_t *old = room_for((size_t)width * (size_t)height);
    float *row = room_for(((size_t)width + 4) * sizeof *row);
    memcpy(old, plane, (size_t)width * (size_t)height);
    for (int y = 0; y < height; y++) {
        const uint8_t *lines[4];
        for (int k = 0; k < 4; k++)
            lines[k] = old + (size_t)within(y + from_y + k - 1, 0, height - 1) * (size_t)width;
        for (int i = 0; i < width + 4; i++) {
            int x = within(i + from_x - 1, 0, width - 1);
            row[i] =
                lines[0][x] * down[0] + lines[1][x] * down[1] + lines[2][x] * down[2] + lines[3][x] * down[3];
        }
        for (int x = 0; x < width; x++)
            plane[(size_t)y * (size_t)width + (size_t)x] =
                byte_of(row[x] * across[0] + row[x + 1] * across[1] + row[x + 2] * across[2] +
                        row[x + 3] * across[3]);
    }
    free(row);
    free(old);
}

static void weave_planes(const struct wear *wear, int frame, struct picture_planes *planes)
{
    double x, y;
    wear_place(wear, frame, &x, &y);
    move_plane(planes->y, planes->width, planes->height, x, y);
    move_plane(planes->cb, planes->width / 2, planes->height / 2, x / 2, y / 2);
    move_plane(planes->cr, planes->width / 2, planes->height / 2, x / 2, y / 2);
}

/* A soft dot on one plane. */
static void dot_on(uint8_t *plane, int width, int height, double x, double y, double radius, float cover,
                   float tone)
{
    double reach = radius + 0.5;
    int left = within((int)(x - reach), 0, width), right = within((int)(x + reach) + 1, 0, width);
    int top = within((int)(y - reach), 0, height), bottom = within((int)(y + reach) + 1, 0, height);
    for (int j = top; j < bottom; j++) {
        for (int i = left; i < right; i++) {
            double dx = i + 0.5 - x, dy = j + 0.5 - y, inside = reach - square_root(dx * dx + dy * dy);
            float part = cover * (float)(inside < 0 ? 0 : inside > 1 ? 1 : inside);
            uint8_t *to = &plane[(size_t)j * (size_t)width + (size_t)i];
            *to = byte_of(*to + (tone - *to) * part);
        }
    }
}

/* Dirt has no colour of its own. */
static void dab(struct picture_planes *planes, double x, double y, double radius, float cover, float tone)
{
    int width = planes->width / 2, height = planes->height / 2;
    dot_on(planes->y, planes->width, planes->height, x, y, radius, cover, tone);
    dot_on(planes->cb, width, height, x / 2, y / 2, radius / 2, cover, 128);
    dot_on(planes->cr, width, height, x / 2, y / 2, radius / 2, cover, 128);
}

/* A few dots that grow together. */
static void add_speck(struct stream *stream, double size, struct picture_planes *planes)
{
    double x = draw_between(stream, 0, planes->width), y = draw_between(stream, 0, planes->height);
    double radius = size * (0.7 + 2 * power(draw(stream), 3));
    float tone = draw(stream) < 0.7 ? 24 : 222, cover = (float)draw_between(stream, 0.6, 0.95);
    int dots = 1 + draw_one_of(stream, 4);
    for (int i = 0; i < dots; i++) {
        dab(planes, x, y, radius * draw_between(stream, 0.5, 1), cover, tone);
        x += draw_between(stream, -1, 1) * radius;
        y += draw_between(stream, -1, 1) * radius;
    }
}

/* Something thin that curls. */
static void add_hair(struct stream *stream, double size, struct picture_planes *planes)
{
    double x = draw_between(stream, 0, planes->width), y = draw_between(stream, 0, planes->height);
    double way = draw_between(stream, 0, 360), curl = draw_between(stream, -7, 7),
           more = draw_between(stream, -0.5, 0.5);
    int steps = 14 + draw_one_of(stream, 40);
    float tone = draw(stream) < 0.8 ? 28 : 215;
    for (int i = 0; i < steps; i++) {
        dab(planes, x, y, size * 0.45, 0.5f, tone);
        x += cosine(way) * size * 0.8;
        y += sine(way) * size * 0.8;
        way += curl;
        curl += more;
    }
}

/* How many come this frame where `mean` do on average (Poisson), by the inverse of the distribution. */
static int how_many(struct stream *stream, double mean)
{
    double left = draw(stream), chance = exponential2(-mean * 1.4426950408889634);
    int count = 0;
    for (; left >= chance && count < 400; count++) {
        left -= chance;
        chance *= mean / (count + 1);
    }
    return count;
}

static void add_dirt(const struct wear *wear, int frame, struct picture_planes *planes)
{
    struct stream stream = stream_of(wear->seed ^ scramble((uint64_t)frame), "dirt");
    double size = planes->height / 268.0;
    for (int left = how_many(&stream, wear->dirt); left > 0; left--) {
        if (draw(&stream) < 0.15)
            add_hair(&stream, size, planes);
        else
            add_speck(&stream, size, planes);
    }
}

/* Frames of a place where a scratch may be, and those that one lasts on average. */
enum { scratch_turn = 240, scratch_lasts = 120 };

struct scratch {
    double x, wide;
    float cover, tone;
    uint64_t seed;
};

/* False where there is none in this place now. */
static int scratch_at(const struct wear *wear, int place, double chance, int frame, int width,
                      struct scratch *scratch)
{
    struct stream offset = stream_of(wear->seed ^ (uint64_t)place, "scratch place");
    int since = frame + draw_one_of(&offset, scratch_turn), turn = since / scratch_turn;
    struct stream stream =
        stream_of(wear->seed ^ scramble((uint64_t)place << 32 | (uint64_t)turn), "scratch");
    int is = draw(&stream) < chance;
    double lasts = draw_between(&stream, 0.5, 1.5) * scratch_lasts, at = since % scratch_turn;
    scratch->seed = scramble(stream.state);
    scratch->x = width * draw_between(&stream, 0.03, 0.97);
    scratch->x += width * 0.03 * (noise_at(scratch->seed, frame / 17.0, 0.5, 1 << 20) - 0.5);
    scratch->wide = width / 640.0 * draw_between(&stream, 0.35, 0.9);
    scratch->tone = draw(&stream) < 0.5 ? 20 : 226;
    double comes = smooth_step(0, 6, at) * smooth_step(0, 6, lasts - at);
    scratch->cover = (float)(comes * draw_between(&stream, 0.25, 0.7));
    return is && at < lasts;
}

/* It is fainter here and there, which runs past with the strip. */
static void draw_scratch(const struct scratch *scratch, int frame, struct picture_planes *planes)
{
    int width = planes->width, first = within((int)(scratch->x - 3), 0, width),
        last = within((int)(scratch->x + 4), 0, width);
    for (int y = 0; y < planes->height; y++) {
        double along = frame * 1.37 + (double)y / planes->height;
        double middle = scratch->x + 0.6 * (noise_at(scratch->seed + 1, along * 3, 0.5, 1 << 20) - 0.5);
        float cover = scratch->cover *
                      (float)smooth_step(0.2, 0.6, noise_at(scratch->seed + 2, along * 2, 0.5, 1 << 20));
        for (int x = first; x < last; x++) {
            double off = x + 0.5 - middle, inside = scratch->wide + 0.5 - (off < 0 ? -off : off);
            uint8_t *to = &planes->y[(size_t)y * (size_t)width + (size_t)x];
            if (inside > 0)
                *to = byte_of(*to + (scratch->tone - *to) * cover * (float)(inside < 1 ? inside : 1));
        }
    }
}

/* Twice as many places as scratches, each of which has one half of the time. */
static void add_scratches(const struct wear *wear, int frame, struct picture_planes *planes)
{
    int places = (int)(wear->scratches * 2) + 1;
    double chance = wear->scratches * scratch_turn / (places * (double)scratch_lasts);
    for (int place = 0; place < places; place++) {
        struct scratch scratch;
        if (scratch_at(wear, place, chance, frame, planes->width, &scratch))
            draw_scratch(&scratch, frame, planes);
    }
}

void wear_planes(const struct wear *wear, int frame, struct picture_planes *planes)
{
    if (wear->scratches > 0)
        add_scratches(wear, frame, planes);
    if (wear->dirt > 0)
        add_dirt(wear, frame, planes);
    if (wear->weave > 0)
        weave_planes(wear, frame, planes);
}

/* Grain as developed film has it: strongest in the middle tones, a third at black and white. */
static float grain_at(uint64_t seed, int x, int y, float value, double grain)
{
    float luma = (value - 16) / 219;
    luma = luma < 0 ? 0 : luma > 1 ? 1 : luma;
    double noise = about_normal(scramble(seed ^ ((uint64_t)y << 32 | (uint64_t)x)));
    return (float)(grain * noise) * (0.33f + 0.67f * 4 * luma * (1 - luma));
}

void grain_planes(double grain, uint64_t seed, int frame, struct picture_planes *planes)
{
    uint64_t own = scramble(seed ^ scramble((uint64_t)frame));
    for (int y = 0; y < planes->height; y++) {
        for (int x = 0; x < planes->width; x++) {
            uint8_t *to = &planes->y[(size_t)y * (size_t)planes->width + (size_t)x];
            *to = byte_of(*to + grain_at(own, x, y, *to, grain));
        }
    }
}

/* The mean of what is around and not much brighter or darker: without grain, edges kept. */
static float without_grain(const uint8_t *luma, int width, int height, int x, int y)
{
    enum { reach = 3, alike = 15 };
    int sum = 0, count = 0, here = luma[(size_t)y * (size_t)width + (size_t)x];
    for (int j = within(y - reach, 0, height - 1); j <= within(y + reach, 0, height - 1); j++) {
        for (int i = within(x - reach, 0, width - 1); i <= within(x + reach, 0, width - 1); i++) {
            int value = luma[(size_t)j * (size_t)width + (size_t)i], off = value - here;
            int same = off <= alike && off >= -alike;
            sum += same ? value : 0;
            count += same;
        }
    }
    return (float)sum / (float)count;
}

void patch_planes(const struct patch *patch, int frame, struct picture_planes *planes)
{
    int width = planes->width, height = planes->height;
    uint64_t own = scramble(patch->seed ^ scramble((uint64_t)frame + 1));
    int left = within((int)(patch->x - patch->half_width), 0, width),
        right = within((int)(patch->x + patch->half_width) + 1, 0, width);
    int top = within((int)(patch->y - patch->half_height), 0, height),
        bottom = within((int)(patch->y + patch->half_height) + 1, 0, height);
    if (patch->half_width <= 0 || patch->half_height <= 0)
        return;
    uint8_t *old = room_for((size_t)width * (size_t)height);
    memcpy(old, planes->y, (size_t)width * (size_t)height);
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            double dx = (x + 0.5 - patch->x) / patch->half_width,
                   dy = (y + 0.5 - patch->y) / patch->half_height;
            float part = (float)(1 - smooth_step(0.8, 1, dx * dx + dy * dy));
            if (part <= 0)
                continue;
            uint8_t *to = &planes->y[(size_t)y * (size_t)width + (size_t)x];
            float value = without_grain(old, width, height, x, y);
            value += grain_at(own, x, y, value, patch->grain);
            *to = byte_of(*to + (value - *to) * part);
        }
    }
    free(old);
}
