/* SPDX-License-Identifier: Apache-2.0 */
/* Bits against a DCT reckoned from its definition; mirrors exactly; crops, scales and light within a bound
   that an unrelated picture does not reach. Pictures are sums of waves with random phases, stronger where
   slower, as natural pictures are. */
#include "kernel/fingerprint_hash.h"
#include "test.h"
#include <stdbool.h>

enum { WIDTH = 160, HEIGHT = 90, WAVE_COUNT = 60 };
static const double pi = 3.14159265358979323846;

struct scene {
    double fx[WAVE_COUNT], fy[WAVE_COUNT], phase[WAVE_COUNT], size[WAVE_COUNT];
};
static struct fingerprint_basis basis;
static uint32_t seed = 1;

static double random_share(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) / 16777216.0;
}

static void make_scene(struct scene *s)
{
    for (int i = 0; i < WAVE_COUNT; i++) {
        s->fx[i] = 8 * (2 * random_share() - 1);
        s->fy[i] = 8 * (2 * random_share() - 1);
        s->phase[i] = 2 * pi * random_share();
        s->size[i] = 1 / (0.5 + hypot(s->fx[i], s->fy[i]));
    }
}

static double scene_at(const struct scene *s, double x, double y)
{
    double sum = 0;
    for (int i = 0; i < WAVE_COUNT; i++)
        sum += s->size[i] * sin(2 * pi * (s->fx[i] * x + s->fy[i] * y) + s->phase[i]);
    return 0.5 + 0.06 * sum;
}

struct view {
    double left, top, width, height, gain, lift;
    bool mirrored;
};
static const struct view as_is = {0, 0, 1, 1, 1, 0, false};

static void fingerprint_of(const struct scene *s, struct view v, int width, int height, uint8_t to[])
{
    static uint16_t y[WIDTH * WIDTH], grey[80 * 80];
    for (int j = 0; j < height; j++)
        for (int i = 0; i < width; i++) {
            double at = ((v.mirrored ? width - 1 - i : i) + 0.5) / width;
            double value = scene_at(s, v.left + v.width * at, v.top + v.height * (j + 0.5) / height);
            value = v.lift + v.gain * value;
            y[j * width + i] = (uint16_t)(65280 * (value < 0 ? 0 : value > 1 ? 1 : value));
        }
    for (int i = 0; i < 80 * 80; i++)
        grey[i] = 32768;
    struct reduced small = {{y, width, width, height}, {grey, 80, 80, 45}, {grey, 80, 80, 45}};
    fingerprint_make(&basis, &small, to);
}

/* The whole view from the definition, for 64×64 pictures, where no resampling is needed. */
static void expect_definition(const struct scene *s)
{
    uint8_t got[FINGERPRINT_SIZE];
    double grid[64][64];
    for (int j = 0; j < 64; j++)
        for (int i = 0; i < 64; i++)
            grid[j][i] = scene_at(s, (i + 0.5) / 64, (j + 0.5) / 64);
    fingerprint_of(s, as_is, 64, 64, got);
    int bit = 0;
    for (int order = 1; order <= 15; order++)
        for (int u = 0; u <= order && bit < 128; u++, bit++) {
            double sum = 0;
            for (int j = 0; j < 64; j++)
                for (int i = 0; i < 64; i++)
                    sum += grid[j][i] * cos(pi * u * (i + 0.5) / 64) * cos(pi * (order - u) * (j + 0.5) / 64);
            if (fabs(sum) > 0.05) /* luma was rounded down to 1/65280 */
                REQUIRE_INT(got[bit / 8] >> bit % 8 & 1, sum > 0);
        }
}

static void expect_mirror(const struct scene *s)
{
    struct view mirrored = as_is;
    mirrored.mirrored = true;
    uint8_t a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE];
    fingerprint_of(s, as_is, WIDTH, HEIGHT, a);
    fingerprint_of(s, mirrored, WIDTH, HEIGHT, b);
    int bit = 0;
    for (int order = 1; order <= 15; order++)
        for (int u = 0; u <= order && bit < 128; u++, bit++)
            for (int view = 0; view < 32; view += 16)
                REQUIRE_INT((a[view + bit / 8] ^ b[view + bit / 8]) >> bit % 8 & 1, u % 2);
    REQUIRE_INT(fingerprint_distance(a, b, true), 0);
    REQUIRE(memcmp(a + 32, b + 32, 4) == 0);
}

