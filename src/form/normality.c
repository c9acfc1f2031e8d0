/* SPDX-License-Identifier: Apache-2.0 */
/* P. Royston, "Remark AS R94: a remark on algorithm AS 181: the W-test for normality", Applied Statistics 44
   (1995) 547–551. The constants are his. */
#include "form/normality.h"
#include <math.h>

static double upper_tail(double z)
{
    return 0.5 * erfc(z / sqrt(2.0));
}

double normal_quantile(double p)
{
    /* Abramowitz & Stegun 26.2.23 (1964) to start from, then Halley's steps, each of which triples the
       digits. */
    double tail = p < 0.5 ? p : 1.0 - p;
    double t = sqrt(-2.0 * log(tail));
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                       (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    for (int step = 0; step < 3; step++) {
        double density = exp(-0.5 * z * z) / sqrt(2.0 * acos(-1.0));
        double off = (tail - upper_tail(z)) / density;
        z -= off / (1.0 + 0.5 * z * off);
    }
    return p < 0.5 ? -z : z;
}

static double polynomial(const double *c, int terms, double x)
{
    double value = 0.0;
    for (int i = terms - 1; i >= 0; i--)
        value = value * x + c[i];
    return value;
}

/* Blom's approximation of the expected i-th of `count` ordered normal values, i from 0. */
static double expected(size_t i, size_t count)
{
    return normal_quantile(((double)i + 1.0 - 0.375) / ((double)count + 0.25));
}

static double statistic(const double *sorted, size_t count)
{
    static const double last_terms[] = {0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056};
    static const double next_terms[] = {0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
    double norm2 = 0.0, mean = 0.0, range = sorted[count - 1] - sorted[0];
    for (size_t i = 0; i < count; i++) {
        double m = expected(i, count);
        norm2 += m * m;
        mean += (sorted[i] - sorted[0]) / range / (double)count;
    }
    double root = 1.0 / sqrt((double)count);
    double m_last = expected(count - 1, count), m_next = expected(count - 2, count);
    double last = polynomial(last_terms, 6, root) + m_last / sqrt(norm2);
    double next = polynomial(next_terms, 6, root) + m_next / sqrt(norm2);
    double scale = sqrt((norm2 - 2.0 * m_last * m_last - 2.0 * m_next * m_next) /
                        (1.0 - 2.0 * last * last - 2.0 * next * next));
    double ordered = 0.0, squares = 0.0;
    for (size_t i = 0; i < count; i++) {
        size_t from_end = count - 1 - i;
        double weight = expected(i, count) / scale;
        if (i == 0 || from_end == 0)
            weight = i == 0 ? -last : last;
        else if (i == 1 || from_end == 1)
            weight = i == 1 ? -next : next;
        double off = (sorted[i] - sorted[0]) / range - mean;
        ordered += weight * off;
        squares += off * off;
    }
    return ordered * ordered / squares;
}

struct normality normality_test(const double *sorted, size_t count)
{
    static const double middle[] = {-1.5861, -0.31082, -0.083751, 0.0038915};
    static const double spread[] = {-0.4803, -0.082676, 0.0030302};
    if (count < NORMALITY_LEAST || count > NORMALITY_MOST || !(sorted[count - 1] > sorted[0]))
        return (struct normality){NAN, NAN};
    double w = fmin(statistic(sorted, count), 1.0), log_count = log((double)count);
    double z = (log1p(-w) - polynomial(middle, 4, log_count)) / exp(polynomial(spread, 3, log_count));
    return (struct normality){w, upper_tail(z)};
}
