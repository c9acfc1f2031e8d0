/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/departure.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 1.4826 median absolute deviations are a standard deviation where values are normal. */
static const double MAD_TO_DEVIATION = 1.4826;
/* Departures end there: one moment that nothing is like must not outweigh a stretch. */
static const double FARTHEST = 6;
/* Distances that differ by less than a twentieth are all alike. */
static const double LEAST_SPREAD = 0.05;

static unsigned facet_bits(void)
{
    return (1U << PST_FACETS) - 1;
}

/* Nearer than can be told is the same: half a just noticeable difference of colour (0.02 in OKLab), a
   twentieth of a step of the other facets' figures. */
static double logarithm(double distance, int facet)
{
    bool palette = facet == PST_FACET_COLOUR || facet == PST_FACET_CHROMA;
    return isnan(distance) ? distance : log(fmax(distance, palette ? 0.01 : 0.05));
}

/* `at`: the first shot that reaches into the moment; moved on. */
static double moment_of(const struct facet_film *film, const struct curves *shots, int facet, double from,
                        double to, size_t *at)
{
    const double *distances = shots->look[facet];
    double sum = 0, seconds = 0;
    while (*at < film->count && film->shots[*at].starts + film->shots[*at].seconds <= from)
        ++*at;
    for (size_t i = *at; i < film->count && film->shots[i].starts < to; i++) {
        const struct facet_shot *shot = &film->shots[i];
        double shared = fmin(to, shot->starts + shot->seconds) - fmax(from, shot->starts);
        if (isnan(distances[i]) || !(shared > 0))
            continue;
        sum += shared * logarithm(distances[i], facet);
        seconds += shared;
    }
    return 2 * seconds >= to - from ? sum / seconds : (double)NAN;
}

bool departure_of_sums(const struct facet_film *film, const struct distance_sums *sums, struct curves *curves)
{
    struct curves shots;
    size_t moments = film->step > 0 ? (size_t)(film->about.seconds / film->step) : 0;
    moments = moments < film->window_count ? film->window_count : moments;
    bool room = distance_sums_mean(sums, &shots);
    room = curves_open(curves, moments) && room;
    for (int facet = 0; room && facet < PST_FACETS; facet++)
        for (size_t i = 0, at = 0; i < moments; i++)
            curves->look[facet][i] =
                moment_of(film, &shots, facet, (double)i * film->step, (double)(i + 1) * film->step, &at);
    curves_release(&shots);
    if (!room)
        curves_release(curves);
    return room;
}

bool departure_distances(const struct facet_film *film, const struct facet_film *const *others, size_t count,
                         struct curves *curves)
{
    struct distance_sums sums = {0};
    struct nearness *near = calloc(count + 1, sizeof *near);
    bool room =
        near && distance_sums_open(&sums, film->count) &&
        nearness_find(moments_of(film, MOMENT_SHOT), others, count, MOMENT_SHOT, facet_bits(), NULL, near);
    for (size_t i = 0; room && i < count; i++)
        distance_sums_add(&sums, &near[i]);
    room = room && departure_of_sums(film, &sums, curves);
    nearness_release_all(near, count);
    distance_sums_release(&sums);
    return room;
}

static double on_scale(double value, double middle, double spread)
{
    double departure = (value - middle) / spread;
    return departure > FARTHEST ? FARTHEST : departure < -FARTHEST ? -FARTHEST : departure;
}

static void apply_facet(const struct departure_scale *scale, struct curves *curves, int facet)
{
    double *curve = curves->look[facet];
    for (size_t i = 0; i < curves->count; i++)
        curve[i] = isnan(scale->spread[facet])
                       ? (double)NAN
                       : on_scale(curve[i], scale->middle[facet], scale->spread[facet]);
}

