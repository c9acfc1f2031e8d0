/* SPDX-License-Identifier: Apache-2.0 */
/* Solid colours with Ottosson's published OKLab values; halves of two colours by arithmetic on them. */
#include "base/colour_bins.h"
#include "meter/fake_sink.h"

extern const struct meter colour_meter;
static const struct pst_film film = {.matrix = PST_MATRIX_BT709, .transfer = PST_TRANSFER_SRGB};
static struct fake_planes planes;

enum { WIDTH = 160, HEIGHT = 90 };

/* Paints columns [from, to) (in luma samples, even) with an R'G'B' colour, 0..1 each. */
static void paint(struct picture *p, int from, int to, double r, double g, double b)
{
    double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    (void)p;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = from; x < to; x++) {
            planes.y[y * WIDTH + x] = (uint16_t)lround(65280 * luma);
            int at = y / 2 * (WIDTH / 2) + x / 2;
            planes.cb[at] = (uint16_t)lround(32768 + 65280 * (b - luma) / 1.8556);
            planes.cr[at] = (uint16_t)lround(32768 + 65280 * (r - luma) / 1.5748);
        }
}

static void expect_weights(const struct fake_vector *v)
{
    int sum = 0, before = -1;
    REQUIRE_INT(v->size % COLOUR_RECORD, 0);
    for (size_t i = 0; i < v->size; i += COLOUR_RECORD) {
        REQUIRE(colour_record_bin(v->data + i) > before);
        REQUIRE(colour_record_weight(v->data + i) > 0);
        before = colour_record_bin(v->data + i);
        sum += colour_record_weight(v->data + i);
    }
    REQUIRE_INT(sum, COLOUR_WEIGHT);
}

/* sRGB red: OKLab (0.62796, 0.22486, 0.12585), so chroma 0.25768, hue 29.23°, saturation C/√(C²+L²) =
   0.37963, warmth cos(45° − 29.23°) = 0.96236. */
static void red(struct fake *f)
{
    struct picture p = fake_picture(&planes, 0, WIDTH, HEIGHT, 0);
    paint(&p, 0, WIDTH, 1, 0, 0);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "colour_chroma", 0), 0.25768, 2e-4);
    REQUIRE_NEAR(fake_value(f, "colour_hue", 0), 29.234, 0.05);
    REQUIRE_NEAR(fake_value(f, "colour_saturation", 0), 0.37963, 5e-4);
    REQUIRE_NEAR(fake_value(f, "colour_warmth", 0), 0.96236, 1e-3);
    const struct fake_vector *v = fake_vector(f, "colour_histogram", 0);
    REQUIRE_INT(v->size, COLOUR_RECORD);
    REQUIRE_INT(colour_record_bin(v->data), colour_bin(0.62796, 0.22486, 0.12585));
    expect_weights(v);
}

/* sRGB blue: (0.45201, −0.03246, −0.31153): chroma 0.31321, hue 264.05°; cold. */
static void blue(struct fake *f)
{
    struct picture p = fake_picture(&planes, 1, WIDTH, HEIGHT, 0);
    paint(&p, 0, WIDTH, 0, 0, 1);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "colour_chroma", 1), 0.31321, 3e-4);
    REQUIRE_NEAR(fake_value(f, "colour_hue", 1), 264.05, 0.1);
    REQUIRE_NEAR(fake_value(f, "colour_warmth", 1), (-0.03246 - 0.31153) * sqrt(0.5) / 0.31321, 2e-3);
}

static void grey(struct fake *f)
{
    struct picture p = fake_picture(&planes, 2, WIDTH, HEIGHT, FAKE_WHITE / 2);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "colour_chroma", 2), 0, 1e-4);
    REQUIRE_NEAR(fake_value(f, "colour_saturation", 2), 0, 1e-3);
    REQUIRE(isnan(fake_value(f, "colour_hue", 2)));
    REQUIRE(isnan(fake_value(f, "colour_warmth", 2)));
    p = fake_picture(&planes, 3, WIDTH, HEIGHT, 0);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "colour_chroma", 3), 0, 1e-4);
    REQUIRE(isnan(fake_value(f, "colour_saturation", 3)));
    REQUIRE_INT(colour_record_bin(fake_vector(f, "colour_histogram", 3)->data), colour_bin(0, 0, 0));
}

