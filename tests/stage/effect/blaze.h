/* SPDX-License-Identifier: Apache-2.0 */
/* Fire, explosions, smoke, and the glare of shots and flashes, laid over the picture. */
#ifndef STAGE_BLAZE_H
#define STAGE_BLAZE_H

#include "effect/effect.h"
#include "effect/mist.h"

/* What an effect is drawn with. */
struct backdrop {
    struct canvas *canvas;
    const struct view *view;
    const struct surround *surround;
    const struct torn *torn;
};

void smoke_over(const struct backdrop *backdrop, const struct effect *effect, double moment);
void fire_over(const struct backdrop *backdrop, const struct effect *effect, double moment);
void explosion_over(const struct backdrop *backdrop, const struct effect *effect, double moment);
/* A star of short rays, of `level`. */
void muzzle_over(const struct backdrop *backdrop, const struct effect *effect, double level);
void glare_over(const struct backdrop *backdrop, const struct effect *effect, double level);
/* A bolt before the sky alone. */
void bolt_over(const struct backdrop *backdrop, const struct effect *effect, double level);
/* Somebody dark, out of focus, right before the lens. */
void passer_over(const struct backdrop *backdrop, const struct effect *effect, double moment);

#endif
