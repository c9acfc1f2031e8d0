/* SPDX-License-Identifier: Apache-2.0 */
/* A ramp of 0, 1/100, … 1 of white: mean 0.5, deviation √(1/12 · (101²−1))/100 = 0.291548 (a discrete uniform
   spread), the k-th percentile is k/100 to within a step. */
#include "kernel/levels.h"
#include "test.h"

static struct levels levels;

static void ramp(void)
{
    uint16_t data[103];
    for (int i = 0; i <= 100; i++)
        data[i] = (uint16_t)lround(65280 * (100 - i) / 100.0);
    data[101] = data[102] = 1;
    struct plane plane = {data, 103, 101, 1};
    levels_count(&levels, &plane, 65280 / 4, 65280 / 2);
    REQUIRE_INT(levels.count, 101);
    REQUIRE_NEAR(levels_mean(&levels), 0.5, 1e-5);
    REQUIRE_NEAR(levels_deviation(&levels), 0.291548, 1e-5);
    REQUIRE_NEAR(levels_percentile(&levels, 5), 0.05, 0.0002);
    REQUIRE_NEAR(levels_percentile(&levels, 95), 0.95, 0.0002);
    REQUIRE_INT(levels.below, 25); /* 0 … 24 */
    REQUIRE_INT(levels.above, 51); /* 50 … 100 */
}

static void two_levels(void)
{
    uint16_t data[8] = {0, 65280, 0, 0, 65535, 0, 0, 0};
    struct plane plane = {data, 4, 4, 2};
    levels_count(&levels, &plane, 100, 65280);
    REQUIRE_NEAR(levels_mean(&levels), 0.25, 0);
    REQUIRE_NEAR(levels_deviation(&levels), sqrt(3) / 4, 1e-12);
    REQUIRE_NEAR(levels_percentile(&levels, 75), 0, 0);
    REQUIRE_NEAR(levels_percentile(&levels, 76), 1, 0);
    REQUIRE_INT(levels.below, 6);
    REQUIRE_INT(levels.above, 2);
}

static void largest(void)
{
    static uint16_t data[256 * 256];
    for (int i = 0; i < 256 * 256; i++)
        data[i] = i % 2 ? 65535 : 0;
    struct plane plane = {data, 256, 256, 256};
    levels_count(&levels, &plane, 1, 65280);
    REQUIRE_NEAR(levels_mean(&levels), 0.5, 0);
    REQUIRE_NEAR(levels_deviation(&levels), 0.5, 1e-12);
}

int main(void)
{
    ramp();
    two_levels();
    largest();
    return 0;
}