static void expect_copy(const struct scene *s, struct view v, int width, int height, int at_most)
{
    uint8_t a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE];
    fingerprint_of(s, as_is, WIDTH, HEIGHT, a);
    fingerprint_of(s, v, width, height, b);
    int distance = fingerprint_distance(a, b, v.mirrored);
    REQUIRE_INT(fingerprint_distance(b, a, v.mirrored), distance);
    if (distance > at_most)
        TEST_FAIL("a copy is %d bits away, wanted at most %d", distance, at_most);
}

static void expect_unrelated(void)
{
    enum { COUNT = 24 };
    uint8_t prints[COUNT][FINGERPRINT_SIZE];
    struct scene s;
    for (int i = 0; i < COUNT; i++) {
        make_scene(&s);
        fingerprint_of(&s, as_is, WIDTH, HEIGHT, prints[i]);
    }
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < i; j++)
            REQUIRE(fingerprint_distance(prints[i], prints[j], j % 2) > 35);
}

static void expect_flat(void)
{
    uint16_t one = 65280, grey = 32768;
    uint8_t print[FINGERPRINT_SIZE];
    struct reduced small = {{&one, 1, 1, 1}, {&grey, 1, 1, 1}, {&grey, 1, 1, 1}};
    fingerprint_make(&basis, &small, print);
    for (int i = 0; i < 32; i++)
        REQUIRE_INT(print[i], 0);
    REQUIRE_INT(print[FINGERPRINT_QUALITY], 0);
    REQUIRE_INT(print[FINGERPRINT_LUMA], 255);
    REQUIRE_INT(print[FINGERPRINT_CB], 128);
    REQUIRE_INT(print[FINGERPRINT_CR], 128);
}

/* Half black, half white: deviation 127.5 steps, quality 255. */
static void expect_quality(void)
{
    static uint16_t y[WIDTH * WIDTH];
    uint16_t grey = 32768;
    uint8_t print[FINGERPRINT_SIZE];
    for (int i = 0; i < WIDTH * WIDTH; i++)
        y[i] = i % WIDTH < WIDTH / 2 ? 0 : 65280;
    struct reduced small = {{y, WIDTH, WIDTH, WIDTH}, {&grey, 1, 1, 1}, {&grey, 1, 1, 1}};
    fingerprint_make(&basis, &small, print);
    REQUIRE_INT(print[FINGERPRINT_QUALITY], 255);
    REQUIRE_INT(print[FINGERPRINT_LUMA], 128);
    REQUIRE_INT(print[0] & 3, 0); /* no (0,1); (1,0) is negative: brighter to the right */
}

int main(void)
{
    fingerprint_init(&basis);
    for (int i = 0; i < 8; i++) {
        struct scene s;
        make_scene(&s);
        expect_definition(&s);
        expect_mirror(&s);
        expect_copy(&s, as_is, WIDTH, HEIGHT, 0);
        expect_copy(&s, as_is, 120, 90, 4);
        expect_copy(&s, as_is, 97, 55, 4);
        expect_copy(&s, (struct view){0, 0, 1, 1, 0.7, 0.1, false}, WIDTH, HEIGHT, 2);
        expect_copy(&s, (struct view){0.06, 0.06, 0.88, 0.88, 1, 0, false}, WIDTH, HEIGHT, 4);
        expect_copy(&s, (struct view){0.06, 0.06, 0.88, 0.88, 1, 0, true}, WIDTH, HEIGHT, 4);
        expect_copy(&s, (struct view){0.075, 0.075, 0.85, 0.85, 1, 0, false}, WIDTH, HEIGHT, 35);
        expect_copy(&s, (struct view){0.03, 0.03, 0.94, 0.94, 1, 0, false}, WIDTH, HEIGHT, 35);
    }
    expect_unrelated();
    expect_flat();
    expect_quality();
    return 0;
}
