/* SPDX-License-Identifier: Apache-2.0 */
/* Kernels of the other meters, which read the small planes. */
#include "kernelcheck.h"
#include <string.h>

static struct plane any_small(int which, int most)
{
    int width = edge_size(most), height = edge_size(most), stride = width + random_from(0, 9);
    size_t count = (size_t)(stride * (height - 1) + width);
    uint16_t *data = input(which, 2 * count);
    fill_words(data, count, (enum fill)random_from(0, FILLS - 1), random_bits() % 2 ? 65280 : 65535);
    return (struct plane){data, stride, width, height};
}

static void check_difference(const struct kernels *k)
{
    int count = random_bits() % 16 ? edge_size(500) : random_from(30000, 70000);
    uint16_t *a = input(0, 2 * (size_t)count), *b = input(1, 2 * (size_t)count);
    fill_words(a, (size_t)count, (enum fill)random_from(0, FILLS - 1), 65535);
    fill_words(b, (size_t)count, (enum fill)random_from(0, FILLS - 1), 65535);
    EXPECT(k->absolute_difference(a, b, count) == absolute_difference(a, b, count));
}

static void check_levels(const struct kernels *k)
{
    struct plane luma = any_small(0, 160);
    uint16_t shadow = (uint16_t)random_from(0, 65535), bright = (uint16_t)random_from(0, 65535);
    struct levels *expected = output(0, sizeof *expected), *got = output(1, sizeof *got);
    levels_count(expected, &luma, shadow, bright);
    k->levels_count(got, &luma, shadow, bright);
    EXPECT(memcmp(expected, got, sizeof *got) == 0 && guards_hold(1));
}

static void check_fingerprint(const struct kernels *k)
{
    static struct fingerprint_basis basis;
    if (!basis.whole.down[0][0])
        fingerprint_init(&basis);
    struct reduced picture = {any_small(0, 160), any_small(1, 80), any_small(2, 80)};
    uint8_t *expected = output(0, FINGERPRINT_SIZE), *got = output(1, FINGERPRINT_SIZE);
    fingerprint_make(&basis, &picture, expected);
    k->fingerprint_make(&basis, &picture, got);
    EXPECT(memcmp(expected, got, FINGERPRINT_SIZE) == 0 && guards_hold(1));
}

/* Blocks, which have sides, as often as noise. */
static void check_inset(const struct kernels *k)
{
    static struct inset_search expected, got;
    struct plane luma = any_small(0, 160);
    int pitch = random_from(1, 60);
    for (int y = 0; pitch > 20 && y < luma.height; y++)
        for (int x = 0; x < luma.width; x++)
            ((uint16_t *)luma.data)[y * luma.stride + x] = (uint16_t)((x / pitch + y / pitch) % 2 * 9999);
    struct inset a = inset_find(&luma, &expected), b = k->inset_find(&luma, &got);
    EXPECT(a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height);
}

/* Every matrix and transfer comes about. */
static const struct oklab_map *any_map(void)
{
    enum { MATRICES = PST_MATRIX_RGB + 1, TRANSFERS = PST_TRANSFER_HLG + 1 };
    static struct oklab_map maps[MATRICES][TRANSFERS];
    int matrix = random_from(0, MATRICES - 1), transfer = random_from(0, TRANSFERS - 1);
    struct oklab_map *map = &maps[matrix][transfer];
    if (map->r_cr == 0)
        oklab_map_init(map, (enum pst_matrix)matrix, (enum pst_transfer)transfer);
    return map;
}

static void check_oklab(const struct kernels *k)
{
    int count = edge_size(200);
    size_t size = (size_t)count * sizeof(float);
    uint16_t *planes[3];
    float *expected = output(0, 3 * size), *got[3];
    for (int i = 0; i < 3; i++) {
        planes[i] = input(i, 2 * (size_t)count);
        fill_words(planes[i], (size_t)count, (enum fill)random_from(0, FILLS - 1), 65535);
        got[i] = output(1 + i, size);
    }
    const struct oklab_map *map = any_map();
    oklab_convert(map, planes[0], planes[1], planes[2], count, expected, expected + count,
                  expected + 2 * count);
    k->oklab_convert(map, planes[0], planes[1], planes[2], count, got[0], got[1], got[2]);
    for (int i = 0; i < 3; i++)
        EXPECT(memcmp(expected + i * count, got[i], size) == 0 && guards_hold(1 + i));
}

