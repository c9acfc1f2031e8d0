/* SPDX-License-Identifier: Apache-2.0 */
/* Z. I. Botev, J. F. Grotowski & D. P. Kroese, "Kernel density estimation via diffusion", Annals of
   Statistics 38 (2010) 2916–2957, algorithm 1. The cosine coefficients are summed from the points themselves.
 */
#include "form/density.h"
#include <math.h>

static const double pi = 3.14159265358979323846;

enum { WAVES = 1024, STAGES = 7 };

/* Squared mean cosine of each frequency 1..WAVES. */
static void cosine_power(const struct density_point *points, size_t count, double total, double *power)
{
    for (int k = 0; k < WAVES; k++)
        power[k] = 0.0;
    for (size_t i = 0; i < count; i++) {
        double step = 2.0 * cos(pi * points[i].at), before = 1.0, now = 0.5 * step;
        for (int k = 0; k < WAVES; k++) {
            power[k] += points[i].weight / total * now;
            double next = step * now - before;
            before = now;
            now = next;
        }
    }
    for (int k = 0; k < WAVES; k++)
        power[k] *= power[k];
}

/* Estimated squared norm of the density's derivative of that order, smoothed over `time`. No power is above
   1, so behind its peak the bound only falls: once it is too small to change the sum, so is all that follows.
 */
static double roughness(const double *power, int order, double time)
{
    double sum = 0.0;
    for (int k = 1; k <= WAVES; k++) {
        double frequency2 = pi * pi * k * k;
        double rise = pow(frequency2, order), fall = exp(-frequency2 * time);
        sum += rise * power[k - 1] * fall;
        if (frequency2 * time > order && rise * fall < 0x1p-60 * sum)
            break;
    }
    return 2.0 * sum;
}

/* xi gamma^[STAGES](time) in the paper: what the squared bandwidth should be, were it `time`. */
static double improved(const double *power, double count, double time)
{
    double norm = roughness(power, STAGES, time);
    for (int order = STAGES - 1; order >= 2; order--) {
        double odd = 1.0;
        for (int factor = 3; factor < 2 * order; factor += 2)
            odd *= factor;
        double constant = (1.0 + pow(0.5, order + 0.5)) / 3.0;
        double pilot = pow(2.0 * constant * odd / sqrt(2.0 * pi) / (count * norm), 2.0 / (3.0 + 2.0 * order));
        norm = roughness(power, order, pilot);
    }
    return pow(2.0 * count * sqrt(pi) * norm, -0.4);
}

double density_bandwidth(const struct density_point *points, size_t count, double least, double most)
{
    double power[WAVES], total = 0.0;
    for (size_t i = 0; i < count; i++)
        total += points[i].weight;
    cosine_power(points, count, total, power);

    /* The first crossing from below, on steps of a twelfth of an octave, then halved. */
    const double ratio = exp2(1.0 / 12.0);
    double low = least, high = least;
    while (high < most && improved(power, total, high * high) > high * high) {
        low = high;
        high *= ratio;
    }
    if (high >= most)
        return most;
    for (int step = 0; step < 40; step++) {
        double middle = sqrt(low * high);
        if (improved(power, total, middle * middle) > middle * middle)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static double kernel_sum(const struct density_point *points, size_t count, double bandwidth, double at)
{
    const double reach = 8.0 * bandwidth; /* exp(−32) beyond */
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (points[middle].at < at - reach)
            low = middle + 1;
        else
            high = middle;
    }
    double sum = 0.0;
    for (size_t i = low; i < count && points[i].at <= at + reach; i++) {
        double z = (points[i].at - at) / bandwidth;
        sum += points[i].weight * exp(-0.5 * z * z);
    }
    return sum / (bandwidth * sqrt(2.0 * pi));
}

double density_at(const struct density_point *points, size_t count, double bandwidth, double at)
{
    double sum = kernel_sum(points, count, bandwidth, at);
    /* The points' images behind both walls, seen from the mirrored place: period 2, until out of reach. */
    for (int turn = 0; 2.0 * turn < 1.0 + 8.0 * bandwidth; turn++) {
        sum += kernel_sum(points, count, bandwidth, -at - 2.0 * turn);
        sum += kernel_sum(points, count, bandwidth, 2.0 * (turn + 1) - at);
        if (turn > 0) {
            sum += kernel_sum(points, count, bandwidth, at - 2.0 * turn);
            sum += kernel_sum(points, count, bandwidth, at + 2.0 * turn);
        }
    }
    return sum;
}
