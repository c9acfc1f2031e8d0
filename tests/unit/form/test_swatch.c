/* SPDX-License-Identifier: Apache-2.0 */
#include "form/swatch.h"
#include "test.h"

static struct pst_swatch painted(double l, double a, double b)
{
    struct pst_swatch swatch = {.weight = 1.0, .l = l, .a = a, .b = b};
    swatch_paint(&swatch);
    return swatch;
}

static void require_rgb(double l, double a, double b, int red, int green, int blue)
{
    struct pst_swatch swatch = painted(l, a, b);
    REQUIRE_INT(swatch.red, red);
    REQUIRE_INT(swatch.green, green);
    REQUIRE_INT(swatch.blue, blue);
}

/* OKLab values of sRGB colours as CSS Color 4's sample code and tests give them. */
static void test_known_colours(void)
{
    require_rgb(1.0, 0.0, 0.0, 255, 255, 255);
    require_rgb(0.0, 0.0, 0.0, 0, 0, 0);
    require_rgb(0.627955, 0.224863, 0.125846, 255, 0, 0);
    require_rgb(0.866440, -0.233888, 0.179498, 0, 255, 0);
    require_rgb(0.452014, -0.032457, -0.311528, 0, 0, 255);
    require_rgb(0.519752, -0.140302, 0.107676, 0, 128, 0); /* "green" */
    require_rgb(0.599871, 0.0, 0.0, 128, 128, 128);        /* "gray" */
}

/* OKLab forwards, by Ottosson's own matrices: not by the inverse ones that the code has. */
static void to_oklab(const struct pst_swatch *swatch, double lab[3])
{
    double linear[3], encoded[3] = {swatch->red / 255.0, swatch->green / 255.0, swatch->blue / 255.0};
    for (int i = 0; i < 3; i++)
        linear[i] = encoded[i] <= 0.04045 ? encoded[i] / 12.92 : pow((encoded[i] + 0.055) / 1.055, 2.4);
    double l = cbrt(0.4122214708 * linear[0] + 0.5363325363 * linear[1] + 0.0514459929 * linear[2]);
    double m = cbrt(0.2119034982 * linear[0] + 0.6806995451 * linear[1] + 0.1073969566 * linear[2]);
    double s = cbrt(0.0883024619 * linear[0] + 0.2817188376 * linear[1] + 0.6299787005 * linear[2]);
    lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

/* Beyond the gamut lightness and hue stay, chroma gives way. */
static void test_clipping(void)
{
    const double hues[] = {0.0, 0.7, 1.4, 2.3, 3.3, 4.2, 5.5};
    for (int i = 0; i < 7; i++) {
        double a = 0.4 * cos(hues[i]), b = 0.4 * sin(hues[i]), lab[3];
        struct pst_swatch swatch = painted(0.6, a, b);
        to_oklab(&swatch, lab);
        REQUIRE_NEAR(lab[0], 0.6, 0.01);
        REQUIRE_NEAR(remainder(atan2(lab[2], lab[1]) - hues[i], 2.0 * acos(-1.0)), 0.0, 0.05);
        REQUIRE(hypot(lab[1], lab[2]) > 0.08); /* not just made grey */
        REQUIRE_NEAR(swatch.a, a, 0.0);        /* what was measured stays as it was */
    }
}

static void test_out_of_range_lightness(void)
{
    require_rgb(1.2, 0.1, 0.1, 255, 255, 255);
    require_rgb(-0.1, 0.1, 0.1, 0, 0, 0);
}

int main(void)
{
    test_known_colours();
    test_clipping();
    test_out_of_range_lightness();
    return 0;
}
