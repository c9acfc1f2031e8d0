/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shot_figures.h"
#include <math.h>

static int64_t least(int64_t p, int64_t q)
{
    return p < q ? p : q;
}

void shot_means(const struct pst_shot *shots, size_t count, const double *values, size_t value_count,
                double *means)
{
    for (size_t i = 0; i < count; i++) {
        double sum = 0.0;
        int64_t end = least(shots[i].last + 1, (int64_t)value_count), present = 0;
        for (int64_t n = shots[i].first; n < end; n++)
            if (!isnan(values[n])) {
                sum += values[n];
                present++;
            }
        means[i] = present ? sum / (double)present : NAN;
    }
}

void shot_directions(const struct pst_shot *shots, size_t count, const double *degrees, size_t value_count,
                     double *means)
{
    const double to_radians = acos(-1.0) / 180.0;
    for (size_t i = 0; i < count; i++) {
        double x = 0.0, y = 0.0;
        int64_t end = least(shots[i].last + 1, (int64_t)value_count), present = 0;
        for (int64_t n = shots[i].first; n < end; n++)
            if (!isnan(degrees[n])) {
                x += cos(degrees[n] * to_radians);
                y += sin(degrees[n] * to_radians);
                present++;
            }
        if (!(hypot(x, y) > 1e-9 * (double)present)) { /* also where none is present */
            means[i] = NAN;
            continue;
        }
        double mean = atan2(y, x) / to_radians;
        mean = mean < 0.0 ? mean + 360.0 : mean;
        means[i] = mean < 360.0 ? mean : 0.0; /* −tiny + 360 rounds to 360 */
    }
}

/* The first window whose middle is at or after `when`. */
static size_t window_at(const struct pst_series *levels, double when)
{
    double window = ceil((when - levels->start) / levels->step - 1e-9);
    if (!(window > 0.0))
        return 0;
    return window < (double)levels->count ? (size_t)window : levels->count;
}

void shot_levels(const double *starts, size_t count, double end, const struct pst_series *levels,
                 double *means)
{
    for (size_t i = 0; i < count; i++) {
        double energy = 0.0, present = 0.0;
        size_t stop = window_at(levels, i + 1 < count ? starts[i + 1] : end);
        for (size_t k = window_at(levels, starts[i]); k < stop; k++)
            if (!isnan(levels->values[k])) {
                energy += pow(10.0, levels->values[k] / 10.0);
                present++;
            }
        means[i] = present > 0.0 ? 10.0 * log10(energy / present) : NAN;
    }
}
