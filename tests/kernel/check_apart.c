/* SPDX-License-Identifier: Apache-2.0 */
/* Kernels that hold one thing against many. */
#include "kernelcheck.h"
#include <math.h>
#include <string.h>

enum { MOST = 240, RUN = 2000 };

static size_t any_count(void)
{
    return (size_t)(APART_UNIT * random_from(1, MOST / APART_UNIT));
}

/* Some are infinite. */
static float any_float(void)
{
    return random_from(0, 40) ? (float)random_from(-2000, 2000) / 512 : INFINITY;
}

static float *any_floats(int which, size_t count)
{
    float *to = input(which, count * sizeof *to);
    for (size_t i = 0; i < count; i++)
        to[i] = any_float();
    return to;
}

static void check_points(const struct kernels *k)
{
    size_t count = any_count(), size = count * sizeof(float);
    int dimensions = random_from(1, APART_AXES);
    const float *axes = any_floats(0, count * (size_t)dimensions), *of = any_floats(1, APART_AXES);
    float *expected = output(0, size), *got = output(1, size);
    points_apart(axes, count, dimensions, of, count, expected);
    k->points_apart(axes, count, dimensions, of, count, got);
    for (size_t i = 0; i < count; i++)
        EXPECT(expected[i] == got[i] || (isnan(expected[i]) && isnan(got[i])));
    EXPECT(guards_hold(1));
}

static void check_works(const struct kernels *k)
{
    size_t count = any_count(), size = count * sizeof(float);
    const float *steps = any_floats(0, count * 3 * APART_STEPS);
    float of[3 * APART_STEPS], *expected = output(0, 2 * size), *two = output(1, size),
                               *three = output(2, size);
    for (int i = 0; i < 3 * APART_STEPS; i++)
        of[i] = (float)random_from(0, 1000) / 1000;
    works_apart(steps, count, of, count, expected, expected + count);
    k->works_apart(steps, count, of, count, two, three);
    EXPECT(memcmp(expected, two, size) == 0 && guards_hold(1));
    EXPECT(memcmp(expected + count, three, size) == 0 && guards_hold(2));
}

static void check_rows(const struct kernels *k)
{
    size_t count = any_count(), size = count * sizeof(float);
    uint8_t *rows = input(0, count * APART_ROW), *of = input(1, APART_ROW);
    fill_bytes(rows, count * APART_ROW, (enum fill)random_from(0, FILLS - 1));
    fill_bytes(of, APART_ROW, (enum fill)random_from(0, FILLS - 1));
    for (size_t i = 0; i < count * APART_ROW; i++)
        rows[i] &= APART_BYTE;
    for (int i = 0; i < APART_ROW; i++)
        of[i] &= APART_BYTE;
    float *expected = output(0, size), *got = output(1, size);
    rows_apart(rows, of, count, expected);
    k->rows_apart(rows, of, count, got);
    EXPECT(memcmp(expected, got, size) == 0 && guards_hold(1));
}

static void check_roots(const struct kernels *k)
{
    size_t count = any_count(), size = count * sizeof(float);
    float *squares = any_floats(0, count), *expected = output(0, size), *got = output(1, size);
    for (size_t i = 0; i < count; i++) {
        squares[i] = fabsf(squares[i]);
        expected[i] = got[i] = any_float();
    }
    add_roots(squares, 0.3f, count, expected);
    k->add_roots(squares, 0.3f, count, got);
    EXPECT(memcmp(expected, got, size) == 0 && guards_hold(1));
}

static void check_places(const struct kernels *k)
{
    size_t count = any_count(), size = count * sizeof(uint32_t);
    const float *values = any_floats(0, count);
    uint32_t *expected = output(0, size), *got = output(1, size);
    float least = least_of(values, count), most = random_from(0, 3) ? any_float() : least;
    EXPECT(k->least_of(values, count) == least);
    size_t found = places_under(values, count, most, expected);
    EXPECT(k->places_under(values, count, most, got) == found);
    EXPECT(memcmp(expected, got, found * sizeof *got) == 0 && guards_hold(1));
}

static struct heap any_heap(void)
{
    struct heap heap = {.count = random_from(1, APART_MASSES)};
    int32_t left = HEAP_WHOLE;
    for (int i = 0; i < heap.count; i++) {
        heap.share[i] = i + 1 < heap.count ? left / random_from(1, 4) : left;
        left -= heap.share[i];
        heap.weight[i] = (float)heap.share[i] / HEAP_WHOLE;
        for (int d = 0; d < 3; d++)
            heap.axes[d][i] = (float)random_from(-50, 100) / 100; /* so that some are alike */
    }
    return heap;
}

