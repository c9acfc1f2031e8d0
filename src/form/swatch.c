/* SPDX-License-Identifier: Apache-2.0 */
#include "form/swatch.h"
#include <math.h>

/* Björn Ottosson, "A perceptual color space for image processing" (2020), the inverse matrices. */
static void oklab_to_linear(double l, double a, double b, double linear[3])
{
    double root_l = l + 0.3963377774 * a + 0.2158037573 * b;
    double root_m = l - 0.1055613458 * a - 0.0638541728 * b;
    double root_s = l - 0.0894841775 * a - 1.2914855480 * b;
    double long_wave = root_l * root_l * root_l;
    double middle_wave = root_m * root_m * root_m;
    double short_wave = root_s * root_s * root_s;
    linear[0] = 4.0767416621 * long_wave - 3.3077115913 * middle_wave + 0.2309699292 * short_wave;
    linear[1] = -1.2684380046 * long_wave + 2.6097574011 * middle_wave - 0.3413193965 * short_wave;
    linear[2] = -0.0041960863 * long_wave - 0.7034186147 * middle_wave + 1.7076147010 * short_wave;
}

static bool in_gamut(const double linear[3])
{
    const double slack = 1e-4; /* the published matrices are rounded: white comes out as 1.0000003 */
    for (int i = 0; i < 3; i++)
        if (linear[i] < -slack || linear[i] > 1.0 + slack)
            return false;
    return true;
}

/* IEC 61966-2-1. */
static uint8_t srgb_encode(double linear)
{
    double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1.0 / 2.4) - 0.055;
    return (uint8_t)(fmin(fmax(value, 0.0), 1.0) * 255.0 + 0.5);
}

void swatch_paint(struct pst_swatch *swatch)
{
    double l = fmin(fmax(swatch->l, 0.0), 1.0);
    double linear[3];
    oklab_to_linear(l, swatch->a, swatch->b, linear);
    if (!in_gamut(linear)) {
        double inside = 0.0, outside = 1.0; /* share of the chroma */
        for (int step = 0; step < 24; step++) {
            double middle = 0.5 * (inside + outside);
            oklab_to_linear(l, middle * swatch->a, middle * swatch->b, linear);
            if (in_gamut(linear))
                inside = middle;
            else
                outside = middle;
        }
        oklab_to_linear(l, inside * swatch->a, inside * swatch->b, linear);
    }
    swatch->red = srgb_encode(linear[0]);
    swatch->green = srgb_encode(linear[1]);
    swatch->blue = srgb_encode(linear[2]);
}
