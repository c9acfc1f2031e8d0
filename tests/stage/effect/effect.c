/* SPDX-License-Identifier: Apache-2.0 */
#include "effect/effect.h"

#include "effect/blaze.h"
#include "effect/weather.h"

#include <string.h>

static const char *const kind_names[effect_kinds] = {"muzzle", "explosion", "lightning", "strobe",
                                                     "flash",  "fire",      "smoke",     "passer"};
enum { weather_kinds = weather_fog + 1 };
static const char *const weather_names[weather_kinds] = {"none", "rain", "snow", "fog"};

const char *effect_name(enum effect_kind kind)
{
    return kind_names[kind];
}

static int named(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (!strcmp(names[i], name))
            return i;
    }
    return -1;
}

int effect_named(const char *name)
{
    return named(kind_names, effect_kinds, name);
}

const char *weather_name(enum weather weather)
{
    return weather_names[weather];
}

int weather_named(const char *name)
{
    return named(weather_names, weather_kinds, name);
}

/* A frame's number since the effect began; moments around the frame, when the shutter is open, belong to it.
 */
static double whole_frames(double since)
{
    double whole = (double)(int64_t)(since + 0.5);
    return since < -0.5 ? -1 : whole;
}

static double lightning_level(const struct effect *effect, double frame)
{
    struct stream stream = stream_of(effect->seed, "lightning");
    int flickers = 1 + draw_one_of(&stream, 4), brightest = draw_one_of(&stream, flickers);
    double at = 0, level = 0;
    for (int i = 0; i < flickers && frame >= at; i++) {
        double own = i == brightest ? 1 : draw_between(&stream, 0.3, 0.8);
        double now = own * exponential2(-2 * (frame - at));
        level = now > level ? now : level;
        at += 2 + draw_one_of(&stream, 4);
    }
    return level < 0.02 ? 0 : level;
}

/* It flares up and dies down over half a second, and flickers by a third. */
static double fire_level(const struct effect *effect, double moment)
{
    double since = moment - effect->at, left = effect->at + effect->length - moment;
    double burns = (effect->at > 0 ? smooth_step(0, 12, since) : since >= 0) * smooth_step(0, 12, left);
    double slow = noise_at(effect->seed, moment * 0.13, 0.5, 1 << 20),
           fast = noise_at(effect->seed + 1, moment * 0.45, 0.5, 1 << 20);
    return burns * (1 - 0.22 * slow - 0.12 * fast);
}

double effect_level(const struct effect *effect, double moment)
{
    double since = moment - effect->at, frame = whole_frames(since);
    if (frame < 0)
        return 0;
    switch (effect->kind) {
    case effect_muzzle: return frame == 0 ? 1 : frame == 1 && scramble(effect->seed) & 1 ? 0.35 : 0;
    case effect_explosion:
        return since < 2    ? 0.8 + 0.1 * (since > 0 ? since : 0)
               : since < 60 ? exponential2(-(since - 2) / 6)
                            : 0;
    case effect_lightning: return lightning_level(effect, frame);
    case effect_strobe: {
        double period = effect->period > 1 ? effect->period : 1, cycle = frame / period;
        double phase = cycle - (double)(int64_t)cycle;
        return frame < effect->length && phase < 0.5;
    }
    case effect_flash: return frame == 0 ? 1 : frame == 1 ? 0.12 : 0;
    case effect_fire: return since <= effect->length ? fire_level(effect, moment) : 0;
    default: return 0;
    }
}

static void add_light(struct colour *to, double red, double green, double blue)
{
    to->red += (float)red;
    to->green += (float)green;
    to->blue += (float)blue;
}

