/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/distance.h"
#include "test.h"

static void test_sums(void)
{
    int16_t a[192], b[192], x[192];
    for (int i = 0; i < 192; i++) {
        a[i] = 0;
        b[i] = 4095;
        x[i] = i < 8 ? 4095 : 5;
    }
    int64_t sum, squares;
    REQUIRE_INT(squared_distance(a, b, 192),
                192LL * 4095 * 4095); /* the most there can be, without overflow */
    REQUIRE_INT(either_distance(x, a, b, 192), 184 * 25);
    sums_of(x, 192, &sum, &squares);
    REQUIRE_INT(sum, 8 * 4095 + 184 * 5);
    REQUIRE_INT(squares, 8LL * 4095 * 4095 + 184 * 25);
}

/* A picture moved by (3, −2) matches wherever the shifted block lies inside it. */
static void test_moved(void)
{
    enum { WIDTH = 64, HEIGHT = 36, COLUMNS = WIDTH / BLOCK_WIDTH, ROWS = HEIGHT / BLOCK_HEIGHT };
    static uint8_t before[WIDTH * HEIGHT], now[WIDTH * HEIGHT];
    uint16_t least[COLUMNS * ROWS];
    unsigned state = 7;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        state = state * 1664525u + 1013904223u;
        before[i] = (uint8_t)(state >> 24);
    }
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            int from_x = x + 3 < WIDTH ? x + 3 : WIDTH - 1, from_y = y >= 2 ? y - 2 : 0;
            now[y * WIDTH + x] = before[from_y * WIDTH + from_x];
        }
    match_blocks(now, before, WIDTH, COLUMNS, ROWS, 6, 4, least);
    for (int r = 1; r < ROWS; r++)
        for (int c = 0; c < COLUMNS - 1; c++)
            REQUIRE_INT(least[r * COLUMNS + c], 0);
    match_blocks(now, before, WIDTH, COLUMNS, ROWS, 2, 4, least);
    REQUIRE(least[COLUMNS + 1] > BLOCK_WIDTH * BLOCK_HEIGHT * 20); /* out of reach */
}

int main(void)
{
    test_sums();
    test_moved();
    return 0;
}
