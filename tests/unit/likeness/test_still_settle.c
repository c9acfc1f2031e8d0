/* SPDX-License-Identifier: Apache-2.0 */
/* A camera that stands still: its pictures are one drawing under grain of their own, far weaker than what a
 * grade, a crop or a title does to a still of one of them. */
#include "likeness/still_settle.h"
#include "test.h"
#include <math.h>
#include <string.h>

enum { WIDTH = 160, HEIGHT = 90, FRAMES = 60, TRUE_ONE = 37, ROOM = 160 * 120 };
static const double grain = 0.004; /* of white */

static uint16_t pictures[FRAMES][HEIGHT * WIDTH], still[ROOM];
static bool there[FRAMES];

static double chance(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0 - 0.5;
}

/* At any place of the picture, 0 to 1. */
static double drawing(double x, double y)
{
    return 0.45 + 0.2 * sin(9 * x + 3 * y) + 0.15 * cos(14 * y - 5 * x) + (x > 0.6 && y > 0.4 ? 0.1 : 0);
}

static void shoot(uint64_t state)
{
    for (int k = 0; k < FRAMES; k++) {
        there[k] = true;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                double value = drawing((x + 0.5) / WIDTH, (y + 0.5) / HEIGHT) + grain * chance(&state);
                pictures[k][y * WIDTH + x] = (uint16_t)(value * 65280 + 0.5);
            }
    }
}

/* What is done to the picture to make a still of it. */
struct treatment {
    double gamma, contrast;
    bool mirrored, title;
    int border; /* samples cut off left and right, so many sixteenths of nine above and below */
};

static struct plane take(const struct treatment *t)
{
    int width = WIDTH - 2 * t->border, high = t->border * HEIGHT / WIDTH, height = HEIGHT - 2 * high;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int from = t->border + (t->mirrored ? width - 1 - x : x);
            double value = pictures[TRUE_ONE][(y + high) * WIDTH + from] / 65280.0;
            value = 0.5 + t->contrast * (pow(value, t->gamma) - 0.5);
            if (t->title && y > height * 2 / 3 && y < height * 5 / 6 && x % 16 < 6)
                value = 1;
            still[y * width + x] = (uint16_t)(value * 65280 + 0.5);
        }
    return (struct plane){still, width, width, height};
}

static void test_the_one(void)
{
    static const struct treatment treatments[] = {{1, 1, false, false, 0},  {0.7, 0.9, false, false, 0},
                                                  {1, 1, true, false, 0},   {1, 1, false, true, 0},
                                                  {1, 1, false, false, 16}, {0.8, 0.9, true, false, 16}};
    const struct still_shot shot = {pictures[0], there, WIDTH, HEIGHT, FRAMES};
    shoot(1);
    for (size_t i = 0; i < sizeof treatments / sizeof *treatments; i++) {
        const struct plane plane = take(&treatments[i]);
        struct still_settled settled;
        REQUIRE(still_settle(&plane, treatments[i].mirrored, &shot, 3, &settled));
        REQUIRE_INT(settled.at, TRUE_ONE);
        REQUIRE_INT(settled.first, TRUE_ONE);
        REQUIRE_INT(settled.last, TRUE_ONE);
        REQUIRE(settled.alike > 0.5);
    }
}

/* The moment is not among them: another grain. */
static void test_none(void)
{
    const struct treatment plain = {1, 1, false, false, 0};
    const struct still_shot shot = {pictures[0], there, WIDTH, HEIGHT, FRAMES};
    struct still_settled settled;
    shoot(2);
    const struct plane plane = take(&plain);
    shoot(3);
    REQUIRE(still_settle(&plane, false, &shot, 3, &settled));
    REQUIRE(settled.alike < 0.1);
    REQUIRE(settled.alike < settled.chance);
}

/* The picture that it is has other bars, and is left out. */
static void test_left_out(void)
{
    const struct treatment plain = {1, 1, false, false, 0};
    const struct still_shot shot = {pictures[0], there, WIDTH, HEIGHT, FRAMES};
    struct still_settled settled;
    shoot(5);
    there[TRUE_ONE] = false;
    const struct plane plane = take(&plain);
    REQUIRE(still_settle(&plane, false, &shot, 3, &settled));
    REQUIRE(settled.at != TRUE_ONE && settled.alike < settled.chance);
}

/* Ten pictures shown again and again, each six times: which of the six cannot be told. */
static void test_repeated(void)
{
    const struct treatment plain = {1, 1, false, false, 0};
    const struct still_shot shot = {pictures[0], there, WIDTH, HEIGHT, FRAMES};
    struct still_settled settled;
    shoot(4);
    for (int k = 0; k < FRAMES; k++)
        if (k % 6)
            memcpy(pictures[k], pictures[k - k % 6], sizeof pictures[k]);
    const struct plane plane = take(&plain);
    REQUIRE(still_settle(&plane, false, &shot, 3, &settled));
    REQUIRE_INT(settled.first, TRUE_ONE / 6 * 6);
    REQUIRE_INT(settled.last, TRUE_ONE / 6 * 6 + 5);
    REQUIRE(settled.at >= settled.first && settled.at <= settled.last);
}

int main(void)
{
    test_the_one();
    test_none();
    test_repeated();
    test_left_out();
    return 0;
}
