/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/shift.h"
#include "test.h"

enum { WIDTH = 32, HEIGHT = 18, ROOM = 40 };

static int16_t world[HEIGHT + 2 * ROOM][WIDTH + 2 * ROOM];

static void build_world(void)
{
    unsigned state = 11;
    for (int y = 0; y < HEIGHT + 2 * ROOM; y++)
        for (int x = 0; x < WIDTH + 2 * ROOM; x++) {
            state = state * 1664525u + 1013904223u;
            world[y][x] = (int16_t)(state >> 20); /* 0 to 4095 */
        }
}

static void look_from(int x, int y, int gain, int lift, int16_t *view)
{
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        view[i] = (int16_t)(world[ROOM + y + i / WIDTH][ROOM + x + i % WIDTH] * gain / 100 + lift);
}

/* A camera that turns by (x, y) moves its picture by (−x, −y), whatever the exposure. */
static void test_turns(void)
{
    static const int turns[][2] = {{0, 0}, {1, 0}, {-7, 2}, {15, -3}, {-19, 0}, {2, 9}, {0, -10}};
    int16_t before[WIDTH * HEIGHT], now[WIDTH * HEIGHT];
    look_from(0, 0, 100, 0, before);
    for (unsigned i = 0; i < sizeof turns / sizeof *turns; i++) {
        look_from(turns[i][0], turns[i][1], 60, 500, now);
        struct shift found = best_shift(now, before, WIDTH, WIDTH, HEIGHT);
        REQUIRE_INT(found.x, -turns[i][0]);
        REQUIRE_INT(found.y, -turns[i][1]);
        REQUIRE_NEAR(found.likeness, 1, 1e-3);
    }
}

static void test_another_place(void)
{
    int16_t before[WIDTH * HEIGHT], now[WIDTH * HEIGHT];
    look_from(0, 0, 100, 0, before);
    look_from(36, 30, 100, 0, now);
    REQUIRE(best_shift(now, before, WIDTH, WIDTH, HEIGHT).likeness < 0.45F);
}

/* A disc of radius 5 in one picture, of radius 5 × 1.36 in the other: seen 1.36 times nearer they are the
 * same up to the samples of the rim. */
static void test_nearer(void)
{
    int16_t far[WIDTH * HEIGHT], near[WIDTH * HEIGHT], ring[WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        double x = i % WIDTH + 0.5 - WIDTH / 2, y = i / WIDTH + 0.5 - HEIGHT / 2, r = sqrt(x * x + y * y);
        far[i] = r < 5 ? 3000 : 500;
        near[i] = r < 5 * 1.36 ? 3000 : 500;
        ring[i] = r > 5 && r < 8 ? 3000 : 500;
    }
    REQUIRE(best_zoom(near, far, WIDTH, WIDTH, HEIGHT) > 0.9F);
    REQUIRE(best_zoom(far, near, WIDTH, WIDTH, HEIGHT) > 0.9F);
    REQUIRE(best_zoom(ring, far, WIDTH, WIDTH, HEIGHT) < 0.7F);
}

static void test_flat(void)
{
    int16_t flat[WIDTH * HEIGHT] = {0}, view[WIDTH * HEIGHT];
    look_from(0, 0, 100, 0, view);
    REQUIRE_NEAR(best_shift(flat, view, WIDTH, WIDTH, HEIGHT).likeness, 0, 0.2);
    REQUIRE_NEAR(best_zoom(flat, flat, WIDTH, WIDTH, HEIGHT), 0, 1e-6);
}

int main(void)
{
    build_world();
    test_turns();
    test_another_place();
    test_nearer();
    test_flat();
    return 0;
}