/* The mean of the facets that are told there, at least half of them. */
static void mean_of_facets(const struct departure_scale *scale, struct curves *curves)
{
    for (size_t i = 0; i < curves->count; i++) {
        double sum = 0;
        int told = 0, wanted = 0;
        for (int facet = 0; facet < PST_FACETS; facet++) {
            double value = curves->look[facet][i];
            if (!(scale->together >> facet & 1))
                continue;
            wanted++;
            told += !isnan(value);
            sum += isnan(value) ? 0 : value;
        }
        curves->look[PST_TOGETHER][i] = told && 2 * told >= wanted ? sum / told : (double)NAN;
    }
}

static void apply_together(const struct departure_scale *scale, struct curves *curves)
{
    double *curve = curves->look[PST_TOGETHER];
    for (size_t i = 0; i < curves->count; i++)
        curve[i] = on_scale(curve[i], scale->middle[PST_TOGETHER], scale->spread[PST_TOGETHER]);
}

void departure_together(const struct departure_scale *scale, struct curves *curves)
{
    mean_of_facets(scale, curves);
    apply_together(scale, curves);
}

static size_t collect(const struct curves *curves, size_t count, int look, double *into)
{
    size_t told = 0;
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < curves[r].count; i++)
            if (!isnan(curves[r].look[look][i]))
                into[told++] = curves[r].look[look][i];
    return told;
}

/* Median and deviation of the values, which are put in order. Where most are the same (a series in black and
   white has no chroma) there is no scale to be told on: NaN. */
static void middle_and_spread(double *values, size_t count, double *scratch, double *middle, double *spread)
{
    *middle = median_of(values, count);
    for (size_t i = 0; i < count; i++)
        scratch[i] = fabs(values[i] - *middle);
    *spread = MAD_TO_DEVIATION * median_of(scratch, count);
    *spread = *spread > LEAST_SPREAD ? *spread : (double)NAN;
}

static void scale_look(struct departure_scale *scale, struct curves *curves, size_t count, int look,
                       double *values, double *scratch)
{
    size_t told = collect(curves, count, look, values);
    scale->middle[look] = scale->spread[look] = (double)NAN;
    if (told)
        middle_and_spread(values, told, scratch, &scale->middle[look], &scale->spread[look]);
    for (size_t i = 0; i < told; i++)
        values[i] = on_scale(values[i], scale->middle[look], scale->spread[look]);
    scale->sorted[look] = values;
    scale->count[look] = isnan(scale->spread[look]) ? 0 : told;
}

bool departure_scale_find(struct departure_scale *scale, struct curves *distances, size_t count,
                          unsigned facets)
{
    size_t all = 0;
    for (size_t r = 0; r < count; r++)
        all += distances[r].count;
    double *values = malloc((all * PST_LOOKS + 1) * sizeof *values);
    double *scratch = malloc((all + 1) * sizeof *scratch);
    *scale = (struct departure_scale){.together = facets};
    scale->sorted[0] = values;
    for (int look = 0; values && scratch && look < PST_FACETS; look++) {
        scale_look(scale, distances, count, look, values + (size_t)look * all, scratch);
        for (size_t r = 0; r < count; r++)
            apply_facet(scale, &distances[r], look);
    }
    for (size_t r = 0; values && scratch && r < count; r++)
        mean_of_facets(scale, &distances[r]);
    if (values && scratch) {
        scale_look(scale, distances, count, PST_TOGETHER, values + PST_TOGETHER * all, scratch);
        for (size_t r = 0; r < count; r++)
            apply_together(scale, &distances[r]);
    }
    free(scratch);
    return values && scratch;
}

void departure_scale_release(struct departure_scale *scale)
{
    free(scale->sorted[0]);
    *scale = (struct departure_scale){0};
}

void departure_on_scale(const struct departure_scale *scale, struct curves *curves)
{
    for (int facet = 0; facet < PST_FACETS; facet++)
        apply_facet(scale, curves, facet);
    departure_together(scale, curves);
}

double departure_percentile(const struct departure_scale *scale, int look, double departure)
{
    return share_below(scale->sorted[look], scale->count[look], departure);
}
