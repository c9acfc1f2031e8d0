/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include "verdict.h"

static void medians(void)
{
    const double odd[] = {9, 1, 5}, even[] = {4, 1, 3, 100};
    REQUIRE_NEAR(median_of_runs(odd, 3), 5, 0);
    REQUIRE_NEAR(median_of_runs(even, 4), 3.5, 0);
    REQUIRE_NEAR(median_of_runs(even, 1), 4, 0);
    REQUIRE_NEAR(even[3], 100, 0);
}

/* The second pair ran while something else took half of the machine: the medians alone would say 22 / 20. */
static void ratios_are_of_pairs(void)
{
    const double ours[] = {11, 44, 22}, theirs[] = {10, 40, 10};
    REQUIRE_NEAR(ratio_of(ours, theirs, 3), 1.1, 1e-12);
}

static void bounds_are_inclusive(void)
{
    REQUIRE(is_reached(1.1, 1.1));
    REQUIRE(!is_reached(1.1001, 1.1));
    REQUIRE(!is_reached(NAN, 1.1));
    REQUIRE(!is_reached(1, NAN));
}

static void words(void)
{
    char said[80];
    verdict_words(1.05, (struct bound){1.1, 1}, said);
    REQUIRE_TEXT(said, "floor 1.1 reached, aim 1 NOT reached");
    verdict_words(101, (struct bound){100, NAN}, said);
    REQUIRE_TEXT(said, "floor 100 NOT reached");
    verdict_words(101, (struct bound){NAN, NAN}, said);
    REQUIRE_TEXT(said, "");
}

int main(void)
{
    medians();
    ratios_are_of_pairs();
    bounds_are_inclusive();
    words();
    return 0;
}
