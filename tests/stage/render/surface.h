/* SPDX-License-Identifier: Apache-2.0 */
/* What is seen in a few neighbouring pixels, one entry for each surface in each pixel: each field in an array
 * of its own, so that loops take several entries at once, and few enough to stay in the nearest cache. */
#ifndef STAGE_SURFACE_H
#define STAGE_SURFACE_H

#include "render/raster.h"
#include "render/scenery.h"

/* Arrays begin with a line of the cache, as numbers taken sixteen at a time are slow across two. Loops go on
 * to the end of the last lot of at_once entries. */
enum { most_surfaces = 256, surface_room = most_surfaces + at_once };

struct surfaces {
    int count;
    /* From whoever looks: which facet, where in samples, and how much of which pixel it is. */
    _Alignas(64) int32_t shown[surface_room], pixel[surface_room];
    float sx[surface_room], sy[surface_room], weight[surface_room];
    /* From the facet. */
    float distance[surface_room];
    float x[surface_room], y[surface_room], z[surface_room];    /* place */
    float nx[surface_room], ny[surface_room], nz[surface_room]; /* where the surface faces */
    float vx[surface_room], vy[surface_room], vz[surface_room]; /* where the camera is, length 1 */
    int32_t who[surface_room];
    /* From the material and its pattern. */
    float colour[3][surface_room], gloss[surface_room], glow[surface_room];
    float u[surface_room], v[surface_room], tile_u[surface_room], tile_v[surface_room];
    int32_t texture[surface_room];
    int patterned; /* some are */
    /* From light. */
    float open[surface_room], light[3][surface_room], shine[3][surface_room];
};

static inline int surface_lots(const struct surfaces *surfaces)
{
    return (surfaces->count + at_once - 1) & -at_once;
}

struct lens {
    struct vec at, right, up, ahead; /* right and up for one sample */
    float middle_x, middle_y, pixel_size;
};

struct lens lens_of(const struct view *view, int width, int height);
/* Fills in all but light, from what was looked at. */
void surfaces_look(struct surfaces *surfaces, const struct shown *shown, const struct scenery *scenery,
                   const struct texture_shelf *shelf, const struct lens *lens);

#endif
