/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_bars.h"
#include "kernel/fingerprint_hash.h"
#include "test.h"

enum { WIDTH = 160, HEIGHT = 90 };

static uint16_t luma[HEIGHT][WIDTH], grey[HEIGHT / 2][WIDTH / 2];
static const struct reduced whole = {{&luma[0][0], WIDTH, WIDTH, HEIGHT},
                                     {&grey[0][0], WIDTH / 2, WIDTH / 2, HEIGHT / 2},
                                     {&grey[0][0], WIDTH / 2, WIDTH / 2, HEIGHT / 2}};

/* Waves of a level; black within so many rows and columns of the edges. */
static void draw(int level, int top, int bottom, int left, int right)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool in = y >= top && y < HEIGHT - bottom && x >= left && x < WIDTH - right;
            luma[y][x] = (uint16_t)(in ? 256 * (level + (x * 5 + y * 3) % 60) : 256 * ((x + y) % 4));
        }
}

static void expect(int x, int y, int width, int height)
{
    struct reduced bare = fingerprint_without_bars(&whole);
    REQUIRE(bare.y.data == &luma[y][x] && bare.cb.data == &grey[y / 2][x / 2]);
    REQUIRE_INT(bare.y.width, width);
    REQUIRE_INT(bare.y.height, height);
    REQUIRE_INT(bare.cr.width, width / 2);
    REQUIRE_INT(bare.cr.height, height / 2);
}

int main(void)
{
    draw(80, 0, 0, 0, 0);
    expect(0, 0, WIDTH, HEIGHT);
    draw(80, 11, 11, 0, 0);
    expect(0, 12, WIDTH, 66);
    draw(80, 12, 11, 20, 20);
    expect(20, 12, 120, 66);
    draw(80, 3, 3, 0, 0); /* too little for a bar */
    expect(0, 0, WIDTH, HEIGHT);
    draw(80, 20, 0, 0, 0); /* a dark edge */
    expect(0, 0, WIDTH, HEIGHT);
    draw(80, 20, 12, 0, 0);
    expect(0, 0, WIDTH, HEIGHT);
    draw(80, 40, 40, 0, 0); /* hardly a picture between them */
    expect(0, 0, WIDTH, HEIGHT);
    draw(0, 10, 10, 0, 0); /* night: where it ends cannot be told … */
    for (int y = 10; y < 16; y++)
        for (int x = 0; x < WIDTH; x++)
            luma[y][x] = luma[HEIGHT - 1 - y][x] = 12 * 256;
    expect(0, 0, WIDTH, HEIGHT);
    memset(luma, 0, sizeof luma);
    expect(0, 0, WIDTH, HEIGHT);
    return 0;
}