/* The sky and a light from it, as hard as a sun's. */
static void add_lightning(struct scenery *scenery, const struct effect *effect, double bright)
{
    struct stream stream = stream_of(effect->seed, "from");
    double x = draw_between(&stream, -1, 1), z = draw_between(&stream, -1, 1);
    struct lamp lamp = {.kind = lamp_sun,
                        .towards = unit(vec(x, -0.8, z)),
                        .colour = colour(1.5 * bright, 1.65 * bright, 2.1 * bright)};
    add_light(&scenery->zenith, 0.2 * bright, 0.22 * bright, 0.32 * bright);
    add_light(&scenery->horizon, 0.36 * bright, 0.38 * bright, 0.5 * bright);
    add_light(&scenery->above, 0.12 * bright, 0.13 * bright, 0.18 * bright);
    add_light(&scenery->fog, 0.1 * bright, 0.11 * bright, 0.15 * bright);
    scenery_lamp(scenery, lamp);
}

/* Light on a facing surface a metre away, at level and strength 1, and how high over the place it comes from.
 */
static const struct {
    double red, green, blue, rise;
} lamps[effect_kinds] = {{8, 5.4, 2.5, 0}, {70, 38, 14, 0.8}, {0, 0, 0, 0}, {17, 17.5, 19, 0},
                         {42, 43, 46, 0},  {8, 3.6, 1, 0.45}, {0, 0, 0, 0}, {0, 0, 0, 0}};

static void add_effect(struct scenery *scenery, const struct effect *effect, double moment)
{
    double bright = effect_level(effect, moment) * effect->strength;
    struct vec at = effect->place;
    if (bright <= 0 || scenery->lamp_count >= most_lamps)
        return;
    if (effect->kind == effect_lightning) {
        add_lightning(scenery, effect, bright);
        return;
    }
    at.y += (float)lamps[effect->kind].rise;
    if (effect->kind == effect_fire) {
        at.x += (float)(0.12 * (noise_at(effect->seed + 2, moment * 0.2, 0.5, 1 << 20) - 0.5));
        at.y += (float)(0.2 * (noise_at(effect->seed + 3, moment * 0.2, 0.5, 1 << 20) - 0.5));
    }
    scenery_point(scenery, at,
                  colour(lamps[effect->kind].red * bright, lamps[effect->kind].green * bright,
                         lamps[effect->kind].blue * bright));
}

void effects_add(struct scenery *scenery, const struct effect *effects, int count, const struct air *air,
                 double moment)
{
    weather_add(scenery, air);
    for (int i = 0; i < count; i++)
        add_effect(scenery, &effects[i], moment);
}

static void lay_effect(const struct backdrop *backdrop, const struct effect *effect, double moment)
{
    double level = effect_level(effect, moment);
    switch (effect->kind) {
    case effect_smoke: smoke_over(backdrop, effect, moment); break;
    case effect_fire: fire_over(backdrop, effect, moment); break;
    case effect_explosion: explosion_over(backdrop, effect, moment); break;
    case effect_passer: passer_over(backdrop, effect, moment); break;
    default:
        if (level <= 0)
            return;
        if (effect->kind == effect_muzzle)
            muzzle_over(backdrop, effect, level);
        else if (effect->kind == effect_flash)
            glare_over(backdrop, effect, level);
        else if (effect->kind == effect_lightning)
            bolt_over(backdrop, effect, level);
    }
}

/* Passers are nearer than the weather, all else behind it. */
void effects_over(struct canvas *canvas, const struct effect *effects, int count, const struct air *air,
                  const struct view *view, double moment, double rate)
{
    struct surround surround;
    struct torn torn;
    struct backdrop backdrop = {canvas, view, &surround, &torn};
    if (!count && air->weather == weather_none)
        return;
    surround_take(&surround, canvas);
    torn_fill(&torn);
    for (int i = 0; i < count; i++) {
        if (effects[i].kind != effect_passer)
            lay_effect(&backdrop, &effects[i], moment);
    }
    if (air->weather != weather_none)
        weather_over(canvas, air, view, &surround, &torn, moment, rate);
    for (int i = 0; i < count; i++) {
        if (effects[i].kind == effect_passer)
            lay_effect(&backdrop, &effects[i], moment);
    }
}
