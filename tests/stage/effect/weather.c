/* SPDX-License-Identifier: Apache-2.0 */
#include "effect/weather.h"

/* Sides of the boxes, how many there are at full strength, and from where to where they come into view. */
static const struct {
    double side;
    int rain, snow;
    float begins, whole;
} boxes[shells] = {{6, 1800, 2000, 0.35f, 0.9f}, {24, 11000, 12000, 3.2f, 5}};

double shell_half(int shell)
{
    return boxes[shell].side / 2;
}

struct vec shell_middle(int shell, const struct view *view)
{
    return add(view->at, times(view->axes.ahead, boxes[shell].side * 0.46));
}

int flake_count(const struct air *air, int shell)
{
    double strength = air->strength < 0 ? 0 : air->strength > 1 ? 1 : air->strength;
    if (air->weather != weather_rain && air->weather != weather_snow)
        return 0;
    return (int)(strength * (air->weather == weather_rain ? boxes[shell].rain : boxes[shell].snow));
}

/* Between -1 and 1, once to and fro while `turns` grows by 1: two parabolas that meet smoothly. */
static double swing(double turns)
{
    double x = (turns - (double)(int64_t)turns) * 2 - 1;
    return 4 * x * (1 - (x < 0 ? -x : x));
}

/* How fast that changes. */
static double swing_speed(double turns)
{
    double x = (turns - (double)(int64_t)turns) * 2 - 1;
    return 8 * (1 - 2 * (x < 0 ? -x : x));
}

/* 0 to 1, from the bits of a number from `from` on. */
static double bits_of(uint64_t bits, int from)
{
    return (double)(bits >> from & 0xffff) / 65536;
}

/* By whole sides, into half a side of the middle. */
static float brought_near(double x, double middle, double side)
{
    double sides = (x - middle) / side + 0.5;
    int64_t whole = (int64_t)sides;
    whole -= (double)whole > sides;
    return (float)(x - (double)whole * side);
}

static struct vec wind_of(const struct air *air)
{
    uint64_t bits = scramble(air->seed ^ UINT64_C(0x77696e64));
    double most = air->weather == weather_rain ? 1.6 : 0.7;
    return vec((bits_of(bits, 0) - 0.5) * 2 * most, 0, (bits_of(bits, 16) - 0.5) * most);
}

struct flake flake_at(const struct air *air, int shell, int n, double seconds, struct vec middle)
{
    uint64_t place = scramble(air->seed ^ ((uint64_t)shell << 32 | (uint64_t)n)), own = scramble(place);
    double side = boxes[shell].side, heavy = bits_of(place, 48);
    struct vec wind = wind_of(air);
    struct flake flake = {wind, wind, 0};
    double x = bits_of(place, 0) * side, y = bits_of(place, 16) * side, z = bits_of(place, 32) * side;
    if (air->weather == weather_rain) {
        flake.velocity.y = (float)(-7 - 2 * heavy);
        flake.radius = 0.001 + 0.001 * heavy;
    } else {
        double wide = 0.05 + 0.12 * bits_of(own, 32), turns = 0.25 + 0.35 * bits_of(own, 48);
        double along = 1000 + bits_of(own, 0) + seconds * turns,
               across = 1000 + bits_of(own, 16) + seconds * turns * 0.8;
        flake.velocity.y = (float)(-0.75 - 0.7 * heavy);
        flake.velocity.x += (float)(wide * turns * swing_speed(along));
        flake.velocity.z += (float)(wide * turns * 0.8 * swing_speed(across));
        flake.radius = 0.003 + 0.005 * heavy;
        x += wide * swing(along);
        z += wide * swing(across);
    }
    flake.at = (struct vec){brought_near(x + (double)wind.x * seconds, middle.x, side),
                            brought_near(y + (double)flake.velocity.y * seconds, middle.y, side),
                            brought_near(z + (double)wind.z * seconds, middle.z, side)};
    return flake;
}

struct sky_view {
    struct canvas *canvas;
    const struct air *air;
    const struct view *view;
    const struct surround *surround;
    struct vec middle;
    float scale, half, open; /* pixels of a metre at one metre; of the box; seconds the shutter is open */
    int shell;
};

static float ramp(float from, float to, float x)
{
    float t = (x - from) / (to - from);
    return t < 0 ? 0 : t > 1 ? 1 : t;
}

static float greatest(float a, float b)
{
    return a > b ? a : b;
}

static float size_of(float x)
{
    return x < 0 ? -x : x;
}

/* Copies come and go at the box's sides: there they cannot be seen. */
static float seen_part(const struct sky_view *sky, struct vec at, float ahead)
{
    struct vec off = minus(at, sky->middle);
    float edge = greatest(greatest(size_of(off.x), size_of(off.y)), size_of(off.z));
    return ramp(boxes[sky->shell].begins, boxes[sky->shell].whole, ahead) *
           (1 - ramp(0.8f * sky->half, sky->half, edge));
}

/* A drop bends the light of half the world through it: it is as bright as what is around, and more so before
 * bright things. A flake sends on what falls on it. */
