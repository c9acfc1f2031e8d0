/* SPDX-License-Identifier: Apache-2.0 */
/* Kernels of the signal meter, which reads thumbnails. */
#include "kernelcheck.h"
#include <string.h>

enum { LEVELS = 4095 }; /* the most that a sample of a thumbnail has */

static int16_t *any_thumb(int which, int count)
{
    int16_t *to = input(which, (size_t)count * sizeof *to);
    fill_words((uint16_t *)to, (size_t)count, (enum fill)random_from(0, FILLS - 1), LEVELS);
    return to;
}

static void check_squared(const struct kernels *k)
{
    int count = DISTANCE_UNIT * random_from(0, 30);
    const int16_t *a = any_thumb(0, count), *b = any_thumb(1, count);
    EXPECT(k->squared_distance(a, b, count) == squared_distance(a, b, count));
}

static void check_either(const struct kernels *k)
{
    int count = DISTANCE_UNIT * random_from(0, 30);
    const int16_t *x = any_thumb(0, count), *a = any_thumb(1, count), *b = any_thumb(2, count);
    EXPECT(k->either_distance(x, a, b, count) == either_distance(x, a, b, count));
}

static void check_bytes_apart(const struct kernels *k)
{
    int count = 4 * random_from(0, 300);
    uint8_t *a = input(0, (size_t)count), *b = input(1, (size_t)count);
    fill_bytes(a, (size_t)count, (enum fill)random_from(0, FILLS - 1));
    fill_bytes(b, (size_t)count, (enum fill)random_from(0, FILLS - 1));
    EXPECT(k->bytes_apart(a, b, count) == bytes_apart(a, b, count));
}

static void check_pieces_apart(const struct kernels *k)
{
    int pieces = 4 * random_from(0, 20);
    size_t count = (size_t)(pieces * PIECE), size = (size_t)pieces * 2;
    uint8_t *a = input(0, count), *b = input(1, count);
    uint16_t *expected = output(0, size), *got = output(1, size);
    fill_bytes(a, count, (enum fill)random_from(0, FILLS - 1));
    fill_bytes(b, count, (enum fill)random_from(0, FILLS - 1));
    pieces_apart(a, b, pieces, expected);
    k->pieces_apart(a, b, pieces, got);
    EXPECT(memcmp(expected, got, size) == 0 && guards_hold(1));
}

/* Pictures that have nothing, something or all in common. */
static void check_match(const struct kernels *k)
{
    int columns = random_from(1, 9), rows = random_from(1, 9),
        stride = columns * BLOCK_WIDTH + random_from(0, 9);
    size_t size = (size_t)(stride * (rows * BLOCK_HEIGHT - 1) + columns * BLOCK_WIDTH);
    uint8_t *now = input(0, size), *before = input(1, size);
    fill_bytes(now, size, (enum fill)random_from(0, FILLS - 1));
    fill_bytes(before, size, (enum fill)random_from(0, FILLS - 1));
    size_t moved = (size_t)random_from(0, 5 * stride);
    if (random_bits() % 2 && moved < size)
        memcpy(now, before + moved, size - moved);
    int reach_x = random_from(0, 8), reach_y = random_from(0, 6);
    uint16_t *expected = output(0, (size_t)(rows * columns) * 2),
             *got = output(1, (size_t)(rows * columns) * 2);
    match_blocks(now, before, stride, columns, rows, reach_x, reach_y, expected);
    k->match_blocks(now, before, stride, columns, rows, reach_x, reach_y, got);
    EXPECT(memcmp(expected, got, (size_t)(rows * columns) * 2) == 0 && guards_hold(1));
}

static void check_relief(const struct kernels *k)
{
    int width = edge_size(64), height = edge_size(64);
    struct relief_part p = {.first_column = random_from(0, width - 1),
                            .first_row = random_from(0, height - 1)};
    p.last_column = random_from(p.first_column, width - 1);
    p.last_row = random_from(p.first_row, height - 1);
    size_t size = (size_t)(width * height);
    uint16_t *luma = input(0, 2 * size);
    fill_words(luma, size, (enum fill)random_from(0, FILLS - 1), 65535);
    uint8_t *expected = output(0, size), *got = output(1, size);
    relief_of(luma, width, height, p, expected);
    k->relief_of(luma, width, height, p, got);
    EXPECT(memcmp(expected, got, size) == 0 && guards_hold(1));
}

static void any_axis(struct place_axis *axis, int samples)
{
    int whole = random_from(1, 4000), offset = random_bits() % 2 ? 0 : random_from(0, whole - 1);
    place_axis_make(axis, random_from(1, PLACE_CANVAS), samples, offset, random_from(1, whole - offset),
                    whole);
}

