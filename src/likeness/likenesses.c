/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/likenesses.h"
#include "base/array.h"
#include "likeness/chance.h"
#include <math.h>
#include <stdlib.h>

enum { DRAWN = 999 };
static const uint64_t SEED = 1897;

/* The mean of as many values, drawn in blocks (Künsch 1989); the curve goes round. */
static double drawn_mean(const double *values, size_t count, size_t block, struct chance *chance)
{
    double sum = 0;
    size_t told = 0;
    for (size_t i = 0; i < count; i += block) {
        size_t start = chance_below(chance, count);
        for (size_t k = 0; k < block && i + k < count; k++) {
            double value = values[(start + k) % count];
            sum += isnan(value) ? 0 : value;
            told += isnan(value) ? 0 : 1;
        }
    }
    return told ? sum / (double)told : (double)NAN;
}

static void interval(const double *values, size_t count, size_t block, double *low, double *high)
{
    double means[DRAWN];
    size_t told = 0;
    struct chance chance = {SEED};
    for (size_t b = 0; b < DRAWN; b++) {
        double mean = drawn_mean(values, count, block, &chance);
        if (!isnan(mean))
            means[told++] = mean;
    }
    *low = *high = (double)NAN;
    if (!told)
        return;
    qsort(means, told, sizeof *means, rising);
    *low = means[told / 40];
    *high = means[told - 1 - told / 40];
}

static void against_controls(const struct likeness_question *q, int look, size_t block, double *values,
                             struct pst_likeness *likeness)
{
    size_t count = q->departures->count, told = 0;
    likeness->nearer = likeness->nearer_low = likeness->nearer_high = likeness->times = (double)NAN;
    if (!q->controls || look == PST_TOGETHER)
        return;
    for (size_t i = 0; i < count; i++) {
        double series = q->series->look[look][i], controls = q->controls->look[look][i];
        values[i] =
            isnan(series) || isnan(controls) ? (double)NAN : (series < controls) + (series == controls) / 2.0;
    }
    likeness->nearer = mean_of_told(values, count);
    interval(values, count, block, &likeness->nearer_low, &likeness->nearer_high);
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            values[told++] = exp(q->controls->look[look][i] - q->series->look[look][i]);
    likeness->times = median_of(values, told);
}

bool find_likenesses(const struct likeness_question *q, struct comparison_data *data)
{
    size_t count = q->departures->count, block = q->scene > count / 10 ? q->scene : count / 10;
    double *values = malloc((count + 1) * sizeof *values);
    if (!values)
        return false;
    for (int look = 0; look < PST_LOOKS; look++) {
        struct pst_likeness likeness = {.facet = look};
        for (size_t i = 0; i < count; i++)
            values[i] = 1 - departure_percentile(q->scale, look, q->departures->look[look][i]);
        likeness.likeness = mean_of_told(values, count);
        if (isnan(likeness.likeness))
            continue;
        interval(values, count, block, &likeness.low, &likeness.high);
        against_controls(q, look, block, values, &likeness);
        if (!array_push(&data->likenesses, likeness)) {
            free(values);
            return false;
        }
    }
    free(values);
    return true;
}
