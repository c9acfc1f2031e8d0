/* SPDX-License-Identifier: Apache-2.0 */
#include "render/focus.h"

/* The thin lens: c = F² |d - s| / (N d (s - F)) on the film (S. Ray, Applied photographic optics, 3rd ed.,
 * 2002, chapter 22). */
double focus_circle(double metres, double focus, double focal_mm, double f_number, int width)
{
    double f = focal_mm / 1000, most = f * f / (f_number * (focus - f));
    double share = metres > 0 ? (metres - focus) / metres : 1;
    return (share < 0 ? -share : share) * most * 1000 / GATE_WIDTH * width;
}

void focus_blur(struct canvas *canvas, double focus, double focal_mm, double f_number)
{
    (void)canvas;
    (void)focus;
    (void)focal_mm;
    (void)f_number;
}
