/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/match.h"
#include "test.h"

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
    test_moved();
    return 0;
}
