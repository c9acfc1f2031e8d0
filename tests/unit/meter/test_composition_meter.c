/* SPDX-License-Identifier: Apache-2.0 */
/* Planted pictures whose layout follows from paper. */
#include "base/layout.h"
#include "meter/fake_sink.h"
#include <stdbool.h>

extern const struct meter composition_meter;

enum { WIDTH = 160, HEIGHT = 80, CELL_WIDTH = WIDTH / LAYOUT_COLUMNS, CELL_HEIGHT = HEIGHT / LAYOUT_ROWS };

typedef double drawing(int x, int y); /* luma in levels, 0..255 */

static struct fake_planes planes;

static const uint8_t *layout_of(struct fake *f, int64_t n, drawing *draw, double gain, double offset)
{
    struct picture p = fake_picture(&planes, n, WIDTH, HEIGHT, 0);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        planes.y[i] = (uint16_t)(256 * (gain * draw(i % WIDTH, i / WIDTH) + offset) + 0.5);
    fake_show(f, &p);
    const struct fake_vector *vector = fake_vector(f, "layout", n);
    REQUIRE_INT(vector->size, LAYOUT_SIZE);
    return vector->data;
}

static double halves(int x, int y)
{
    (void)y;
    return x < WIDTH / 2 ? 50 : 150;
}

/* Stripes one sample wide in cell 10 (row 1, column 2) on grey. */
static double stripes_across(int x, int y)
{
    bool inside = x / CELL_WIDTH == 2 && y / CELL_HEIGHT == 1;
    return inside ? (x % 2 ? 140 : 60) : 100;
}

static double stripes_down(int x, int y)
{
    bool inside = x / CELL_WIDTH == 2 && y / CELL_HEIGHT == 1;
    return inside ? (y % 2 ? 140 : 60) : 100;
}

static double scenery(int x, int y)
{
    return 60 + 0.4 * x + 20 * sin(x * 0.3 + y * 0.1) + (hypot(x - 50, y - 30) < 15 ? 60 : 0);
}

static double scenery_mirrored(int x, int y)
{
    return scenery(WIDTH - 1 - x, y);
}

/* Left half a deviation below the mean, right half one above; the one step lies at column 3's last sample. */
static void check_halves(struct fake *f)
{
    const uint8_t *layout = layout_of(f, 0, halves, 1, 0);
    for (int i = 0; i < LAYOUT_CELLS; i++) {
        REQUIRE_INT(layout[i], i % 8 < 4 ? 128 - 48 : 128 + 48);
        REQUIRE_INT(layout[32 + i], i % 8 == 3 ? 255 : 0); /* 16 times the mean of both directions × 64 */
        REQUIRE_INT(layout[64 + i], 0);
    }
}

static void check_stripes(struct fake *f)
{
    const uint8_t *across = layout_of(f, 8, stripes_across, 1, 0),
                  *down = layout_of(f, 16, stripes_down, 1, 0);
    for (int i = 0; i < LAYOUT_CELLS; i++) {
        REQUIRE_INT(across[i], 128);
        REQUIRE_INT(down[i], 128);
        if (i != 10)
            REQUIRE(across[32 + i] < 128 && down[64 + i] < 128); /* the stripes' border alone */
    }
    REQUIRE_INT(across[32 + 10], 255);
    REQUIRE_INT(down[64 + 10], 255);
    REQUIRE(across[64 + 10] < 128 && down[32 + 10] < 128);
}

static void check_steady(struct fake *f)
{
    const uint8_t *plain = layout_of(f, 24, scenery, 1, 0),
                  *mirrored = layout_of(f, 32, scenery_mirrored, 1, 0);
    const uint8_t *brighter = layout_of(f, 40, scenery, 1, 40), *flatter = layout_of(f, 48, scenery, 0.4, 30);
    for (int i = 0; i < LAYOUT_SIZE; i++) {
        REQUIRE_NEAR(brighter[i], plain[i], 1);
        REQUIRE_NEAR(flatter[i], plain[i], 1);
    }
    for (int i = 0; i < LAYOUT_CELLS; i++)
        REQUIRE_NEAR(mirrored[i / 8 * 8 + 7 - i % 8], plain[i], 1);
    for (int i = 0; i < 4; i++) /* it gets lighter to the right */
        REQUIRE(plain[24 + i] < plain[24 + 4 + i]);
}

static void check_missing(struct fake *f)
{
    size_t told = f->vector_count;
    struct picture flat = fake_picture(&planes, 56, WIDTH, HEIGHT, 20000);
    planes.y[77] += 2000;
    fake_show(f, &flat);
    struct picture between = fake_picture(&planes, 61, WIDTH, HEIGHT, 0);
    planes.y[0] = FAKE_WHITE;
    fake_show(f, &between);
    REQUIRE_INT(f->vector_count, told);
}

/* Fewer samples than cells: those there are serve several. */
static void check_small(struct fake *f)
{
    struct picture p = fake_picture(&planes, 64, 2, 1, 0);
    planes.y[1] = FAKE_WHITE;
    fake_show(f, &p);
    const uint8_t *layout = fake_vector(f, "layout", 64)->data;
    for (int i = 0; i < LAYOUT_CELLS; i++)
        REQUIRE_INT(layout[i], i % 8 < 4 ? 80 : 176);
}

int main(void)
{
    static const struct pst_film film;
    struct fake f;
    fake_open(&f, &composition_meter, &film);
    check_halves(&f);
    check_stripes(&f);
    check_steady(&f);
    check_missing(&f);
    check_small(&f);
    fake_close(&f);
    return 0;
}
