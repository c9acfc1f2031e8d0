/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double RADIANS = 3.14159265358979323846 / 180;

enum page_mean page_mean_of(const char *unit)
{
    if (strncmp(unit, "LU", 2) == 0 || strncmp(unit, "dB", 2) == 0)
        return PAGE_MEAN_ENERGY;
    return strncmp(unit, "degree", 6) == 0 ? PAGE_MEAN_CIRCLE : PAGE_MEAN_PLAIN;
}

struct bin {
    double mean, least, greatest; /* NaN: missing; -inf: silence */
};

static double mean_of(const double *values, size_t count, enum page_mean mean)
{
    double sum = 0, sine = 0;
    size_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i]) || (isinf(values[i]) && mean != PAGE_MEAN_ENERGY))
            continue;
        seen++;
        if (mean == PAGE_MEAN_ENERGY)
            sum += pow(10, values[i] / 10);
        else if (mean == PAGE_MEAN_CIRCLE) {
            sum += cos(values[i] * RADIANS);
            sine += sin(values[i] * RADIANS);
        } else
            sum += values[i];
    }
    if (seen == 0)
        return NAN;
    if (mean == PAGE_MEAN_ENERGY)
        return 10 * log10(sum / (double)seen);
    if (mean == PAGE_MEAN_PLAIN)
        return sum / (double)seen;
    double angle = atan2(sine, sum) / RADIANS;
    return angle < 0 ? angle + 360 : angle;
}

static struct bin bin_of(const double *values, size_t count, enum page_mean mean)
{
    struct bin bin = {.mean = count == 1 ? values[0] : mean_of(values, count, mean), NAN, NAN};
    for (size_t i = 0; i < count; i++) {
        bin.least = fmin(bin.least, values[i]);
        bin.greatest = fmax(bin.greatest, values[i]);
    }
    return bin;
}

static uint16_t code(const struct page_bins *bins, double value)
{
    if (isnan(value) || value == INFINITY)
        return PAGE_MISSING;
    if (isinf(value))
        return PAGE_SILENCE;
    if (!(bins->high > bins->low))
        return 0;
    double share = (value - bins->low) / (bins->high - bins->low);
    return (uint16_t)lround(fmin(fmax(share, 0), 1) * PAGE_TOP);
}

static void find_range(struct page_bins *bins, const double *values, size_t count, enum page_mean mean)
{
    double low = NAN, high = NAN;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
    }
    bool circle = mean == PAGE_MEAN_CIRCLE;
    bins->low = circle || isnan(low) ? 0 : low;
    bins->high = circle ? 360 : isnan(high) ? 0 : high;
}

bool page_bins_fill(struct page_bins *bins, const double *values, size_t count, enum page_mean mean)
{
    *bins = (struct page_bins){.per_bin = count > PAGE_WHOLE ? (count + PAGE_BINS - 1) / PAGE_BINS : 1};
    bins->count = (count + bins->per_bin - 1) / bins->per_bin;
    bool spread = bins->per_bin > 1 && mean != PAGE_MEAN_CIRCLE;
    bins->mean = calloc(bins->count + 1, sizeof *bins->mean);
    bins->least = spread ? calloc(bins->count + 1, sizeof *bins->least) : NULL;
    bins->greatest = spread ? calloc(bins->count + 1, sizeof *bins->greatest) : NULL;
    if (!bins->mean || (spread && (!bins->least || !bins->greatest)))
        return false;
    find_range(bins, values, count, mean);
    for (size_t i = 0; i < bins->count; i++) {
        size_t first = i * bins->per_bin;
        size_t size = count - first < bins->per_bin ? count - first : bins->per_bin;
        struct bin bin = bin_of(values + first, size, mean);
        bins->mean[i] = code(bins, bin.mean);
        if (spread) {
            bins->least[i] = code(bins, bin.least);
            bins->greatest[i] = code(bins, bin.greatest);
        }
    }
    return true;
}

void page_bins_release(struct page_bins *bins)
{
    free(bins->mean);
    free(bins->least);
    free(bins->greatest);
    *bins = (struct page_bins){0};
}
