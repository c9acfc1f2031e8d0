/* SPDX-License-Identifier: Apache-2.0 */
/* Against OKLab reckoned in double from the definitions: R'G'B' to light by the standard's formula, then
   Ottosson's two matrices with cbrt between; and against his published values. */
#include "kernel/oklab.h"
#include "test.h"

static double srgb(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double bt1886(double v)
{
    return pow(v, 2.4);
}

static void lab_of_linear(const double rgb[3], double lab[3])
{
    double l = cbrt(0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2]);
    double m = cbrt(0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2]);
    double s = cbrt(0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2]);
    lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

static double clip(double v)
{
    return v < 0 ? 0 : v > 1 ? 1 : v;
}

static void exact(uint16_t y, uint16_t cb, uint16_t cr, double kr, double kb, double (*light)(double),
                  double lab[3])
{
    double luma = y / 65280.0, blue = (cb - 32768) / 65280.0, red = (cr - 32768) / 65280.0;
    double r = luma + 2 * (1 - kr) * red, b = luma + 2 * (1 - kb) * blue;
    double g = (luma - kr * r - kb * b) / (1 - kr - kb);
    double rgb[3] = {light(clip(r)), light(clip(g)), light(clip(b))};
    lab_of_linear(rgb, lab);
}

static void convert_one(const struct oklab_map *map, uint16_t y, uint16_t cb, uint16_t cr, float lab[3])
{
    oklab_convert(map, &y, &cb, &cr, 1, &lab[0], &lab[1], &lab[2]);
}

static double worst_error(enum pst_matrix matrix, double kr, double kb, enum pst_transfer transfer,
                          double (*light)(double))
{
    struct oklab_map map;
    double worst = 0;
    oklab_map_init(&map, matrix, transfer);
    for (int y = 0; y < 65536; y += 1021)
        for (int cb = 0; cb < 65536; cb += 2047)
            for (int cr = 0; cr < 65536; cr += 2047) {
                double wanted[3];
                float got[3];
                exact((uint16_t)y, (uint16_t)cb, (uint16_t)cr, kr, kb, light, wanted);
                convert_one(&map, (uint16_t)y, (uint16_t)cb, (uint16_t)cr, got);
                for (int i = 0; i < 3; i++)
                    worst = fmax(worst, fabs(got[i] - wanted[i]));
            }
    for (int y = 0; y < 4096; y++) { /* near black the cube root is steepest */
        double wanted[3];
        float got[3];
        exact((uint16_t)y, 32768, 33000, kr, kb, light, wanted);
        convert_one(&map, (uint16_t)y, 32768, 33000, got);
        for (int i = 0; i < 3; i++)
            worst = fmax(worst, fabs(got[i] - wanted[i]));
    }
    return worst;
}

static void expect_srgb(const struct oklab_map *map, double r, double g, double b, double l, double oa,
                        double ob)
{
    double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    float lab[3];
    convert_one(map, (uint16_t)lround(65280 * y), (uint16_t)lround(32768 + 65280 * (b - y) / 1.8556),
                (uint16_t)lround(32768 + 65280 * (r - y) / 1.5748), lab);
    REQUIRE_NEAR(lab[0], l, 3e-4);
    REQUIRE_NEAR(lab[1], oa, 3e-4);
    REQUIRE_NEAR(lab[2], ob, 3e-4);
}

static void primaries(void)
{
    struct oklab_map map;
    oklab_map_init(&map, PST_MATRIX_BT709, PST_TRANSFER_SRGB);
    expect_srgb(&map, 1, 1, 1, 1, 0, 0);
    expect_srgb(&map, 0, 0, 0, 0, 0, 0);
    expect_srgb(&map, 1, 0, 0, 0.62796, 0.22486, 0.12585);
    expect_srgb(&map, 0, 1, 0, 0.86644, -0.23389, 0.17950);
    expect_srgb(&map, 0, 0, 1, 0.45201, -0.03246, -0.31153);
}

/* A colour inside BT.709, written with BT.2020's primaries, is the same colour. */
static void wide_gamut(void)
{
    struct oklab_map map;
    double linear709[3] = {0.5, 0.25, 0.125}, wanted[3];
    /* BT.2087-0, the matrix from BT.709 to BT.2020 */
    double r = 0.6274 * 0.5 + 0.3293 * 0.25 + 0.0433 * 0.125,
           g = 0.0691 * 0.5 + 0.9195 * 0.25 + 0.0114 * 0.125,
           b = 0.0164 * 0.5 + 0.0880 * 0.25 + 0.8956 * 0.125;
    r = pow(r, 1 / 2.4);
    g = pow(g, 1 / 2.4);
    b = pow(b, 1 / 2.4);
    double y = 0.2627 * r + 0.6780 * g + 0.0593 * b;
    float lab[3];
    oklab_map_init(&map, PST_MATRIX_BT2020, PST_TRANSFER_BT1886);
    convert_one(&map, (uint16_t)lround(65280 * y), (uint16_t)lround(32768 + 65280 * (b - y) / 1.8814),
                (uint16_t)lround(32768 + 65280 * (r - y) / 1.4746), lab);
    lab_of_linear(linear709, wanted);
    for (int i = 0; i < 3; i++)
        REQUIRE_NEAR(lab[i], wanted[i], 5e-4);
}

