/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_series.h"
#include "test.h"
#include <stdint.h>

static double value(const struct page_bins *bins, uint16_t code)
{
    return bins->low + (bins->high - bins->low) * code / PAGE_TOP;
}

static void keeps_a_short_series_whole(void)
{
    const double values[] = {2, NAN, -INFINITY, 4, INFINITY, 3};
    struct page_bins bins;
    REQUIRE(page_bins_fill(&bins, values, 6, PAGE_MEAN_PLAIN));
    REQUIRE_INT(bins.per_bin, 1);
    REQUIRE_INT(bins.count, 6);
    REQUIRE_NEAR(bins.low, 2, 0);
    REQUIRE_NEAR(bins.high, 4, 0);
    REQUIRE_INT(bins.mean[0], 0);
    REQUIRE_INT(bins.mean[1], PAGE_MISSING);
    REQUIRE_INT(bins.mean[2], PAGE_SILENCE);
    REQUIRE_INT(bins.mean[3], PAGE_TOP);
    REQUIRE_INT(bins.mean[4], PAGE_MISSING);
    REQUIRE_NEAR(value(&bins, bins.mean[5]), 3, 2.0 / PAGE_TOP);
    REQUIRE(!bins.least && !bins.greatest);
    page_bins_release(&bins);
}

/* 24,001 values of 0, 1, 2, 3, 0, …: bins of 4 hold one of each, the last but one value. */
static void puts_a_long_series_into_bins(void)
{
    enum { COUNT = PAGE_WHOLE + 1 };
    double *values = malloc(COUNT * sizeof *values);
    REQUIRE(values);
    for (int i = 0; i < COUNT; i++)
        values[i] = i % 4;
    values[4] = values[5] = values[6] = values[7] = NAN;
    struct page_bins bins;
    REQUIRE(page_bins_fill(&bins, values, COUNT, PAGE_MEAN_PLAIN));
    REQUIRE_INT(bins.per_bin, 4);
    REQUIRE_INT(bins.count, 6001);
    REQUIRE_NEAR(value(&bins, bins.mean[0]), 1.5, 3.0 / PAGE_TOP);
    REQUIRE_INT(bins.least[0], 0);
    REQUIRE_INT(bins.greatest[0], PAGE_TOP);
    REQUIRE_INT(bins.mean[1], PAGE_MISSING);
    REQUIRE_INT(bins.least[1], PAGE_MISSING);
    REQUIRE_INT(bins.mean[6000], 0);
    page_bins_release(&bins);
    free(values);
}

/* −20 and silence are half the energy of −20: −23.01 dB. 350° and 30° meet at 10°. */
static void averages_as_the_unit_asks(void)
{
    enum { COUNT = PAGE_WHOLE + 1 };
    double *values = malloc(COUNT * sizeof *values);
    REQUIRE(values);
    for (int i = 0; i < COUNT; i++)
        values[i] = i % 2 ? -20 : -INFINITY;
    values[0] = values[2] = -20;
    struct page_bins bins;
    REQUIRE(page_mean_of("LUFS") == PAGE_MEAN_ENERGY);
    REQUIRE(page_bins_fill(&bins, values, COUNT, PAGE_MEAN_ENERGY));
    REQUIRE_NEAR(bins.high, -20, 0);
    REQUIRE_INT(bins.mean[6000], PAGE_SILENCE);
    page_bins_release(&bins);
    for (int i = 0; i < COUNT; i++)
        values[i] = i % 2 ? 350 : 30;
    REQUIRE(page_mean_of("degrees") == PAGE_MEAN_CIRCLE);
    REQUIRE(page_bins_fill(&bins, values, COUNT, PAGE_MEAN_CIRCLE));
    REQUIRE_NEAR(value(&bins, bins.mean[0]), 10, 360.0 / PAGE_TOP);
    REQUIRE(!bins.least);
    page_bins_release(&bins);
    free(values);
}

static void tells_energy_within_the_range(void)
{
    enum { COUNT = PAGE_WHOLE + 1 };
    double *values = malloc(COUNT * sizeof *values);
    REQUIRE(values);
    for (int i = 0; i < COUNT; i++)
        values[i] = i % 2 ? -20 : -40;
    struct page_bins bins;
    REQUIRE(page_bins_fill(&bins, values, COUNT, PAGE_MEAN_ENERGY));
    REQUIRE_NEAR(value(&bins, bins.mean[0]), 10 * log10((0.01 + 0.0001) / 2), 20.0 / PAGE_TOP);
    page_bins_release(&bins);
    free(values);
}

static void has_nothing_to_say_of_nothing(void)
{
    const double missing[] = {NAN, NAN};
    struct page_bins bins;
    REQUIRE(page_bins_fill(&bins, missing, 2, PAGE_MEAN_PLAIN));
    REQUIRE_INT(bins.mean[1], PAGE_MISSING);
    REQUIRE_NEAR(bins.low, 0, 0);
    page_bins_release(&bins);
    REQUIRE(page_bins_fill(&bins, missing, 0, PAGE_MEAN_PLAIN));
    REQUIRE_INT(bins.count, 0);
    page_bins_release(&bins);
}

int main(void)
{
    keeps_a_short_series_whole();
    puts_a_long_series_into_bins();
    averages_as_the_unit_asks();
    tells_energy_within_the_range();
    has_nothing_to_say_of_nothing();
    return 0;
}
