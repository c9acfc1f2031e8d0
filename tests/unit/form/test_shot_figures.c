/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shot_figures.h"
#include "test.h"

static const struct pst_shot shots[] = {
    {0, 2, PST_SHOT_PICTURE}, {3, 3, PST_SHOT_BLACK}, {4, 6, PST_SHOT_PICTURE}, {7, 9, PST_SHOT_PICTURE}};

static void test_means(void)
{
    const double values[] = {1.0, 2.0, 6.0, 5.0, NAN, 4.0, NAN, NAN, NAN, NAN};
    double means[4];
    shot_means(shots, 4, values, 10, means);
    REQUIRE_NEAR(means[0], 3.0, 1e-15);
    REQUIRE_NEAR(means[1], 5.0, 1e-15);
    REQUIRE_NEAR(means[2], 4.0, 1e-15); /* of the one that is there */
    REQUIRE(isnan(means[3]));
    shot_means(shots, 4, values, 6, means); /* the values end early */
    REQUIRE_NEAR(means[2], 4.0, 1e-15);
    REQUIRE(isnan(means[3]));
}

static void test_directions(void)
{
    const double degrees[] = {350.0, 20.0, 5.0, 270.0, 0.0, 120.0, 240.0, NAN, 359.0, 359.0};
    double means[4];
    shot_directions(shots, 4, degrees, 10, means);
    /* 350, 20 and 5 lie evenly round 5; their plain mean would be 125. */
    REQUIRE_NEAR(means[0], 5.0, 1e-9);
    REQUIRE_NEAR(means[1], 270.0, 1e-9);
    REQUIRE(isnan(means[2])); /* three ways that cancel out */
    REQUIRE_NEAR(means[3], 359.0, 1e-9);
}

static void test_directions_stay_below_360(void)
{
    const double degrees[] = {359.9999999999999, 0.0, 360.0};
    double mean;
    const struct pst_shot shot = {0, 2, PST_SHOT_PICTURE};
    shot_directions(&shot, 1, degrees, 3, &mean);
    REQUIRE(mean >= 0.0 && mean < 360.0);
}

/* 10 windows, 0.1 s apart, the first centred on 0.2 s. */
static void test_levels(void)
{
    const double levels[] = {-20.0, -20.0, -10.0, -30.0, NAN, -INFINITY, -23.0, -23.0, NAN, NAN};
    const struct pst_series series = {levels, 10, 0.2, 0.1};
    const double starts[] = {0.0, 0.4, 0.7, 0.95, 1.05};
    double means[5];
    shot_levels(starts, 5, 2.0, &series, means);
    REQUIRE_NEAR(means[0], -20.0, 1e-9); /* windows at 0.2 and 0.3; the one at 0.4 is the next shot's */
    /* −10, −30 and a missing one: 10 log10((0.1 + 0.001) / 2) */
    REQUIRE_NEAR(means[1], -12.9670862188134, 1e-9);
    REQUIRE_NEAR(means[2], -24.7609125905568, 1e-9); /* silence, −23, −23: −23 + 10 log10(2 / 3) */
    REQUIRE(isnan(means[3]));                        /* nothing but missing ones */
    REQUIRE(isnan(means[4]));
}

static void test_silence(void)
{
    const double levels[] = {-INFINITY, -INFINITY};
    const struct pst_series series = {levels, 2, 0.0, 0.1};
    const double start = 0.0;
    double mean;
    shot_levels(&start, 1, 1.0, &series, &mean);
    REQUIRE(isinf(mean) && mean < 0.0);
    shot_levels(&start, 1, 1.0, &(struct pst_series){levels, 0, 0.0, 0.1}, &mean);
    REQUIRE(isnan(mean)); /* no windows at all */
}

int main(void)
{
    test_means();
    test_directions();
    test_directions_stay_below_360();
    test_levels();
    test_silence();
    return 0;
}