/* Half red, half blue: chroma is the mean of the two, hue that of the mean colour. 80 of 160 columns each:
   127½ of 255 each, and the odd one goes to the lower bin. */
static void halves(struct fake *f)
{
    struct picture p = fake_picture(&planes, 4, WIDTH, HEIGHT, 0);
    paint(&p, 0, 80, 1, 0, 0);
    paint(&p, 80, 160, 0, 0, 1);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "colour_chroma", 4), (0.25768 + 0.31321) / 2, 3e-4);
    double hue = atan2(0.12585 - 0.31153, 0.22486 - 0.03246) * 180 / acos(-1) + 360;
    REQUIRE_NEAR(fake_value(f, "colour_hue", 4), hue, 0.2);
    const struct fake_vector *v = fake_vector(f, "colour_histogram", 4);
    REQUIRE_INT(v->size, 2 * COLOUR_RECORD);
    expect_weights(v);
    REQUIRE_INT(colour_record_weight(v->data), 128);
    REQUIRE_INT(colour_record_bin(v->data), colour_bin(0.45201, -0.03246, -0.31153));
    REQUIRE_INT(colour_record_bin(v->data + COLOUR_RECORD), colour_bin(0.62796, 0.22486, 0.12585));
}

/* Every colour at once: at most 255 records whatever the number of bins. */
static void noise(struct fake *f)
{
    struct picture p = fake_picture(&planes, 5, 160, 160, 0);
    uint32_t seed = 7;
    for (int i = 0; i < 160 * 160; i++)
        planes.y[i] = (uint16_t)((seed = seed * 1664525u + 1013904223u) >> 16);
    for (int i = 0; i < 80 * 80; i++) {
        planes.cb[i] = (uint16_t)((seed = seed * 1664525u + 1013904223u) >> 16);
        planes.cr[i] = (uint16_t)((seed = seed * 1664525u + 1013904223u) >> 16);
    }
    fake_show(f, &p);
    const struct fake_vector *v = fake_vector(f, "colour_histogram", 5);
    REQUIRE(v->size > 50 * COLOUR_RECORD && v->size <= COLOUR_WEIGHT * COLOUR_RECORD);
    expect_weights(v);
}

/* Red and its opposite in equal parts of chroma: there is colour, but no hue stands for it. */
static void opposed(struct fake *f)
{
    struct picture p = fake_picture(&planes, 6, WIDTH, HEIGHT, 0);
    paint(&p, 0, 80, 0.8, 0.3, 0.3);
    paint(&p, 80, 160, 0.0, 0.55, 0.57);
    fake_show(f, &p);
    REQUIRE(fake_value(f, "colour_chroma", 6) > 0.08);
    REQUIRE(fabs(fake_value(f, "colour_warmth", 6)) < 0.3);
}

static void tiny(struct fake *f)
{
    struct picture p = fake_picture(&planes, 7, 1, 1, FAKE_WHITE);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "colour_chroma", 7), 0, 1e-4);
    expect_weights(fake_vector(f, "colour_histogram", 7));
}

/* 6 of 160 columns are 9.6 of 255, 12 of them 19.1: a twentieth, 12, lies between. The same again is told no
 * more; what is compared is the last one that was told. */
static void stands(struct fake *f)
{
    static const int columns[] = {0, 6, 12, 12, 18};
    static const bool told[] = {true, false, true, false, false};
    for (int i = 0; i < 5; i++) {
        struct picture p = fake_picture(&planes, 8 + i, WIDTH, HEIGHT, FAKE_WHITE / 2);
        size_t before = f->vector_count;
        paint(&p, 0, columns[i], 1, 0, 0);
        fake_show(f, &p);
        REQUIRE_INT(f->vector_count - before, told[i]);
    }
    REQUIRE_INT(colour_record_weight(fake_vector(f, "colour_histogram", 10)->data + COLOUR_RECORD), 19);
}

int main(void)
{
    struct fake f;
    fake_open(&f, &colour_meter, &film);
    red(&f);
    blue(&f);
    grey(&f);
    halves(&f);
    noise(&f);
    opposed(&f);
    tiny(&f);
    stands(&f);
    fake_close(&f);
    return 0;
}
