/* SPDX-License-Identifier: Apache-2.0 */
/* Rain, snow and fog. Drops and flakes hang in boxes of the world that repeat without end; each goes its own
 * way through all time, and of its copies the one near the camera is seen. */
#ifndef STAGE_WEATHER_H
#define STAGE_WEATHER_H

#include "effect/effect.h"
#include "effect/mist.h"

enum { shells = 2 }; /* boxes: few near ones that are large in the picture, many far ones */

struct flake {
    struct vec at, velocity; /* metres, metres a second */
    double radius;
};

/* The n-th one of a shell at a time, the copy of it that is nearest to `middle`. */
struct flake flake_at(const struct air *air, int shell, int n, double seconds, struct vec middle);
int flake_count(const struct air *air, int shell);
/* The middle of the box that is seen from there, and half its side. */
struct vec shell_middle(int shell, const struct view *view);
double shell_half(int shell);

/* What weather does to the sky and the far. */
void weather_add(struct scenery *scenery, const struct air *air);
void weather_over(struct canvas *canvas, const struct air *air, const struct view *view,
                  const struct surround *surround, const struct torn *torn, double moment, double rate);

#endif
