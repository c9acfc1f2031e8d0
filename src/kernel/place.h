/* SPDX-License-Identifier: Apache-2.0 */
/* Puts a cropped picture back in its place on a small canvas of fixed size. */
#ifndef PST_PLACE_H
#define PST_PLACE_H

#include <stdint.h>

enum { PLACE_ONE = 4096, PLACE_CANVAS = 64 }; /* unit of weight; longest side of a canvas */

/* How the canvas's cells of one axis take from the samples of one axis: cell i is the sum over the samples
   from first[i] to last[i] of weight × sample / PLACE_ONE; inner samples weigh inner[i], the ends head[i] and
   tail[i]. Where first > last nothing is taken. What lacks to PLACE_ONE is `rest`, filled with the bars. */
struct place_axis {
    int cells;
    int16_t first[PLACE_CANVAS], last[PLACE_CANVAS];
    int32_t head[PLACE_CANVAS], inner[PLACE_CANVAS], tail[PLACE_CANVAS], rest[PLACE_CANVAS];
};

/* `samples` samples that cover [offset, offset + extent) of an axis of `whole`, onto `cells` cells. */
void place_axis_make(struct place_axis *, int cells, int samples, double offset, double extent, double whole);

/* Canvas of columns->cells × rows->cells, row by row, in the samples' own unit. */
typedef void place_kernel(const struct place_axis *columns, const struct place_axis *rows,
                          const uint16_t *samples, int stride, uint16_t bars, uint16_t *canvas);
place_kernel place_plane, place_plane_avx2;

#endif
