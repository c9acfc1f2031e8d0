/* SPDX-License-Identifier: Apache-2.0 */
#include "odds.h"
#include "test.h"

/* By hand: none of ten hit is likely enough up to 1 - 0.025^(1/10); all the rest from tables of Clopper and
 * Pearson's limits. */
static void shares(void)
{
    struct odds none = share_odds(0, 10), half = share_odds(5, 10), all = share_odds(10, 10),
                nothing = share_odds(0, 0);
    REQUIRE_NEAR(none.low, 0, 0);
    REQUIRE_NEAR(none.high, 1 - pow(0.025, 0.1), 1e-9);
    REQUIRE_NEAR(half.low, 0.1871, 5e-5);
    REQUIRE_NEAR(half.high, 0.8129, 5e-5);
    REQUIRE_NEAR(all.low, pow(0.025, 0.1), 1e-9);
    REQUIRE_NEAR(all.high, 1, 0);
    REQUIRE_NEAR(nothing.low, 0, 0);
    REQUIRE_NEAR(nothing.high, 1, 0);
}

/* Large-sample table: 1.358 / (sqrt n + 0.12 + 0.11 / sqrt n) is what 5 in 100 exceed (Stephens 1970). */
static void even(void)
{
    double values[400], distance;
    for (int i = 0; i < 400; i++)
        values[399 - i] = (i + 0.5) / 400;
    REQUIRE_NEAR(even_odds(values, 400, &distance), 1, 1e-9);
    REQUIRE_NEAR(distance, 0.5 / 400, 1e-12);
    double off = 1.358 / (20 + 0.12 + 0.11 / 20);
    for (int i = 0; i < 400; i++)
        values[i] = fmax((i + 1.0) / 400 - off, 0);
    REQUIRE_NEAR(even_odds(values, 400, &distance), 0.05, 0.0005);
    REQUIRE_NEAR(distance, off, 1e-12);
    for (int i = 0; i < 400; i++)
        values[i] = 0.001;
    REQUIRE_NEAR(even_odds(values, 400, NULL), 0, 1e-12);
}

static void ranks(void)
{
    const double x[] = {1, 2, 3, 4}, up[] = {-5, 0, 7, 700}, swapped[] = {1, 3, 2, 4}, tied[] = {1, 2, 2, 3},
                 flat[] = {1, 1, 1, 1};
    REQUIRE_NEAR(rank_correlation(x, up, 4), 1, 1e-12);
    REQUIRE_NEAR(rank_correlation(x, swapped, 4), 1 - 6.0 * 2 / (4 * 15), 1e-12);
    REQUIRE_NEAR(rank_correlation(x, tied, 4), 4.5 / sqrt(5 * 4.5), 1e-12);
    REQUIRE(isnan(rank_correlation(x, flat, 4)));
}

static void middles(void)
{
    double odd[] = {9, 1, 5}, four[] = {4, 1, 3, 100};
    REQUIRE_NEAR(middle_of(odd, 3), 5, 0);
    REQUIRE_NEAR(middle_of(four, 4), 3.5, 0);
    REQUIRE(isnan(middle_of(odd, 0)));
}

int main(void)
{
    shares();
    even();
    ranks();
    middles();
    return 0;
}
