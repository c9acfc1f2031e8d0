/* SPDX-License-Identifier: Apache-2.0 */
#include "form/film_mean.h"
#include "test.h"

/* 3, 1 and 6 frames. */
static const struct pst_shot shots[] = {
    {0, 2, PST_SHOT_PICTURE}, {3, 3, PST_SHOT_BLACK}, {4, 9, PST_SHOT_PICTURE}};
static const bool all[] = {true, true, true}, last_two[] = {false, true, true}, none[3];

static void test_plain(void)
{
    const double values[] = {1.0, 2.0, 4.0}, holes[] = {1.0, NAN, 4.0}, nothing[] = {NAN, NAN, NAN};
    REQUIRE_NEAR(film_mean(MEAN_PLAIN, shots, all, values, 3), (3 * 1.0 + 1 * 2.0 + 6 * 4.0) / 10, 1e-15);
    REQUIRE_NEAR(film_mean(MEAN_PLAIN, shots, last_two, values, 3), (1 * 2.0 + 6 * 4.0) / 7, 1e-15);
    REQUIRE_NEAR(film_mean(MEAN_PLAIN, shots, all, holes, 3), (3 * 1.0 + 6 * 4.0) / 9, 1e-15);
    REQUIRE(isnan(film_mean(MEAN_PLAIN, shots, all, nothing, 3)));
    REQUIRE(isnan(film_mean(MEAN_PLAIN, shots, none, values, 3)));
    REQUIRE(isnan(film_mean(MEAN_PLAIN, shots, all, values, 0)));
}

static void test_direction(void)
{
    /* 350 and 10 weigh as 4 and 6: tan of the mean is (6 − 4) / 10 × tan 10°. */
    const struct pst_shot two[] = {{0, 3, PST_SHOT_PICTURE}, {4, 9, PST_SHOT_PICTURE}};
    const double round_north[] = {350.0, 10.0}, opposite[] = {90.0, 270.0, NAN};
    const double wanted = atan(0.2 * tan(10.0 * acos(-1.0) / 180.0)) * 180.0 / acos(-1.0);
    REQUIRE_NEAR(film_mean(MEAN_DIRECTION, two, all, round_north, 2), wanted, 1e-9);
    const struct pst_shot even[] = {{0, 3, PST_SHOT_PICTURE}, {4, 7, PST_SHOT_PICTURE}};
    REQUIRE(isnan(film_mean(MEAN_DIRECTION, even, all, opposite, 2)));
    REQUIRE_NEAR(film_mean(MEAN_DIRECTION, two, all, opposite, 2), 270.0, 1e-9);
}

static void test_energy(void)
{
    /* −20 and −30 dB are energies of 0.01 and 0.001; nine frames of the one, one of the other. */
    const struct pst_shot two[] = {{0, 8, PST_SHOT_PICTURE}, {9, 9, PST_SHOT_PICTURE}};
    const double levels[] = {-20.0, -30.0};
    REQUIRE_NEAR(film_mean(MEAN_ENERGY, two, all, levels, 2), 10.0 * log10(0.0091), 1e-12);
}

static void test_kinds(void)
{
    REQUIRE_INT(mean_kind_of(""), MEAN_PLAIN);
    REQUIRE_INT(mean_kind_of("s"), MEAN_PLAIN);
    REQUIRE_INT(mean_kind_of("LU"), MEAN_PLAIN); /* a difference of levels */
    REQUIRE_INT(mean_kind_of("degrees"), MEAN_DIRECTION);
    REQUIRE_INT(mean_kind_of("LUFS"), MEAN_ENERGY);
    REQUIRE_INT(mean_kind_of("dBFS"), MEAN_ENERGY);
}

int main(void)
{
    test_plain();
    test_direction();
    test_energy();
    test_kinds();
    return 0;
}