static void check_heaps(const struct kernels *k)
{
    int dimensions = random_from(1, 3);
    struct heap from = any_heap(), to = random_from(0, 9) ? any_heap() : from;
    float lifts[APART_MASSES] = {0}, same[APART_MASSES], enough = random_from(0, 3) ? INFINITY : 0.2f;
    for (int i = 0; i < from.count; i++)
        lifts[i] = (float)random_from(-300, 300) / 1000;
    memcpy(same, lifts, sizeof same);
    EXPECT(k->cheapest_ways(&from, &to, dimensions, lifts) == cheapest_ways(&from, &to, dimensions, lifts));
    EXPECT(k->heaps_apart(&from, &to, dimensions, enough, same) ==
           heaps_apart(&from, &to, dimensions, enough, lifts));
    EXPECT(memcmp(same, lifts, sizeof same) == 0);
}

/* Some sought codes are among those that are there, or their opposites. */
static void check_codes(const struct kernels *k)
{
    size_t groups = (size_t)random_from(1, 9), count = (size_t)random_from(1, 9);
    uint8_t *codes = input(0, groups * CODES_GROUP), *sought = input(1, count * CODE_SIZE);
    fill_bytes(codes, groups * CODES_GROUP, (enum fill)random_from(0, FILLS - 1));
    fill_bytes(sought, count * CODE_SIZE, (enum fill)random_from(0, FILLS - 1));
    size_t known = random_bits() % (groups * CODES_ABREAST);
    uint8_t turned = random_bits() & 1 ? 0xff : 0;
    for (size_t b = 0; b < CODE_SIZE; b++)
        sought[b] = codes[code_byte(known, b)] ^ turned;
    uint8_t *expected = output(0, groups * CODES_ABREAST), *got = output(1, groups * CODES_ABREAST);
    codes_apart(codes, groups, sought, count, expected);
    k->codes_apart(codes, groups, sought, count, got);
    EXPECT(turned || got[known] == 0);
    EXPECT(count > 1 || !turned || got[known] == 8 * CODE_SIZE);
    EXPECT(memcmp(expected, got, groups * CODES_ABREAST) == 0 && guards_hold(1));
}

static float numbers[3 * APART_STEPS * RUN], results[2 * RUN];
static uint8_t bytes[APART_ROW * RUN];

static void run_points(const struct kernels *k)
{
    k->points_apart(numbers, RUN, 4, numbers, RUN, results);
}

static void run_works(const struct kernels *k)
{
    k->works_apart(numbers, RUN, numbers, RUN, results, results + RUN);
}

static void run_rows(const struct kernels *k)
{
    k->rows_apart(bytes, bytes, RUN, results);
}

static void run_roots(const struct kernels *k)
{
    k->add_roots(numbers, 0, RUN, results);
}

static void run_places(const struct kernels *k)
{
    static uint32_t places[RUN];
    k->places_under(numbers, RUN, k->least_of(numbers, RUN) - 1, places);
}

/* As a still is sought: 14 codes at a time. */
static void run_codes(const struct kernels *k)
{
    enum { SOUGHT = 14 };
    static uint8_t codes[SOUGHT * CODE_SIZE], least[RUN];
    k->codes_apart(bytes, RUN / CODES_ABREAST, codes, SOUGHT, least);
}

static const struct heap *any_heaps(void)
{
    static struct heap heaps[2];
    while (heaps[0].count < 6 || heaps[1].count < 6)
        for (int i = 0; i < 2; i++)
            heaps[i] = any_heap();
    return heaps;
}

static void run_ways(const struct kernels *k)
{
    const struct heap *heaps = any_heaps();
    k->cheapest_ways(&heaps[0], &heaps[1], 3, numbers);
}

static void run_heaps(const struct kernels *k)
{
    const struct heap *heaps = any_heaps();
    float lifts[APART_MASSES] = {0};
    k->heaps_apart(&heaps[0], &heaps[1], 3, INFINITY, lifts);
}

const struct kernel_check apart_checks[] = {
    {"points apart", check_points, run_points, RUN},
    {"works apart", check_works, run_works, RUN},
    {"rows apart", check_rows, run_rows, RUN},
    {"add roots", check_roots, run_roots, RUN},
    {"places under", check_places, run_places, RUN},
    {"cheapest ways", check_heaps, run_ways, 1},
    {"heaps apart", check_heaps, run_heaps, 1},
    {"codes apart", check_codes, run_codes, RUN},
    {0},
};
