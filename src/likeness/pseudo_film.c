/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/pseudo_film.h"
#include <math.h>

/* Of mean 0 and deviation 1: the sum of twelve even draws is as near to normal as is needed here. */
static double draw_normal(struct chance *chance)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += chance_share(chance);
    return sum;
}

/* Student's t; beyond six it says no more than six. */
static double draw_student(size_t freedom, struct chance *chance)
{
    double squares = 0, over = draw_normal(chance);
    for (size_t i = 0; i < freedom; i++) {
        double x = draw_normal(chance);
        squares += x * x;
    }
    return fmax(-6, fmin(6, over / sqrt(squares / (double)freedom)));
}

/* The logarithm of how far a reference strays from its own level, root mean square. */
static double log_straying(const double *values, size_t count)
{
    double level = mean_of_told(values, count), squares = 0;
    size_t told = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            squares += (values[i] - level) * (values[i] - level);
            told++;
        }
    return squares > 0 ? log(squares / (double)told) / 2 : (double)NAN;
}

/* Variance of the references' logarithms; NaN where fewer than two of them tell. */
static double variance_of_straying(const struct curves *references, size_t count, int facet)
{
    double sum = 0, squares = 0;
    size_t told = 0;
    for (size_t r = 0; r < count; r++) {
        double x = log_straying(references[r].look[facet], references[r].count);
        if (isnan(x))
            continue;
        sum += x;
        squares += x * x;
        told++;
    }
    double mean = sum / (double)told;
    return told < 2 ? (double)NAN : fmax(0, (squares - sum * mean) / ((double)told - 1));
}

struct straying straying_of(const struct curves *references, size_t count)
{
    struct straying straying;
    double variance[PST_FACETS];
    for (int facet = 0; facet < PST_FACETS; facet++)
        variance[facet] = variance_of_straying(references, count, facet);
    double mean = mean_of_told(variance, PST_FACETS);
    for (int facet = 0; facet < PST_FACETS; facet++)
        straying.spread[facet] = sqrt((variance[facet] + mean) / 2);
    return straying;
}

static size_t draw_length(size_t scene, size_t film, struct chance *chance)
{
    double least = fmax((double)scene, PSEUDO_BLOCK_LEAST * (double)film);
    double most = fmax(least, PSEUDO_BLOCK_MOST * (double)film);
    return (size_t)(least * pow(most / least, chance_share(chance)) + 0.5);
}

void pseudo_film(const struct departure_scale *scale, const struct straying *straying,
                 const struct curves *references, size_t count, size_t scene, struct chance *chance,
                 struct curves *to)
{
    double widening[PST_FACETS], level[PST_FACETS];
    size_t host = chance_below(chance, count);
    for (int facet = 0; facet < PST_FACETS; facet++) {
        double wider = PSEUDO_STRAYS * straying->spread[facet] * draw_student(count - 1, chance);
        widening[facet] = isnan(wider) ? 1 : exp(wider);
        level[facet] = mean_of_told(references[host].look[facet], references[host].count);
    }
    for (size_t at = 0; at < to->count;) {
        const struct curves *from = &references[chance_below(chance, count)];
        size_t length = draw_length(scene, to->count, chance), start = chance_below(chance, from->count);
        size_t end = at + length < to->count ? at + length : to->count;
        for (int facet = 0; facet < PST_FACETS; facet++) {
            double own = mean_of_told(from->look[facet], from->count);
            for (size_t i = at; i < end; i++) {
                double value = from->look[facet][(start + i - at) % from->count];
                to->look[facet][i] = level[facet] + widening[facet] * (value - own);
            }
        }
        at = end;
    }
    departure_together(scale, to);
}
