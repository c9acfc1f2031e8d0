/* SPDX-License-Identifier: Apache-2.0 */
/* What is seen in a few neighbouring pixels, one entry for each surface in each pixel: each field in an array
 * of its own, so that loops take several entries at once, and few enough to stay in the nearest cache. */
#ifndef STAGE_SURFACE_H
#define STAGE_SURFACE_H

#include "render/raster.h"
#include "render/scenery.h"

enum { most_surfaces = 256 };

struct surfaces {
    int count;
    /* From whoever looks: which facet, where in samples, and how much of which pixel it is. */
    int32_t shown[most_surfaces], pixel[most_surfaces];
    float sx[most_surfaces], sy[most_surfaces], weight[most_surfaces];
    /* From the facet. */
    float distance[most_surfaces];
    float x[most_surfaces], y[most_surfaces], z[most_surfaces];    /* place */
    float nx[most_surfaces], ny[most_surfaces], nz[most_surfaces]; /* where the surface faces */
    float vx[most_surfaces], vy[most_surfaces], vz[most_surfaces]; /* where the camera is, length 1 */
    int32_t who[most_surfaces];
    /* From the material and its pattern. */
    float colour[3][most_surfaces], gloss[most_surfaces], glow[most_surfaces];
    float u[most_surfaces], v[most_surfaces], tile_u[most_surfaces], tile_v[most_surfaces];
    int32_t texture[most_surfaces];
    int patterned; /* some are */
    /* From light. */
    float open[most_surfaces], light[3][most_surfaces], shine[3][most_surfaces];
};

struct lens {
    struct vec at, right, up, ahead; /* right and up for one sample */
    float middle_x, middle_y, pixel_size;
};

struct lens lens_of(const struct view *view, int width, int height);
/* Fills in all but light, from what was looked at. */
void surfaces_look(struct surfaces *surfaces, const struct shown *shown, const struct scenery *scenery,
                   const struct texture_shelf *shelf, const struct lens *lens);

#endif
