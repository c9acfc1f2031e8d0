/* SPDX-License-Identifier: Apache-2.0 */
/* Kernels that read the decoder's planes. */
#include "kernelcheck.h"
#include <string.h>

/* A plane of any size, depth, alignment and stride, the last byte of which is the last that may be read. */
static struct samples any_plane(int which, int most_width, int most_height)
{
    static const int depths[] = {8, 8, 8, 9, 10, 12, 14, 16};
    struct samples p = {.width = edge_size(most_width), .height = edge_size(most_height)};
    p.depth = depths[random_bits() % 8];
    size_t bytes = p.depth > 8 ? 2 : 1, row = (size_t)p.width * bytes,
           gap = bytes * (size_t)random_from(0, 40);
    size_t size = (row + gap) * (size_t)(p.height - 1) + row;
    enum fill fill = (enum fill)random_from(0, FILLS - 1);
    char *data = input(which, size);
    if (bytes == 1)
        fill_bytes((uint8_t *)data, size, fill);
    else
        fill_words((uint16_t *)(void *)data, size / 2, fill, (1 << p.depth) - 1);
    bool upside_down = random_bits() % 4 == 0;
    p.stride = upside_down ? -(ptrdiff_t)(row + gap) : (ptrdiff_t)(row + gap);
    p.data = upside_down ? data + (row + gap) * (size_t)(p.height - 1) : data;
    return p;
}

static struct scale any_scale(int depth)
{
    int one = 1 << (depth - 8);
    switch (random_bits() % 3) {
    case 0: return (struct scale){16 * one, 219 * one, 0};
    case 1: return (struct scale){128 * one, 224 * one, 32768};
    default: return (struct scale){0, 256 * one - 1, 0};
    }
}

/* At times no value of the depth. */
static struct clipping any_clipping(int depth)
{
    int most = (1 << depth) - 1, beyond = random_bits() % 8 == 0 ? 40 : 0;
    return (struct clipping){random_from(-beyond, most + beyond), random_from(-beyond, most + beyond), -1,
                             -1};
}

static void check_reduce(const struct kernels *k)
{
    static uint32_t sums[4096];
    bool wide = random_bits() % 8 == 0;
    struct samples p = any_plane(0, wide ? 2000 : 300, wide ? 40 : 300);
    int width = random_from(1, p.width < 160 ? p.width : 160),
        height = random_from(1, p.height < 160 ? p.height : 160);
    struct scale scale = any_scale(p.depth);
    struct clipping right = any_clipping(p.depth), told = right;
    bool counted = random_bits() % 4 != 0;
    size_t size = (size_t)(width * height) * sizeof(uint16_t);
    uint16_t *expected = output(0, size), *got = output(1, size);
    uint32_t *scratch = output(2, (size_t)p.width * sizeof *scratch);
    reduce_plane(&p, scale, counted ? &right : NULL, sums, expected, width, height);
    k->reduce_plane(&p, scale, counted ? &told : NULL, scratch, got, width, height);
    EXPECT(memcmp(expected, got, size) == 0);
    EXPECT(!counted || (told.at_low == right.at_low && told.at_high == right.at_high));
    EXPECT(guards_hold(0) && guards_hold(1) && guards_hold(2));
}

static void check_lit_row(const struct kernels *k)
{
    struct samples p = any_plane(0, random_bits() % 8 ? 300 : 20000, 5);
    int y = random_from(0, p.height - 1), threshold = random_from(-2, (1 << p.depth) + 2);
    EXPECT(k->count_lit_row(&p, y, threshold) == count_lit_row(&p, y, threshold));
}

static void check_lit_columns(const struct kernels *k)
{
    struct samples p = any_plane(0, 100, 300);
    int count = random_from(1, p.width < LIT_COLUMNS ? p.width : LIT_COLUMNS);
    int x = random_from(0, p.width - count), step = random_from(1, 5),
        threshold = random_from(-2, 1 << p.depth);
    int *expected = output(0, LIT_COLUMNS * sizeof(int)), *got = output(1, LIT_COLUMNS * sizeof(int));
    count_lit_columns(&p, x, count, step, threshold, expected);
    k->count_lit_columns(&p, x, count, step, threshold, got);
    EXPECT(memcmp(expected, got, (size_t)count * sizeof *got) == 0);
    EXPECT(guards_hold(1));
}

/* Pictures for the bench: what a decoder leaves of 1080p and 2160p, more of them than a cache of 32 MiB
 * holds. */
enum { WIDTH = 1920, HEIGHT = 1080, PICTURES = 24, DEEP = 4 * WIDTH * HEIGHT, DEEP_PICTURES = 3 };
static uint8_t pictures[PICTURES][WIDTH * HEIGHT];
static uint16_t deep[DEEP_PICTURES][DEEP];
static uint32_t column_sums[2 * WIDTH];
static uint16_t small[160 * 90];

static void fill_pictures(void)
{
    if (pictures[0][0])
        return;
    for (int n = 0; n < PICTURES; n++)
        for (int i = 0; i < WIDTH * HEIGHT; i++)
            pictures[n][i] = (uint8_t)(18 + (i % WIDTH / 12 + (int)(random_bits() & 15)) % 210);
    for (int n = 0; n < DEEP_PICTURES; n++)
        for (int i = 0; i < DEEP; i++)
            deep[n][i] = (uint16_t)(4 * pictures[n][i % (WIDTH * HEIGHT)] + (i & 3));
}

static void reduce_bytes(const struct kernels *k, int picture)
{
    struct clipping c = {.low = 17, .high = 234};
    struct samples p = {pictures[picture], WIDTH, WIDTH, HEIGHT, 8};
    k->reduce_plane(&p, (struct scale){16, 219, 0}, &c, column_sums, small, 160, 90);
}

static void run_reduce_near(const struct kernels *k)
{
    fill_pictures();
    reduce_bytes(k, 0);
}

static void run_reduce(const struct kernels *k)
{
    static int picture;
    fill_pictures();
    reduce_bytes(k, picture++ % PICTURES);
}

static void run_reduce_deep(const struct kernels *k)
{
    static int picture;
    struct clipping c = {.low = 68, .high = 936};
    fill_pictures();
    struct samples p = {deep[picture++ % DEEP_PICTURES], 4 * WIDTH, 2 * WIDTH, 2 * HEIGHT, 10};
    k->reduce_plane(&p, (struct scale){64, 876, 0}, &c, column_sums, small, 160, 90);
}

static void run_lit_row(const struct kernels *k)
{
    struct samples p = {pictures[0], WIDTH, WIDTH, HEIGHT, 8};
    fill_pictures();
    for (int y = 0; y < 64; y++)
        k->count_lit_row(&p, y, 40);
}

static void run_lit_columns(const struct kernels *k)
{
    struct samples p = {pictures[0], WIDTH, WIDTH, HEIGHT, 8};
    int lit[LIT_COLUMNS];
    fill_pictures();
    k->count_lit_columns(&p, 0, LIT_COLUMNS, 4, 40, lit);
}

const struct kernel_check plane_checks[] = {
    {"reduce 1080p, in cache", check_reduce, run_reduce_near, WIDTH *HEIGHT},
    {"reduce 1080p, in memory", check_reduce, run_reduce, WIDTH *HEIGHT},
    {"reduce 2160p of 10 bits", check_reduce, run_reduce_deep, DEEP},
    {"lit rows", check_lit_row, run_lit_row, 64 * WIDTH},
    {"lit columns", check_lit_columns, run_lit_columns, LIT_COLUMNS *HEIGHT / 4},
    {0},
};
