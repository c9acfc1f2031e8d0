/* SPDX-License-Identifier: Apache-2.0 */
#include "form/density.h"
#include "form/normality.h"
#include "test.h"

static double integral(const struct density_point *points, size_t count, double bandwidth)
{
    const int steps = 20000;
    double sum = 0.0;
    for (int i = 0; i < steps; i++)
        sum += density_at(points, count, bandwidth, (i + 0.5) / steps) / steps;
    return sum;
}

/* Walls mirror: nothing of the weight is lost, however near to a wall and however wide the kernel. */
static void test_weight_is_kept(void)
{
    const struct density_point points[] = {{0.0, 0.5}, {0.02, 1.0}, {0.4, 2.0}, {0.97, 1.0}, {1.0, 0.5}};
    const double bandwidths[] = {0.005, 0.05, 0.25, 0.8};
    for (int i = 0; i < 4; i++)
        REQUIRE_NEAR(integral(points, 5, bandwidths[i]), 5.0, 1e-6);
}

/* One point in the middle, by hand: 1 / (0.1 √(2π)) there, and e^−½ of that one bandwidth away. */
static void test_one_point(void)
{
    const struct density_point point = {0.5, 1.0};
    double peak = 1.0 / (0.1 * sqrt(2.0 * acos(-1.0)));
    REQUIRE_NEAR(density_at(&point, 1, 0.1, 0.5), peak, 1e-4); /* images: 2 e^−50 of it */
    REQUIRE_NEAR(density_at(&point, 1, 0.1, 0.6), peak * exp(-0.5), 1e-4);
    /* At a wall a point is seen with its image: twice e^−12.5. */
    REQUIRE_NEAR(density_at(&point, 1, 0.1, 0.0), 2.0 * peak * exp(-12.5), 1e-9);
}

/* Half a point at each wall and whole ones evenly between: the curve is flat. */
static void test_even_points_are_flat(void)
{
    struct density_point points[41];
    for (int i = 0; i <= 40; i++)
        points[i] = (struct density_point){i / 40.0, i == 0 || i == 40 ? 0.5 : 1.0};
    for (int i = 0; i <= 200; i++)
        REQUIRE_NEAR(density_at(points, 41, 1.0 / 40.0, i / 200.0), 40.0, 1e-6);
    /* and no rule should find more in it than there is */
    REQUIRE_NEAR(density_bandwidth(points, 41, 1.0 / 40.0, 0.25), 0.25, 1e-12);
}

/* For normal points the best bandwidth is known: σ (4 / (3 n))^(1/5) (Silverman 1986, 3.28). */
static void test_bandwidth_of_normal_points(void)
{
    enum { COUNT = 1000 };
    static struct density_point points[COUNT];
    for (int i = 0; i < COUNT; i++)
        points[i] = (struct density_point){0.5 + 0.06 * normal_quantile((i + 0.5) / COUNT), 1.0};
    double best = 0.06 * pow(4.0 / (3.0 * COUNT), 0.2);
    REQUIRE_NEAR(density_bandwidth(points, COUNT, 0.001, 0.25), best, 0.15 * best);
}

/* Two bursts far apart: a rule by the spread of all points would blur them into each other. */
static void test_bandwidth_of_two_bursts(void)
{
    enum { COUNT = 1000 };
    static struct density_point points[COUNT];
    for (int i = 0; i < COUNT; i++) {
        double score = 0.02 * normal_quantile((i % (COUNT / 2) + 0.5) / (COUNT / 2.0));
        points[i] = (struct density_point){(i < COUNT / 2 ? 0.25 : 0.75) + score, 1.0};
    }
    double best = 0.02 * pow(4.0 / (3.0 * COUNT / 2.0), 0.2);
    REQUIRE_NEAR(density_bandwidth(points, COUNT, 0.001, 0.25), best, 0.15 * best);
}

static void test_limits(void)
{
    const struct density_point point = {0.5, 1.0};
    double bandwidth = density_bandwidth(&point, 1, 0.02, 0.25);
    REQUIRE(bandwidth >= 0.02 && bandwidth <= 0.25);
}

int main(void)
{
    test_weight_is_kept();
    test_one_point();
    test_even_points_are_flat();
    test_bandwidth_of_normal_points();
    test_bandwidth_of_two_bursts();
    test_limits();
    return 0;
}
