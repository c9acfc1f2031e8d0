/* SPDX-License-Identifier: Apache-2.0 */
#include "media/bars.h"
#include "test.h"

enum { WIDTH = 320, HEIGHT = 180, BLACK = 16, WHITE = 235 };
static uint8_t luma[HEIGHT][WIDTH];

/* A textured picture inside the bars, nothing outside. */
static struct samples paint(int rows, int columns, int level)
{
    memset(luma, BLACK, sizeof luma);
    for (int y = rows; y < HEIGHT - rows; y++)
        for (int x = columns; x < WIDTH - columns; x++)
            luma[y][x] = (uint8_t)(level + (x * 7 + y * 13) % 40);
    return (struct samples){luma, WIDTH, WIDTH, HEIGHT, 8};
}

static int look(struct bars *b, int rows, int columns, int level, int times)
{
    int changes = 0;
    struct samples p = paint(rows, columns, level);
    for (int i = 0; i < times; i++)
        changes += bars_look(b, &p, BLACK, WHITE);
    return changes;
}

static void require_active(const struct bars *b, int rows, int columns)
{
    REQUIRE_INT(b->active.y, rows);
    REQUIRE_INT(b->active.x, columns);
    REQUIRE_INT(b->active.height, HEIGHT - 2 * rows);
    REQUIRE_INT(b->active.width, WIDTH - 2 * columns);
}

int main(void)
{
    struct bars b;
    bars_init(&b, WIDTH, HEIGHT);
    /* Nothing can be told in the dark; the first lit picture tells. */
    REQUIRE_INT(look(&b, 0, 0, BLACK - 20, 5), 0);
    require_active(&b, 0, 0);
    look(&b, 22, 0, 80, 1);
    require_active(&b, 22, 0);

    /* A dark hold inside the film changes nothing, nor does a caption in the bar. */
    REQUIRE_INT(look(&b, 22, 0, BLACK - 20, 300), 0);
    paint(22, 0, 80);
    for (int x = 100; x < 200; x++)
        luma[HEIGHT - 10][x] = luma[HEIGHT - 15][x] = 200;
    struct samples captioned = {luma, WIDTH, WIDTH, HEIGHT, 8};
    for (int i = 0; i < 100; i++)
        REQUIRE(!bars_look(&b, &captioned, BLACK, WHITE));
    require_active(&b, 22, 0);

    /* The bars open midway (within three pictures), and pillars come (within two seconds and a bit). */
    REQUIRE_INT(look(&b, 0, 0, 80, 3), 1);
    require_active(&b, 0, 0);
    REQUIRE_INT(look(&b, 0, 40, 80, 100), 1);
    require_active(&b, 0, 40);

    /* One dark edge is a picture, not a bar. */
    bars_init(&b, WIDTH, HEIGHT);
    paint(0, 0, 80);
    memset(luma, BLACK, 30 * WIDTH);
    struct samples uneven = {luma, WIDTH, WIDTH, HEIGHT, 8};
    for (int i = 0; i < 200; i++)
        bars_look(&b, &uneven, BLACK, WHITE);
    require_active(&b, 0, 0);
    return 0;
}
