/* SPDX-License-Identifier: Apache-2.0 */
/* What happens to light and air at a moment: weather, fire, smoke, flashes. All is a pure function of the
 * moment. */
#ifndef STAGE_EFFECT_H
#define STAGE_EFFECT_H

#include "render/shade.h"

enum effect_kind {
    effect_muzzle,    /* a flash of 1 or 2 frames at `place` */
    effect_explosion, /* a ball of fire, light that fills the set, smoke after */
    effect_lightning, /* from the sky: 1 to 4 flickers */
    effect_strobe,    /* for `length`, on in the first half of every `period` frames */
    effect_flash,     /* a photographer's */
    effect_fire,      /* burns at `place` for `length` */
    effect_smoke,     /* drifts over `place` */
    effect_passer,    /* somebody dark passes close before the lens, over `length`: to the right if the
                         seed is odd; hides whom it passes from `who` too */
    effect_kinds
};

struct effect {
    enum effect_kind kind;
    double at, length; /* frames on the scene's clock; fire and smoke from 0 have burnt before */
    struct vec place;  /* of lightning: where the bolt strikes; 0 0 0: anywhere */
    double strength;   /* 1: usual */
    double period;     /* of a strobe */
    uint64_t seed;
};

enum weather { weather_none, weather_rain, weather_snow, weather_fog };

struct air {
    enum weather weather;
    double strength; /* 0 to 1 */
    uint64_t seed;
};

const char *effect_name(enum effect_kind kind);
int effect_named(const char *name);
const char *weather_name(enum weather weather);
int weather_named(const char *name);

/* Before the picture is drawn: lamps, sky and glowing facets that the effects add at this moment. */
void effects_add(struct scenery *scenery, const struct effect *effects, int count, const struct air *air,
                 double moment);
/* After: what is transparent, over the picture's light and behind what is nearer (`canvas->distance`). */
void effects_over(struct canvas *canvas, const struct effect *effects, int count, const struct air *air,
                  const struct view *view, double moment, double rate);
/* How bright an effect is at a moment, 0 to 1 of its own greatest: what truth writes. Smoke and passers give
 * no light: 0. Moments less than half a frame from a whole one are its frame's. */
double effect_level(const struct effect *effect, double moment);

#endif
