/* SPDX-License-Identifier: Apache-2.0 */
/* Waves of one kind with a rectangle of another kind in them. */
#include "kernel/inset_find.h"
#include "test.h"

enum { WIDTH = 160, HEIGHT = 90 };

static uint16_t luma[HEIGHT][WIDTH];
static struct inset_search search;

static double waves(double x, double y, double pitch, double turn)
{
    return 128 + 50 * sin((x * cos(turn) + y * sin(turn)) / pitch) + 40 * cos((x - 2 * y) / (2.3 * pitch));
}

static void draw(struct inset inset)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool in = x >= inset.x && x < inset.x + inset.width && y >= inset.y && y < inset.y + inset.height;
            luma[y][x] = (uint16_t)(256 * (in ? waves(2 * x, 2 * y, 7, 1) : waves(x, y, 19, 2.4)));
        }
}

static struct inset find(void)
{
    const struct plane plane = {&luma[0][0], WIDTH, WIDTH, HEIGHT};
    memset(&search, 0xa5, sizeof search);
    return inset_find(&plane, &search);
}

static void expect(struct inset there)
{
    draw(there);
    struct inset found = find();
    REQUIRE_NEAR(found.x, there.x, 1);
    REQUIRE_NEAR(found.y, there.y, 1);
    REQUIRE_NEAR(found.x + found.width, there.x + there.width, 1);
    REQUIRE_NEAR(found.y + found.height, there.y + there.height, 1);
}

static void expect_none(struct inset there)
{
    draw(there);
    REQUIRE_INT(find().width, 0);
}

int main(void)
{
    expect((struct inset){74, 5, 80, 45});
    expect((struct inset){3, 40, 76, 43});
    expect((struct inset){40, 22, 84, 47});
    expect((struct inset){80, 45, 80, 45}); /* in the corner: two sides to see */
    expect((struct inset){0, 10, 80, 45});
    expect_none((struct inset){0, 0, 0, 0});
    expect_none((struct inset){0, 0, 80, 90});    /* half of the screen */
    expect_none((struct inset){20, 20, 53, 30});  /* a third */
    expect_none((struct inset){10, 10, 120, 45}); /* of another shape */
    memset(luma, 0, sizeof luma);
    REQUIRE_INT(find().width, 0);
    const struct plane tiny = {&luma[0][0], WIDTH, 3, 2};
    REQUIRE_INT(inset_find(&tiny, &search).width, 0);
    return 0;
}
