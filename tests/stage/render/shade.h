/* SPDX-License-Identifier: Apache-2.0 */
/* From what is seen to the light that comes from it. */
#ifndef STAGE_SHADE_H
#define STAGE_SHADE_H

#include "render/raster.h"
#include "render/scenery.h"

enum { most_width = 1920 };

/* One picture of light, and what is true at each of its pixels. */
struct canvas {
    int width, height;
    float *light[3]; /* red, green, blue; linear */
    float *distance; /* metres along the lens's axis of what covers most of the pixel; 0 for the sky */
    uint16_t *who;   /* whom it belongs to; 0 for the set and the sky */
    struct raster raster;
    struct seen_tile *tile;
    struct unsharp *unsharp; /* of focus_blur; NULL until it is needed */
};

void canvas_open(struct canvas *canvas, int width, int height);
void canvas_close(struct canvas *canvas);
/* Draws the whole picture. Equal bytes for equal scenery and view. */
void canvas_draw(struct canvas *canvas, const struct scenery *scenery, const struct texture_shelf *shelf,
                 const struct view *view);

#endif
