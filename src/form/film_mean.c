/* SPDX-License-Identifier: Apache-2.0 */
#include "form/film_mean.h"
#include <math.h>
#include <string.h>

enum mean_kind mean_kind_of(const char *unit)
{
    if (strcmp(unit, "degrees") == 0)
        return MEAN_DIRECTION;
    return strncmp(unit, "dB", 2) == 0 || strcmp(unit, "LUFS") == 0 ? MEAN_ENERGY : MEAN_PLAIN;
}

static double direction(double x, double y, double weight)
{
    if (!(hypot(x, y) > 1e-9 * weight)) /* also where there is none */
        return NAN;
    double degrees = atan2(y, x) * 180.0 / acos(-1.0);
    degrees = degrees < 0.0 ? degrees + 360.0 : degrees;
    return degrees < 360.0 ? degrees : 0.0; /* −tiny + 360 rounds to 360 */
}

double film_mean(enum mean_kind kind, const struct pst_shot *shots, const bool *taken, const double *values,
                 size_t count)
{
    const double to_radians = acos(-1.0) / 180.0;
    double sum = 0.0, across = 0.0, weight = 0.0;
    for (size_t i = 0; i < count; i++) {
        double frames = (double)(shots[i].last - shots[i].first + 1), value = values[i];
        if (!taken[i] || isnan(value))
            continue;
        weight += frames;
        if (kind == MEAN_DIRECTION) {
            sum += frames * cos(value * to_radians);
            across += frames * sin(value * to_radians);
        } else {
            sum += frames * (kind == MEAN_ENERGY ? pow(10.0, value / 10.0) : value);
        }
    }
    if (kind == MEAN_DIRECTION)
        return direction(sum, across, weight);
    if (!(weight > 0.0))
        return NAN;
    return kind == MEAN_ENERGY ? 10.0 * log10(sum / weight) : sum / weight;
}
