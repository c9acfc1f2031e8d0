/* SPDX-License-Identifier: Apache-2.0 */
#include "form/palette.h"
#include "test.h"

struct planted {
    double l, a, b, weight;
};

static const double half_l = 0.5 * COLOUR_LIGHT_STEP, half_ab = 0.5 * COLOUR_AB_STEP;

static void plant(struct palette_sum *sum, const struct planted *planted, size_t count)
{
    palette_clear(sum);
    for (size_t i = 0; i < count; i++)
        sum->weight[colour_bin(planted[i].l, planted[i].a, planted[i].b)] += planted[i].weight;
}

static const struct pst_swatch *nearest_to(const struct pst_swatch *swatches, size_t count,
                                           const struct planted *wanted)
{
    const struct pst_swatch *best = NULL;
    double least = INFINITY;
    for (size_t k = 0; k < count; k++) {
        double l = swatches[k].l - wanted->l, a = swatches[k].a - wanted->a, b = swatches[k].b - wanted->b;
        if (l * l + a * a + b * b < least) {
            least = l * l + a * a + b * b;
            best = &swatches[k];
        }
    }
    return best;
}

/* Every planted colour comes back within half a bin, and with its weight. */
static void require_planted(const struct planted *planted, size_t planted_count)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count;
    double total = 0.0;
    plant(&sum, planted, planted_count);
    palette_make(&sum, swatches, &count);
    REQUIRE_INT(count, planted_count);
    for (size_t i = 0; i < planted_count; i++)
        total += planted[i].weight;
    for (size_t i = 0; i < planted_count; i++) {
        const struct pst_swatch *swatch = nearest_to(swatches, count, &planted[i]);
        REQUIRE_NEAR(swatch->l, planted[i].l, half_l + 1e-9);
        REQUIRE_NEAR(swatch->a, planted[i].a, half_ab + 1e-9);
        REQUIRE_NEAR(swatch->b, planted[i].b, half_ab + 1e-9);
        REQUIRE_NEAR(swatch->weight, planted[i].weight / total, 1e-9);
    }
    for (size_t k = 1; k < count; k++)
        REQUIRE(swatches[k - 1].weight >= swatches[k].weight);
}

static void test_planted_colours(void)
{
    const struct planted one[] = {{0.5, 0.0, 0.0, 10.0}};
    const struct planted two[] = {{0.63, 0.22, 0.13, 30.0}, {0.45, -0.03, -0.31, 70.0}};
    const struct planted eight[] = {{0.05, 0.0, 0.0, 40.0},    {0.35, 0.0, 0.0, 20.0},
                                    {0.95, 0.0, 0.0, 12.0},    {0.63, 0.22, 0.13, 9.0},
                                    {0.87, -0.23, 0.18, 7.0},  {0.45, -0.03, -0.31, 6.0},
                                    {0.90, -0.07, 0.185, 4.0}, {0.70, 0.2, -0.17, 2.0}};
    require_planted(one, 1);
    require_planted(two, 2);
    require_planted(eight, 8);
}

/* A grey film is grey: its bins lie round zero. */
static void test_grey_is_grey(void)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count;
    palette_clear(&sum);
    for (int i = 0; i < 100; i++)
        sum.weight[colour_bin(i / 100.0, 0.0, 0.0)] += 1.0 + i;
    palette_make(&sum, swatches, &count);
    REQUIRE(count >= 5);
    for (size_t k = 0; k < count; k++) {
        REQUIRE_INT(swatches[k].red, swatches[k].green);
        REQUIRE_INT(swatches[k].red, swatches[k].blue);
    }
}

/* One and a half in a hundred of red, spread over its bins, in a picture of many greys and blues: what a
   viewer names must be there. */
static void test_small_strong_colour(void)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count, red = PALETTE_COLOURS;
    palette_clear(&sum);
    for (int l = 0; l < COLOUR_LEVELS; l++)
        for (int a = 6; a <= 9; a++)
            for (int b = 5; b <= 8; b++)
                sum.weight[colour_bin_at(l, a, b)] = 98.5 / (16 * 4 * 4);
    for (int i = 0; i < 6; i++)
        sum.weight[colour_bin(0.5 + 0.06 * (i % 3), 0.2 + 0.04 * (i / 3), 0.1)] += 0.25;
    palette_make(&sum, swatches, &count);
    REQUIRE_INT(count, PALETTE_COLOURS);
    for (size_t k = 0; k < count; k++)
        if (swatches[k].red > 150 && swatches[k].green < 90)
            red = k;
    REQUIRE(red < count);
    REQUIRE_NEAR(swatches[red].weight, 0.015, 1e-9);
    REQUIRE(swatches[red].a > 0.18);
}

