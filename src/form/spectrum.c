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

/* √n: wider bands are surer but wrong, with narrow intervals, where white noise lies over the series or each
   value leans on the one before; bench/rhythm_truth.c tries them. */
size_t spectrum_band(size_t count)
{
    size_t band = (size_t)sqrt((double)count);
    return band < count / 2 ? band : count / 2;
}

struct whittle {
    const double *power;
    size_t band;
    double mean_log; /* of 1..band */
};

/* Robinson's objective (his equation 3.1, d = alpha / 2), convex in alpha; twice the band of it is minus
   twice the log-likelihood. */
static double objective(const struct whittle *whittle, double alpha)
{
    double sum = 0.0;
    for (size_t j = 0; j < whittle->band; j++)
        sum += whittle->power[j] * exp(alpha * (log((double)(j + 1)) - whittle->mean_log));
    return log(sum);
}

static const double alpha_least = -1.0, alpha_most = 2.0;

static double minimum(const struct whittle *whittle)
{
    double low = alpha_least, high = alpha_most;
    while (high - low > 1e-6) {
        double p = low + (high - low) / 3.0, q = high - (high - low) / 3.0;
        if (objective(whittle, p) <= objective(whittle, q))
            high = q;
        else
            low = p;
    }
    return 0.5 * (low + high);
}

/* Where between `inside` and `outside` the objective passes `limit`; `outside` where it doesn't. */
static double border(const struct whittle *whittle, double limit, double inside, double outside)
{
    if (objective(whittle, outside) <= limit)
        return outside;
    while (fabs(outside - inside) > 1e-6) {
        double middle = 0.5 * (inside + outside);
        if (objective(whittle, middle) <= limit)
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

struct exponent spectrum_exponent(const double *power, size_t band)
{
    const double chi2 = 3.841458821; /* one degree of freedom, 5 % */
    struct whittle whittle = {power, band, 0.0};
    double total = 0.0;
    for (size_t j = 0; j < band; j++) {
        whittle.mean_log += log((double)(j + 1)) / (double)band;
        total += power[j];
    }
    if (band < 2 || !(total > 0.0))
        return (struct exponent){NAN, NAN, NAN};
    double alpha = minimum(&whittle), limit = objective(&whittle, alpha) + chi2 / (2.0 * (double)band);
    return (struct exponent){alpha, border(&whittle, limit, alpha, alpha_least),
                             border(&whittle, limit, alpha, alpha_most)};
}
