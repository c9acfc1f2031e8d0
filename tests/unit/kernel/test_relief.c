/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/relief.h"
#include "test.h"

enum { WIDTH = 64, HEIGHT = 36, COUNT = WIDTH * HEIGHT };

static const struct relief_part whole = {0, WIDTH - 1, 0, HEIGHT - 1};

static void draw(uint16_t *picture, double dark, double light)
{
    for (int i = 0; i < COUNT; i++)
        picture[i] = (uint16_t)(256 * ((i % WIDTH / 6 + i / WIDTH / 5) % 2 ? light : dark) + 0.5);
}

/* By hand: in a window of 121 samples of which k are light, a dark one has the height −sqrt(k/(121−k)), so
 * between the two halves of a board of boxes signs are those of the boxes. */
static void test_signs(void)
{
    uint16_t picture[COUNT];
    uint8_t relief[COUNT];
    draw(picture, 40, 90);
    relief_of(picture, WIDTH, HEIGHT, whole, relief);
    for (int i = 0; i < COUNT; i++)
        REQUIRE((relief[i] > RELIEF_NONE) == (picture[i] > 256 * 60));
}

/* Twice the light and forty levels more: the same relief but for what the noise takes. */
static void test_light_is_nothing(void)
{
    uint16_t picture[COUNT];
    uint8_t dim[COUNT], lit[COUNT];
    draw(picture, 30, 80);
    relief_of(picture, WIDTH, HEIGHT, whole, dim);
    draw(picture, 100, 200);
    relief_of(picture, WIDTH, HEIGHT, whole, lit);
    for (int i = 0; i < COUNT; i++)
        REQUIRE_NEAR(dim[i], lit[i], 2);
}

static void test_flat(void)
{
    uint16_t picture[COUNT];
    uint8_t relief[COUNT];
    draw(picture, 235, 235);
    relief_of(picture, WIDTH, HEIGHT, whole, relief);
    for (int i = 0; i < COUNT; i++)
        REQUIRE_NEAR(relief[i], RELIEF_NONE, 1);
}

/* Bars have no relief, nor does their border give the picture one. */
static void test_bars(void)
{
    const struct relief_part part = {8, WIDTH - 9, 6, HEIGHT - 7};
    uint16_t picture[COUNT];
    uint8_t relief[COUNT];
    draw(picture, 90, 90);
    for (int i = 0; i < COUNT; i++)
        if (i % WIDTH < 8 || i % WIDTH > WIDTH - 9 || i / WIDTH < 6 || i / WIDTH > HEIGHT - 7)
            picture[i] = 0;
    relief_of(picture, WIDTH, HEIGHT, part, relief);
    for (int i = 0; i < COUNT; i++)
        REQUIRE_NEAR(relief[i], RELIEF_NONE, 1);
}

int main(void)
{
    test_bars();
    test_signs();
    test_light_is_nothing();
    test_flat();
    return 0;
}