static void check_place(const struct kernels *k)
{
    struct place_axis columns, rows;
    int width = edge_size(160), height = edge_size(160), stride = width + random_from(0, 9);
    any_axis(&columns, width);
    any_axis(&rows, height);
    size_t count = (size_t)(stride * (height - 1) + width), size = (size_t)(columns.cells * rows.cells) * 2;
    uint16_t *samples = input(0, 2 * count), *expected = output(0, size), *got = output(1, size);
    fill_words(samples, count, (enum fill)random_from(0, FILLS - 1), 65535);
    uint16_t bars = random_bits() % 2 ? 0 : 32768;
    place_plane(&columns, &rows, samples, stride, bars, expected);
    k->place_plane(&columns, &rows, samples, stride, bars, got);
    EXPECT(memcmp(expected, got, size) == 0 && guards_hold(1));
}

static void check_shift(const struct kernels *k)
{
    int width = random_bits() % 4 ? 32 : edge_size(64), height = random_bits() % 4 ? 18 : edge_size(64);
    int stride = width + random_from(0, 9), count = stride * (height - 1) + width;
    int16_t *now = any_thumb(0, count), *before = any_thumb(1, count);
    int moved = random_from(0, 4 * stride);
    if (moved < count)
        memcpy(now, before + moved, (size_t)(count - moved) * sizeof *now);
    struct shift right = best_shift(now, before, stride, width, height),
                 got = k->best_shift(now, before, stride, width, height);
    EXPECT(memcmp(&right, &got, sizeof got) == 0);
}

enum { THUMB = 32 * 18, LARGE = 64 * 36 };

static void run_squared(const struct kernels *k)
{
    static int16_t a[960], b[960];
    k->squared_distance(a, b, 576);
}

static void run_either(const struct kernels *k)
{
    static int16_t x[960], a[960], b[960];
    k->either_distance(x, a, b, 576);
}

static void run_bytes_apart(const struct kernels *k)
{
    static uint8_t a[512], b[512];
    k->bytes_apart(a, b, 512);
}

static void run_pieces_apart(const struct kernels *k)
{
    static uint8_t a[64 * PIECE], b[64 * PIECE];
    uint16_t apart[64];
    k->pieces_apart(a, b, 64, apart);
}

static void make_large(uint8_t *now, uint8_t *before, uint16_t *luma)
{
    for (int i = 0; i < LARGE; i++) {
        now[i] = (uint8_t)random_bits();
        before[i] = (uint8_t)random_bits();
        luma[i] = (uint16_t)random_from(0, 65280);
    }
    now[0] = 1;
}

static void run_match(const struct kernels *k)
{
    static uint8_t now[LARGE], before[LARGE];
    static uint16_t luma[LARGE], least[48];
    if (!now[0])
        make_large(now, before, luma);
    k->match_blocks(now, before, 64, 8, 6, 6, 4, least);
}

static void run_relief(const struct kernels *k)
{
    static uint8_t now[LARGE], before[LARGE], relief[LARGE];
    static uint16_t luma[LARGE];
    if (!now[0])
        make_large(now, before, luma);
    k->relief_of(luma, 64, 36, (struct relief_part){0, 63, 0, 35}, relief);
}

static void run_place(const struct kernels *k)
{
    static struct place_axis columns, rows;
    static uint16_t samples[160 * 90], canvas[LARGE];
    if (!columns.cells) {
        place_axis_make(&columns, 64, 160, 0, 1, 1);
        place_axis_make(&rows, 36, 90, 0, 1, 1);
    }
    k->place_plane(&columns, &rows, samples, 160, 0, canvas);
}

static void run_shift(const struct kernels *k)
{
    static int16_t now[THUMB], before[THUMB];
    if (!now[0])
        for (int i = 0; i < THUMB; i++) {
            now[i] = (int16_t)random_from(1, LEVELS);
            before[i] = (int16_t)random_from(1, LEVELS);
        }
    k->best_shift(now, before, 32, 32, 18);
}

const struct kernel_check thumb_checks[] = {
    {"squared distance", check_squared, run_squared, THUMB},
    {"either distance", check_either, run_either, THUMB},
    {"bytes apart", check_bytes_apart, run_bytes_apart, 512},
    {"pieces apart", check_pieces_apart, run_pieces_apart, 64 * PIECE},
    {"match blocks", check_match, run_match, LARGE},
    {"relief", check_relief, run_relief, LARGE},
    {"place", check_place, run_place, 160 * 90},
    {"best shift", check_shift, run_shift, THUMB},
    {0},
};
