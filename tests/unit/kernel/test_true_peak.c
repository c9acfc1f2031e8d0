/* SPDX-License-Identifier: Apache-2.0 */
/* A sine between whose samples the peak is known; noise against the interpolation's definition in double; and
   passing over quiet stretches changes nothing. */
#include "kernel/true_peak.h"
#include "test.h"
#include <stdint.h>

enum { COUNT = 5000 };
static const double pi = 3.14159265358979323846;
static float room[TRUE_PEAK_HISTORY + COUNT];
static float *const samples = room + TRUE_PEAK_HISTORY;

static double defined_peak(int factor)
{
    double peak = 0;
    for (int n = 0; n < COUNT; n++)
        for (int phase = 0; phase < factor; phase++) {
            double sum = 0;
            for (int j = phase; j <= 48; j += factor) {
                double m = (j - 24) * pi / factor, hann = 0.5 * (1 - cos(2 * pi * j / 48));
                int from = n - j / factor;
                sum += (j == 24 ? 1 : sin(m) / m) * hann * (from >= 0 ? samples[from] : 0);
            }
            peak = fmax(peak, fabs(sum));
        }
    return peak;
}

static void expect_definition(int rate, int factor)
{
    struct true_peak t;
    float in_parts = 0;
    true_peak_init(&t, rate);
    REQUIRE_INT(t.phases, factor - 1);
    float peak = true_peak_of(&t, samples, COUNT, 0);
    REQUIRE_NEAR(peak, defined_peak(factor), 1e-5);
    for (int at = 0, part = 1; at < COUNT; at += part, part = part * 3 % 1009) {
        part = part < COUNT - at ? part : COUNT - at;
        in_parts = true_peak_of(&t, samples + at, part, in_parts);
    }
    REQUIRE(in_parts == peak);
    REQUIRE(true_peak_of(&t, samples, COUNT, 100) == 100);
}

int main(void)
{
    uint32_t seed = 3;
    for (int i = 0; i < COUNT; i++) { /* loud and quiet by turns */
        seed = seed * 1664525u + 1013904223u;
        samples[i] = (float)((seed >> 8) / 16777216.0 - 0.5) * (i / 700 % 2 ? 1 : 0.01f);
    }
    expect_definition(48000, 4);
    expect_definition(96000, 2);
    expect_definition(192000, 1);

    /* rate/4 at 45°: samples at ±0.7071 of the peak, which lies halfway between. */
    struct true_peak t;
    true_peak_init(&t, 48000);
    for (int i = 0; i < COUNT; i++)
        samples[i] = (float)sin(pi * i / 2 + pi / 4);
    REQUIRE_NEAR(sample_peak_of(samples, COUNT, 0), sqrt(0.5), 1e-6);
    REQUIRE_NEAR(true_peak_of(&t, samples + 100, COUNT - 100, 0), 1, 0.01);
    return 0;
}
