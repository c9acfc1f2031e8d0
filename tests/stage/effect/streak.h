/* SPDX-License-Identifier: Apache-2.0 */
/* Small things in the air, smeared along their way while the shutter is open; and the light around them. */
#ifndef STAGE_STREAK_H
#define STAGE_STREAK_H

#include "render/shade.h"

enum { surround_columns = 16, surround_rows = 8 };

/* Means of the picture's light over parts of it: what small things in the air send on. */
struct surround {
    struct colour part[surround_rows][surround_columns], mean;
    float column, row; /* how many pixels one part is wide and high */
};

void surround_take(struct surround *surround, const struct canvas *canvas);
/* Between the four nearest parts. */
struct colour surround_at(const struct surround *surround, double x, double y);

struct streak {
    float x0, y0, x1, y1; /* pixels */
    float radius;
    float distance;
    float cover;         /* how much of what is behind is hidden, 0 to 1 */
    struct colour light; /* its own */
    int adds;            /* light is added and nothing hidden: sparks */
};

/* Where nothing nearer is. */
void streak_draw(struct canvas *canvas, const struct streak *streak);

#endif