static struct colour light_of(const struct sky_view *sky, float x, float y)
{
    struct colour here = surround_at(sky->surround, x, y), all = sky->surround->mean;
    int rains = sky->air->weather == weather_rain;
    float own = rains ? 1.1f : 0.75f, common = rains ? 0.7f : 0.9f, least = rains ? 0.02f : 0.03f;
    float grey =
        0.3f * (here.red + here.green + here.blue) * own + 0.3f * (all.red + all.green + all.blue) * common;
    struct colour light = {here.red * own + all.red * common, here.green * own + all.green * common,
                           here.blue * own + all.blue * common};
    return (struct colour){(light.red + grey) * 0.5f + least, (light.green + grey) * 0.5f + least,
                           (light.blue + grey) * 0.5f + least * 1.2f};
}

static void draw_flake(const struct sky_view *sky, const struct flake *flake)
{
    struct vec off = minus(flake->at, sky->view->at);
    const struct turn *axes = &sky->view->axes;
    struct canvas *canvas = sky->canvas;
    float ahead = dot(off, axes->ahead);
    if (ahead < boxes[sky->shell].begins)
        return;
    float near = sky->scale / ahead, middle_x = (float)canvas->width * 0.5f,
          middle_y = (float)canvas->height * 0.5f;
    float x = dot(off, axes->right) * near, y = -dot(off, axes->up) * near;
    struct vec smear = times(flake->velocity, sky->open / 2);
    float away = dot(smear, axes->ahead) / ahead;
    float dx = dot(smear, axes->right) * near - x * away, dy = -dot(smear, axes->up) * near - y * away;
    if (size_of(x) > middle_x + size_of(dx) + 4 || size_of(y) > middle_y + size_of(dy) + 4)
        return;
    /* What is near is out of focus: larger and fainter. */
    float sharp = (float)flake->radius * near, radius = sharp + (ahead < 2.5f ? (2.5f - ahead) * 0.9f : 0);
    float longer = __builtin_sqrtf(dx * dx + dy * dy) * 2;
    int rains = sky->air->weather == weather_rain;
    float shown = seen_part(sky, flake->at, ahead);
    float cover = shown * (rains ? 0.5f : 0.95f) * (sharp + 0.3f) / (radius + 0.3f);
    cover *= rains ? 1 : (2 * radius + 1) / (2 * radius + 1 + longer);
    if (cover < 0.004f)
        return;
    struct streak streak = {middle_x + x - dx,
                            middle_y + y - dy,
                            middle_x + x + dx,
                            middle_y + y + dy,
                            radius,
                            ahead,
                            cover,
                            light_of(sky, middle_x + x, middle_y + y),
                            0};
    streak_draw(canvas, &streak);
}

void weather_add(struct scenery *scenery, const struct air *air)
{
    static const float thicker[] = {0, 0.008f, 0.01f, 0.055f}, greyer[] = {0, 0.35f, 0.6f, 0.85f};
    float part = greyer[air->weather] * (float)air->strength;
    struct colour *fog = &scenery->fog, low = scenery->horizon, high = scenery->zenith;
    /* Air that sends on light is as bright as the sky over and the ground under it. */
    struct colour grey = {(low.red + high.red) * 0.4f + scenery->above.red * 0.4f,
                          (low.green + high.green) * 0.4f + scenery->above.green * 0.4f,
                          (low.blue + high.blue) * 0.4f + scenery->above.blue * 0.4f};
    if (air->weather == weather_none)
        return;
    /* Lamps light the air as well. */
    for (int i = 0; i < scenery->lamp_count; i++) {
        const struct lamp *lamp = &scenery->lamps[i];
        float reaches = lamp->kind == lamp_sun ? 0.1f : 0.0012f;
        grey.red += lamp->colour.red * reaches;
        grey.green += lamp->colour.green * reaches;
        grey.blue += lamp->colour.blue * reaches;
    }
    scenery->fog_density += thicker[air->weather] * (float)air->strength;
    fog->red += (greatest(grey.red, fog->red) - fog->red) * part;
    fog->green += (greatest(grey.green, fog->green) - fog->green) * part;
    fog->blue += (greatest(grey.blue, fog->blue) - fog->blue) * part;
    scenery->horizon =
        (struct colour){low.red + (fog->red - low.red) * part, low.green + (fog->green - low.green) * part,
                        low.blue + (fog->blue - low.blue) * part};
    scenery->zenith = (struct colour){high.red + (fog->red - high.red) * part,
                                      high.green + (fog->green - high.green) * part,
                                      high.blue + (fog->blue - high.blue) * part};
}

void weather_over(struct canvas *canvas, const struct air *air, const struct view *view,
                  const struct surround *surround, const struct torn *torn, double moment, double rate)
{
    struct sky_view sky = {canvas,    air,
                           view,      surround,
                           {0, 0, 0}, (float)view_scale(view->focal, canvas->width),
                           0,         (float)(0.5 / rate),
                           0};
    if (air->weather == weather_fog)
        mist_drift(canvas, torn, air->strength, view, surround, moment / rate);
    for (sky.shell = shells - 1; sky.shell >= 0; sky.shell--) {
        int count = flake_count(air, sky.shell);
        sky.middle = shell_middle(sky.shell, view);
        sky.half = (float)shell_half(sky.shell);
        for (int n = 0; n < count; n++) {
            struct flake flake = flake_at(air, sky.shell, n, moment / rate, sky.middle);
            draw_flake(&sky, &flake);
        }
    }
}