static void luma_for_chroma(void)
{
    const uint16_t data[] = {10, 20, 30, 99, 50, 60, 70, 99, 5, 7, 9, 99};
    struct plane even = {data, 4, 2, 2}, odd = {data, 4, 3, 3};
    uint16_t to[3];
    luma_row_for_chroma(&even, 0, 1, 1, to);
    REQUIRE_INT(to[0], 35);
    luma_row_for_chroma(&odd, 0, 2, 2, to); /* columns 0 | 1 2, rows 0 | 1 2 */
    REQUIRE_INT(to[0], 10);
    REQUIRE_INT(to[1], 25);
    luma_row_for_chroma(&odd, 1, 2, 2, to);
    REQUIRE_INT(to[0], 28); /* 27.5 */
    REQUIRE_INT(to[1], 37); /* 36.5 */
    luma_row_for_chroma(&odd, 2, 3, 3, to);
    REQUIRE(memcmp(to, data + 8, sizeof to) == 0);
}

/* Any split into calls gives the same bytes. */
static void split(void)
{
    enum { COUNT = 200 };
    uint16_t y[COUNT], cb[COUNT], cr[COUNT];
    float whole[3][COUNT], parts[3][COUNT];
    struct oklab_map map;
    oklab_map_init(&map, PST_MATRIX_BT601, PST_TRANSFER_BT1886);
    for (int i = 0; i < COUNT; i++) {
        y[i] = (uint16_t)(i * 317);
        cb[i] = (uint16_t)(20000 + i * 113);
        cr[i] = (uint16_t)(50000 - i * 97);
    }
    oklab_convert(&map, y, cb, cr, COUNT, whole[0], whole[1], whole[2]);
    for (int i = 0, part = 1; i < COUNT; i += part, part = part % 7 + 1) {
        int count = COUNT - i < part ? COUNT - i : part;
        oklab_convert(&map, y + i, cb + i, cr + i, count, parts[0] + i, parts[1] + i, parts[2] + i);
    }
    REQUIRE(memcmp(whole, parts, sizeof whole) == 0);
}

/* The same colour in HLG: the light of a 1000 cd/m² display, 203 cd/m² for 1, back through BT.2100's inverse
   OOTF (gamma 1.2) and its OETF for signals up to a half, √(3E). */
static void hybrid_log_gamma(void)
{
    struct oklab_map map;
    double linear709[3] = {0.25, 0.125, 0.0625}, wanted[3], signal[3];
    double r = 0.6274 * 0.25 + 0.3293 * 0.125 + 0.0433 * 0.0625,
           g = 0.0691 * 0.25 + 0.9195 * 0.125 + 0.0114 * 0.0625,
           b = 0.0164 * 0.25 + 0.0880 * 0.125 + 0.8956 * 0.0625;
    double rgb[3] = {r, g, b}, display = 0.203 * (0.2627 * r + 0.6780 * g + 0.0593 * b);
    for (int i = 0; i < 3; i++) {
        double scene = 0.203 * rgb[i] * pow(display, 1 / 1.2 - 1);
        REQUIRE(scene <= 1.0 / 12);
        signal[i] = sqrt(3 * scene);
    }
    double y = 0.2627 * signal[0] + 0.6780 * signal[1] + 0.0593 * signal[2];
    float lab[3];
    oklab_map_init(&map, PST_MATRIX_BT2020, PST_TRANSFER_HLG);
    convert_one(&map, (uint16_t)lround(65280 * y), (uint16_t)lround(32768 + 65280 * (signal[2] - y) / 1.8814),
                (uint16_t)lround(32768 + 65280 * (signal[0] - y) / 1.4746), lab);
    lab_of_linear(linear709, wanted);
    for (int i = 0; i < 3; i++)
        REQUIRE_NEAR(lab[i], wanted[i], 5e-4);
}

int main(void)
{
    double worst = worst_error(PST_MATRIX_BT709, 0.2126, 0.0722, PST_TRANSFER_SRGB, srgb);
    printf("largest error: sRGB %.3g", worst);
    REQUIRE(worst <= OKLAB_ERROR);
    worst = worst_error(PST_MATRIX_BT601, 0.299, 0.114, PST_TRANSFER_BT1886, bt1886);
    printf(", BT.1886 %.3g\n", worst);
    REQUIRE(worst <= OKLAB_ERROR);
    primaries();
    wide_gamut();
    hybrid_log_gamma();
    luma_for_chroma();
    split();
    return 0;
}
