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

static struct exponent of_law(double alpha, size_t band)
{
    static double power[4000];
    for (size_t j = 1; j <= band; j++)
        power[j - 1] = 17.0 * pow((double)j, -alpha);
    return spectrum_exponent(power, band);
}

/* Where the power is the law itself, the law is what is found. */
static void test_exact_laws(void)
{
    const double alphas[] = {-0.4, 0.0, 0.5, 0.93, 1.0, 1.4, 1.9};
    for (size_t i = 0; i < sizeof alphas / sizeof *alphas; i++) {
        struct exponent exponent = of_law(alphas[i], 250);
        REQUIRE_NEAR(exponent.value, alphas[i], 1e-5);
        REQUIRE(exponent.low < alphas[i] && alphas[i] < exponent.high);
    }
}

/* Robinson's limit: alpha ± 1.96 / √band. */
static void test_interval(void)
{
    struct exponent exponent = of_law(1.0, 4000);
    REQUIRE_NEAR(exponent.high - 1.0, 1.96 / sqrt(4000.0), 0.03 * 1.96 / sqrt(4000.0));
    REQUIRE_NEAR(1.0 - exponent.low, 1.96 / sqrt(4000.0), 0.03 * 1.96 / sqrt(4000.0));
    struct exponent few = of_law(0.5, 14);
    REQUIRE(few.high - few.low > 2.0 * 1.96 / sqrt(14.0)); /* few frequencies: wider than the limit */
    REQUIRE_NEAR(of_law(1.9, 14).high, 2.0, 0.0);          /* it goes on beyond what is looked at */
}

/* Two frequencies by hand: the powers 2 2^(−alpha / 2) and 1 2^(alpha / 2) that are summed have their least
   sum where they are equal. */
static void test_two_frequencies(void)
{
    const double power[] = {2.0, 1.0};
    REQUIRE_NEAR(spectrum_exponent(power, 2).value, 1.0, 1e-5);
}

static void test_no_power(void)
{
    double power[10] = {0};
    REQUIRE(isnan(spectrum_exponent(power, 10).value));
    REQUIRE(isnan(spectrum_exponent(power, 1).value));
}

static void test_band(void)
{
    REQUIRE_INT(spectrum_band(100), 10);
    REQUIRE_INT(spectrum_band(1023), 31);
    REQUIRE_INT(spectrum_band(3), 1); /* never past half of them */
}

int main(void)
{
    test_periodogram_of_a_wave();
    test_periodogram_against_r();
    test_exact_laws();
    test_two_frequencies();
    test_interval();
    test_no_power();
    test_band();
    return 0;
}