/* Specks of every colour, one in a thousand each, are noise: they go to what is near and get no place. */
static void test_specks_get_no_place(void)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count;
    const struct planted planted[] = {{0.4, 0.0, 0.0, 500.0}, {0.8, 0.02, 0.05, 496.0},
                                      {0.6, 0.2, 0.1, 1.0},   {0.6, -0.15, 0.1, 1.0},
                                      {0.5, 0.0, -0.25, 1.0}, {0.9, 0.0, 0.19, 1.0}};
    plant(&sum, planted, 6);
    palette_make(&sum, swatches, &count);
    REQUIRE_INT(count, 2);
    REQUIRE_NEAR(swatches[0].weight + swatches[1].weight, 1.0, 1e-12);
}

/* A colour on a border between bins falls into two of them and is still one colour; so are blacks with a
   tint. */
static void test_near_equals_are_one(void)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count;
    palette_clear(&sum);
    sum.weight[colour_bin_at(8, 12, 8)] = 3.0;
    sum.weight[colour_bin_at(8, 13, 8)] = 1.0;
    sum.weight[colour_bin_at(0, 8, 8)] = 5.0;
    sum.weight[colour_bin_at(0, 9, 7)] = 2.0;
    sum.weight[colour_bin_at(1, 7, 8)] = 1.0;
    palette_make(&sum, swatches, &count);
    REQUIRE_INT(count, 2);
    REQUIRE_NEAR(swatches[0].weight, 8.0 / 12.0, 1e-12);
    REQUIRE_NEAR(swatches[1].weight, 4.0 / 12.0, 1e-12);
    /* the mean of the two bins by their weights */
    REQUIRE_NEAR(swatches[1].a, 0.75 * 0.16 + 0.25 * 0.20, 1e-12);
}

static void test_bytes(void)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count = 5;
    uint8_t bytes[2 * COLOUR_RECORD];
    int bin = colour_bin(0.63, 0.22, 0.13);
    colour_record_write(bytes, 0, 55);
    colour_record_write(bytes + COLOUR_RECORD, bin, 200);
    REQUIRE_INT(bytes[3], bin % 256); /* little-endian */
    REQUIRE_INT(bytes[4], bin / 256);
    palette_make(&sum, swatches, &count);
    REQUIRE_INT(count, 0); /* nothing added yet */
    REQUIRE(palette_add(&sum, bytes, sizeof bytes, 1));
    REQUIRE(palette_add(&sum, bytes, sizeof bytes, 3));
    REQUIRE_NEAR(sum.weight[0], 220.0, 0.0);
    REQUIRE_NEAR(sum.weight[bin], 800.0, 0.0);
    REQUIRE(!palette_add(&sum, bytes, sizeof bytes - 1, 1));
    colour_record_write(bytes + COLOUR_RECORD, COLOUR_BINS, 1);
    REQUIRE(!palette_add(&sum, bytes, sizeof bytes, 1));
    REQUIRE_NEAR(sum.weight[0], 220.0, 0.0); /* nothing of a bad one is kept */
    REQUIRE(palette_add(&sum, NULL, 0, 1));
}

/* The layout itself: sRGB's own corners inside, zero in the middle of a level, no bin past the last. */
static void test_bins(void)
{
    REQUIRE_NEAR(colour_bin_a(colour_bin(0.5, 0.0, 0.0)), 0.0, 1e-15);
    REQUIRE_NEAR(colour_bin_b(colour_bin(0.5, 0.0, 0.0)), 0.0, 1e-15);
    REQUIRE_NEAR(colour_bin_l(colour_bin(0.5, 0.0, 0.0)), 0.53125, 1e-15);
    REQUIRE_NEAR(colour_bin_b(colour_bin(0.452, -0.0325, -0.3115)), -0.32, 1e-12);
    REQUIRE_NEAR(colour_bin_a(colour_bin(0.7017, 0.2746, -0.1692)), 0.28, 1e-12); /* magenta */
    REQUIRE_INT(colour_bin(9.0, 9.0, 9.0), COLOUR_BINS - 1);
    REQUIRE_INT(colour_bin(-9.0, -9.0, -9.0), 0);
    REQUIRE_INT(colour_bin(NAN, NAN, NAN), 0);
    for (int bin = 0; bin < COLOUR_BINS; bin++)
        REQUIRE_INT(colour_bin(colour_bin_l(bin), colour_bin_a(bin), colour_bin_b(bin)), bin);
}

int main(void)
{
    test_bins();
    test_bytes();
    test_planted_colours();
    test_grey_is_grey();
    test_small_strong_colour();
    test_specks_get_no_place();
    test_near_equals_are_one();
    return 0;
}
