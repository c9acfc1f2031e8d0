/* SPDX-License-Identifier: Apache-2.0 */
#include "form/spectrum.h"
#include "test.h"

/* A wave of amplitude A that fits j times has power n A² / (8 π) at j and none elsewhere. */
static void test_periodogram_of_a_wave(void)
{
    enum { COUNT = 96 };
    double values[COUNT], power[COUNT / 2];
    for (int i = 0; i < COUNT; i++)
        values[i] = 5.0 + 3.0 * cos(2.0 * acos(-1.0) * 7.0 * i / COUNT + 0.4);
    periodogram(values, COUNT, power, COUNT / 2);
    for (int j = 1; j <= COUNT / 2; j++)
        REQUIRE_NEAR(power[j - 1], j == 7 ? COUNT * 9.0 / (8.0 * acos(-1.0)) : 0.0, 1e-10);
}

/* R 4.2.2: spec.pgram(…, taper = 0, detrend = FALSE)$spec / (2 π). */
static void test_periodogram_against_r(void)
{
    double values[128], power[64];
    for (int i = 0; i < 128; i++)
        values[i] = log(i * 7919 % 10007 / 100.0 + 0.5);
    periodogram(values, 128, power, 64);
    REQUIRE_NEAR(power[0], 0.0296411957551019, 1e-12);
    REQUIRE_NEAR(power[1], 0.0113646603504002, 1e-12);
    REQUIRE_NEAR(power[2], 0.00550761130023712, 1e-12);
    REQUIRE_NEAR(power[63], 0.0360330395801249, 1e-12);
}

static struct exponent of_law(double alpha, double noise, size_t band)
{
    static double power[4000], room[8000];
    for (size_t j = 1; j <= band; j++)
        power[j - 1] = 17.0 * (pow((double)j / (double)band, -alpha) + noise);
    return spectrum_exponent(power, band, room);
}

/* Where the power is the law itself, the law is what is found. */
static void test_exact_laws(void)
{
    const double alphas[] = {-0.4, 0.0, 0.5, 0.93, 1.0, 1.4, 1.9};
    for (size_t i = 0; i < sizeof alphas / sizeof *alphas; i++) {
        struct exponent exponent = of_law(alphas[i], 0.0, 250);
        REQUIRE_NEAR(exponent.value, alphas[i], 2e-3);
        REQUIRE(exponent.low < alphas[i] && alphas[i] < exponent.high);
        REQUIRE_NEAR(exponent.noise, 0.0, 0.0);
    }
}

/* White noise over it is told apart, where a bare power law would find a flatter one. */
static void test_laws_under_noise(void)
{
    struct exponent exponent = of_law(1.0, 5.0, 2000);
    REQUIRE_NEAR(exponent.value, 1.0, 0.03);
    REQUIRE_NEAR(exponent.noise, 5.0, 0.5);
    exponent = of_law(1.5, 20.0, 4000);
    REQUIRE_NEAR(exponent.value, 1.5, 0.03);
    REQUIRE_NEAR(exponent.noise, 20.0, 2.0);
}

/* More shots, surer: the error falls as one over the root of the band. Without noise to allow for, Robinson's
   limit for alpha is ± 1.96 / √band. */
static void test_interval_narrows(void)
{
    struct exponent few = of_law(1.0, 0.0, 50), many = of_law(1.0, 0.0, 800);
    double few_width = few.high - few.low, many_width = many.high - many.low;
    REQUIRE(many_width < 0.4 * few_width);
    REQUIRE(many_width > 2.0 * 1.96 / sqrt(800.0));
    REQUIRE(many_width < 2.0 * 2.0 * 1.96 / sqrt(800.0));
}

static void test_no_power(void)
{
    double power[10] = {0}, room[20];
    REQUIRE(isnan(spectrum_exponent(power, 10, room).value));
    REQUIRE(isnan(spectrum_exponent(power, 1, room).value));
}

static void test_band(void)
{
    REQUIRE_INT(spectrum_band(100), 39);   /* 100^0.8 = 39.8 */
    REQUIRE_INT(spectrum_band(1000), 251); /* 1000^0.8 = 251.2 */
    REQUIRE_INT(spectrum_band(8), 4);      /* never past half of them */
}

int main(void)
{
    test_periodogram_of_a_wave();
    test_periodogram_against_r();
    test_exact_laws();
    test_laws_under_noise();
    test_interval_narrows();
    test_no_power();
    test_band();
    return 0;
}
