/* SPDX-License-Identifier: Apache-2.0 */
#include "form/normality.h"
#include "test.h"

static int by_value(const void *p, const void *q)
{
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

/* log(((i × 7919) mod 10007) / 100 + 0.5): a fixed series that is nothing like normal. */
static struct normality of_series(size_t count)
{
    static double values[5000];
    for (size_t i = 0; i < count; i++)
        values[i] = log((double)(i * 7919 % 10007) / 100.0 + 0.5);
    qsort(values, count, sizeof *values, by_value);
    return normality_test(values, count);
}

/* Wanted: shapiro.test() of R 4.2.2, an implementation of the same algorithm that isn't ours. */
static void test_against_r(void)
{
    struct normality test = of_series(20);
    REQUIRE_NEAR(test.w, 0.789777980897675, 1e-9);
    REQUIRE_NEAR(test.p, 0.00061063848162092, 1e-9);
    test = of_series(30);
    REQUIRE_NEAR(test.w, 0.775547758363235, 1e-9);
    REQUIRE_NEAR(test.p, 2.42388520966883e-05, 1e-10);
    test = of_series(200);
    REQUIRE_NEAR(test.w, 0.839033111375471, 1e-9);
    REQUIRE_NEAR(test.p, 1.30069667366603e-13, 1e-17);
    test = of_series(5000);
    REQUIRE_NEAR(test.w, 0.847437201753279, 1e-9);
    REQUIRE_NEAR(log10(test.p), log10(1.39011040619709e-56), 1e-5);
}

static void test_shot_lengths_in_frames(void)
{
    /* R 4.2.2: shapiro.test(log(c(41, 12, …) / 24)). */
    double logs[] = {41,  12, 160, 77, 33, 90,  25, 61, 18, 240, 52, 9,
                     130, 38, 70,  21, 45, 300, 15, 57, 28, 99,  66, 34};
    size_t count = sizeof logs / sizeof *logs;
    for (size_t i = 0; i < count; i++)
        logs[i] = log(logs[i] / 24.0);
    qsort(logs, count, sizeof *logs, by_value);
    struct normality test = normality_test(logs, count);
    REQUIRE_NEAR(test.w, 0.990180593791394, 1e-9);
    REQUIRE_NEAR(test.p, 0.996623654731702, 1e-8);
}

static void test_normal_scores_pass(void)
{
    double scores[50];
    for (int i = 0; i < 50; i++)
        scores[i] = normal_quantile((i + 0.5) / 50.0);
    struct normality test = normality_test(scores, 50);
    REQUIRE_NEAR(test.w, 0.999203568404445, 1e-9); /* R 4.2.2 */
    REQUIRE(test.p > 0.999);
}

/* Scale and place are taken out: seconds, frames or minutes, it is the same test. */
static void test_scale_is_nothing(void)
{
    double values[40], scaled[40];
    for (int i = 0; i < 40; i++) {
        values[i] = i * i;
        scaled[i] = 1e-3 * i * i + 7.0;
    }
    struct normality one = normality_test(values, 40), other = normality_test(scaled, 40);
    REQUIRE_NEAR(one.w, other.w, 1e-9);
    REQUIRE_NEAR(one.p, other.p, 1e-9);
}

static void test_cannot_tell(void)
{
    static double values[5001];
    REQUIRE(isnan(normality_test(values, 100).p)); /* all equal */
    for (int i = 0; i < 5001; i++)
        values[i] = i;
    REQUIRE(isnan(normality_test(values, 11).w));
    REQUIRE(!isnan(normality_test(values, 12).w));
    REQUIRE(!isnan(normality_test(values, 5000).p));
    REQUIRE(isnan(normality_test(values, 5001).p));
}

/* Tables of the normal distribution; the outermost from R 4.2.2's qnorm(). */
static void test_quantiles(void)
{
    REQUIRE_NEAR(normal_quantile(0.5), 0.0, 1e-15);
    REQUIRE_NEAR(normal_quantile(0.975), 1.95996398454005, 1e-13);
    REQUIRE_NEAR(normal_quantile(0.025), -1.95996398454005, 1e-13);
    REQUIRE_NEAR(normal_quantile(0.3), -0.524400512708041, 1e-13);
    REQUIRE_NEAR(normal_quantile(0.001), -3.09023230616781, 1e-13);
    REQUIRE_NEAR(normal_quantile(1e-10), -6.36134090240406, 1e-12);
    REQUIRE_NEAR(normal_quantile(0.9999), 3.71901648545571, 1e-10);
}

int main(void)
{
    test_quantiles();
    test_against_r();
    test_shot_lengths_in_frames();
    test_normal_scores_pass();
    test_scale_is_nothing();
    test_cannot_tell();
    return 0;
}
