/* SPDX-License-Identifier: Apache-2.0 */
#include "form/spectrum.h"
#include <math.h>

static const double pi = 3.14159265358979323846;

void periodogram(const double *values, size_t count, double *power, size_t wanted)
{
    double mean = 0.0;
    for (size_t i = 0; i < count; i++)
        mean += values[i] / (double)count;
    for (size_t j = 1; j <= wanted; j++) {
        /* Goertzel's way of turning would lose digits at low frequencies; a plain rotation does not. */
        double angle = 2.0 * pi * (double)j / (double)count;
        double turn_x = cos(angle), turn_y = sin(angle), x = 1.0, y = 0.0, re = 0.0, im = 0.0;
        for (size_t i = 0; i < count; i++) {
            re += (values[i] - mean) * x;
            im += (values[i] - mean) * y;
            double turned = x * turn_x - y * turn_y;
            y = x * turn_y + y * turn_x;
            x = turned;
        }
        power[j - 1] = (re * re + im * im) / (2.0 * pi * (double)count);
    }
}

/* n^0.65: chosen in bench/rhythm.c among powers of n for small bias where white noise lies over the series.
 */
size_t spectrum_band(size_t count)
{
    size_t band = (size_t)pow((double)count, 0.65);
    return band < count / 2 ? band : count / 2;
}

/* Robinson's objective (his equation 3.1) for memory d, less what does not depend on d. Convex in d. */
static double whittle(const double *power, size_t band, double mean_log, double d)
{
    double sum = 0.0;
    for (size_t j = 1; j <= band; j++)
        sum += power[j - 1] * exp(2.0 * d * (log((double)j) - mean_log));
    return log(sum);
}

struct exponent spectrum_exponent(const double *power, size_t band)
{
    double mean_log = 0.0, total = 0.0, spread = 0.0;
    for (size_t j = 1; j <= band; j++) {
        mean_log += log((double)j) / (double)band;
        total += power[j - 1];
    }
    if (band < 2 || !(total > 0.0))
        return (struct exponent){NAN, NAN, NAN};
    for (size_t j = 1; j <= band; j++)
        spread += pow(log((double)j) - mean_log, 2.0);

    const double golden = 0.5 * (sqrt(5.0) - 1.0);
    double low = -1.0, high = 1.5;
    double p = high - golden * (high - low), q = low + golden * (high - low);
    double at_p = whittle(power, band, mean_log, p), at_q = whittle(power, band, mean_log, q);
    while (high - low > 1e-7) {
        if (at_p <= at_q) {
            high = q, q = p, at_q = at_p;
            p = high - golden * (high - low);
            at_p = whittle(power, band, mean_log, p);
        } else {
            low = p, p = q, at_p = at_q;
            q = low + golden * (high - low);
            at_q = whittle(power, band, mean_log, q);
        }
    }
    /* The objective's own curvature in place of its limit 4 × band: the limit is too narrow for few
       frequencies (Hurvich & Chen 2000). */
    double d = 0.5 * (low + high), error = 1.959963984540054 / sqrt(4.0 * spread);
    return (struct exponent){2.0 * d, 2.0 * (d - error), 2.0 * (d + error)};
}
