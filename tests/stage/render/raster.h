/* SPDX-License-Identifier: Apache-2.0 */
/* Which facet is seen at each sample. A picture has four samples a pixel, two by two; edges run in whole
 * numbers (1/64 of a sample), the upper and left edge belong to a facet and the others do not, so two facets
 * that share an edge never both have a sample nor both miss it, on any machine. */
#ifndef STAGE_RASTER_H
#define STAGE_RASTER_H

#include "render/mesh.h"
#include "render/viewpoint.h"

/* A value over the picture: at sample (x, y), x·a + y·b + c. */
struct plane {
    float a, b, c;
};

/* Everything but `near` is divided by the distance ahead. */
enum shown_value { shown_near, shown_u, shown_v, shown_nx, shown_ny, shown_nz, shown_values };

struct shown {
    int64_t a[3], b[3], c[3]; /* inside where a·x + b·y + c >= 0 for all three, in samples */
    struct plane value[shown_values];
    int top, bottom, left, right; /* in samples, within the picture, last ones included */
    uint32_t part;
    uint16_t material, who;
};

/* Loops take so many numbers at once. */
enum { at_once = 16 };

enum { band_rows = 16, nothing_shown = -1 };

struct raster {
    int width, height; /* in pixels */
    struct shown *shown;
    int count, room;
    int *band_begin; /* of each band in `in_band`, which holds numbers of facets; one more for the end */
    int32_t *in_band;
    int in_band_room;
    float *near;    /* 1 / distance ahead of each sample of the band; 0 where nothing is */
    int32_t *index; /* into `shown`, or nothing_shown */
};

void raster_open(struct raster *raster, int width, int height);
void raster_close(struct raster *raster);
/* Projects and clips a mesh; what faces away is dropped. */
void raster_project(struct raster *raster, const struct mesh *mesh, const struct view *view);
/* Finds what is seen in the pixel rows from `first` on, at most band_rows. */
void raster_band(struct raster *raster, int first);

#endif
