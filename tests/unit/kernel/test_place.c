/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/place.h"
#include "test.h"

enum { WIDTH = 160, HEIGHT = 90, CELLS_X = 64, CELLS_Y = 36 };

static uint16_t samples[WIDTH * HEIGHT], canvas[CELLS_X * CELLS_Y];

static void place(double x, double y, double width, double height, uint16_t bars)
{
    struct place_axis columns, rows;
    place_axis_make(&columns, CELLS_X, WIDTH, x, width, 1280);
    place_axis_make(&rows, CELLS_Y, HEIGHT, y, height, 720);
    place_plane(&columns, &rows, samples, WIDTH, bars, canvas);
}

int main(void)
{
    /* a level picture stays level to one part in PLACE_ONE, whatever the cell borders */
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        samples[i] = 40000;
    place(0, 0, 1280, 720, 0);
    for (int i = 0; i < CELLS_X * CELLS_Y; i++)
        REQUIRE_NEAR(canvas[i], 40000, 1);
    /* the picture between bars of a sixth of the height: six rows of bars above and below */
    place(0, 120, 1280, 480, 1000);
    for (int y = 0; y < CELLS_Y; y++)
        for (int x = 0; x < CELLS_X; x++)
            REQUIRE_NEAR(canvas[y * CELLS_X + x], y < 6 || y >= 30 ? 1000 : 40000, 12);
    /* the left half white: the canvas's left half is, whether or not the crop is centred */
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        samples[i] = i % WIDTH < WIDTH / 2 ? 65280 : 0;
    place(0, 0, 1280, 720, 0);
    for (int x = 0; x < CELLS_X; x++)
        REQUIRE_NEAR(canvas[10 * CELLS_X + x], x < CELLS_X / 2 ? 65280 : 0, 40);
    place(640, 0, 640, 720, 0);
    for (int x = 0; x < CELLS_X; x++)
        REQUIRE_NEAR(canvas[10 * CELLS_X + x], x >= 32 && x < 48 ? 65280 : 0, 40);
    return 0;
}
