/* SPDX-License-Identifier: Apache-2.0 */
/* The window that stands out: planted, and against looking at all of them. */
#include "likeness/chance.h"
#include "likeness/scan.h"
#include "test.h"
#include <math.h>

enum { MOMENTS = 60 };

static double mean_between(const double *curve, size_t first, size_t end, bool inside)
{
    double sum = 0, told = 0;
    for (size_t i = 0; i < MOMENTS; i++)
        if ((i >= first && i < end) == inside && !isnan(curve[i])) {
            sum += curve[i];
            told++;
        }
    return told > 0 ? sum / told : (double)NAN;
}

static void check_means(struct scan *scan)
{
    double curve[MOMENTS];
    struct chance chance = {7};
    for (size_t i = 0; i < MOMENTS; i++)
        curve[i] = i % 11 == 3 ? (double)NAN : chance_share(&chance);
    scan_take(scan, curve, MOMENTS);
    for (size_t first = 0; first < MOMENTS; first += 5)
        for (size_t count = 2; first + count < MOMENTS; count += 7) {
            REQUIRE_NEAR(scan_inside(scan, first, count), mean_between(curve, first, first + count, true),
                         1e-12);
            REQUIRE_NEAR(scan_outside(scan, first, count), mean_between(curve, first, first + count, false),
                         1e-12);
        }
}

/* A step of 1 over 12 of 60 moments: height 1 × √(12 × 48 / 60). */
static void check_step(struct scan *scan)
{
    double curve[MOMENTS] = {0};
    for (size_t i = 20; i < 32; i++)
        curve[i] = 1;
    scan_take(scan, curve, MOMENTS);
    REQUIRE_NEAR(scan_height(scan, 20, 12), sqrt(12.0 * 48 / 60), 1e-12);
    struct scan_window best = scan_best(scan, (struct scan_bounds){12, 12});
    REQUIRE_INT(best.first, 20);
    REQUIRE_INT(best.count, 12);
}

/* Downwards is not departing; and a film that is nearer than the references are usually has 0 as its rest. */
static void check_sides(struct scan *scan)
{
    double curve[MOMENTS];
    for (size_t i = 0; i < MOMENTS; i++)
        curve[i] = i >= 20 && i < 32 ? 0.5 : -3;
    scan_take(scan, curve, MOMENTS);
    REQUIRE_NEAR(scan_height(scan, 20, 12), 0.5 * sqrt(12.0 * 48 / 60), 1e-12);
    for (size_t i = 0; i < MOMENTS; i++)
        curve[i] = (double)NAN;
    scan_take(scan, curve, MOMENTS);
    REQUIRE(isnan(scan_best(scan, (struct scan_bounds){3, 18}).height));
}

int main(void)
{
    struct scan scan;
    REQUIRE(scan_open(&scan, MOMENTS));
    check_means(&scan);
    check_step(&scan);
    check_sides(&scan);
    scan_release(&scan);
    return 0;
}
