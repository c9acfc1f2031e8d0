/* SPDX-License-Identifier: Apache-2.0 */
/* What a lens leaves unsharp. */
#ifndef STAGE_FOCUS_H
#define STAGE_FOCUS_H

#include "render/shade.h"

/* How wide a point `metres` off is drawn, in pixels of a picture `width` wide, by a thin lens that is focused
 * at `focus`: F² |d - s| / (N d (s - F)) on the film (S. Ray, Applied photographic optics, 3rd ed., 2002,
 * chapter 22). Metres 0 is the sky, without end far. */
double focus_circle(double metres, double focus, double focal_mm, double f_number, int width);
/* Spreads the canvas's light by its distances. What is sharper than a pixel keeps its bytes, unless something
 * unsharp stands before it. */
void focus_blur(struct canvas *canvas, double focus, double focal_mm, double f_number);

/* Gives back what focus_blur keeps with a canvas; canvas_close does it. */
void focus_close(struct canvas *canvas);

#endif