static void check_chroma(const struct kernels *k)
{
    int count = edge_size(200);
    size_t size = (size_t)count * sizeof(float);
    float *lab[3], *expected = output(0, 2 * size), *chroma = output(1, size), *saturation = output(2, size);
    for (int i = 0; i < 3; i++) {
        lab[i] = input(i, size);
        for (int j = 0; j < count; j++)
            lab[i][j] = (float)random_from(i ? -400 : 0, i ? 400 : 1000) / 1000;
    }
    oklab_chroma(lab[0], lab[1], lab[2], count, expected, expected + count);
    k->oklab_chroma(lab[0], lab[1], lab[2], count, chroma, saturation);
    EXPECT(memcmp(expected, chroma, size) == 0 && memcmp(expected + count, saturation, size) == 0);
    EXPECT(guards_hold(1) && guards_hold(2));
}

enum { WIDTH = 160, HEIGHT = 90, LUMA = WIDTH * HEIGHT, CHROMA = LUMA / 4 };

/* A picture whose samples differ, for the bench. */
static const uint16_t *picture(void)
{
    static uint16_t samples[LUMA];
    if (!samples[0])
        fill_words(samples, LUMA, FILL_RANDOM, 65280);
    samples[0] |= 1;
    return samples;
}

static void run_difference(const struct kernels *k)
{
    k->absolute_difference(picture(), picture(), LUMA);
}

static void run_levels(const struct kernels *k)
{
    static struct levels levels;
    struct plane luma = {picture(), WIDTH, WIDTH, HEIGHT};
    k->levels_count(&levels, &luma, 10000, 50000);
}

static void run_fingerprint(const struct kernels *k)
{
    static struct fingerprint_basis basis;
    uint8_t to[FINGERPRINT_SIZE];
    struct plane luma = {picture(), WIDTH, WIDTH, HEIGHT},
                 chroma = {picture(), WIDTH / 2, WIDTH / 2, HEIGHT / 2};
    struct reduced small = {luma, chroma, chroma};
    if (!basis.whole.down[0][0])
        fingerprint_init(&basis);
    k->fingerprint_make(&basis, &small, to);
}

static void run_inset(const struct kernels *k)
{
    static struct inset_search search;
    struct plane luma = {picture(), WIDTH, WIDTH, HEIGHT};
    k->inset_find(&luma, &search);
}

static void run_oklab(const struct kernels *k)
{
    static struct oklab_map map;
    float l[WIDTH], a[WIDTH], b[WIDTH];
    if (map.r_cr == 0)
        oklab_map_init(&map, PST_MATRIX_BT709, PST_TRANSFER_BT1886);
    for (int at = 0; at < CHROMA; at += 80)
        k->oklab_convert(&map, picture() + at, picture() + CHROMA + at, picture() + 2 * CHROMA + at, 80, l, a,
                         b);
}

static void run_chroma(const struct kernels *k)
{
    static float l[80] = {0.5f}, a[80] = {0.1f}, b[80] = {0.1f}, chroma[80], saturation[80];
    k->oklab_chroma(l, a, b, 80, chroma, saturation);
}

const struct kernel_check meter_checks[] = {
    {"difference", check_difference, run_difference, LUMA},
    {"levels", check_levels, run_levels, LUMA},
    {"fingerprint", check_fingerprint, run_fingerprint, LUMA},
    {"inset", check_inset, run_inset, LUMA},
    {"OKLab", check_oklab, run_oklab, CHROMA},
    {"OKLab's chroma", check_chroma, run_chroma, 80},
    {0},
};
