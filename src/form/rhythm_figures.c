/* SPDX-License-Identifier: Apache-2.0 */
#include "form/rhythm_figures.h"
#include "base/array.h"
#include "base/error.h"
#include "form/density.h"
#include "form/normality.h"
#include "form/spectrum.h"
#include <math.h>
#include <stdlib.h>

/* The picture shots of the film or of one part of it. */
struct lengths {
    double *sorted; /* seconds */
    double *logs;   /* natural, in the film's order; sorted once the order is no more needed */
    size_t count;
    double begin, end; /* of the part, seconds of film time */
};

static bool is_picture(const struct rhythm_input *input, size_t shot)
{
    return input->shots[shot].kind == PST_SHOT_PICTURE;
}

static double shot_end(const struct rhythm_input *input, size_t shot)
{
    return shot + 1 < input->count ? input->starts[shot + 1] : input->end;
}

static int by_value(const void *p, const void *q)
{
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

/* Hyndman & Fan (1996), their definition 7. */
static double quantile(const double *sorted, size_t count, double share)
{
    double at = share * (double)(count - 1);
    size_t below = (size_t)at;
    if (below + 1 >= count)
        return sorted[count - 1];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

struct figures {
    struct rhythm_list *list;
    int parts, part;
    bool failed;
};

static void told(struct figures *figures, const char *name, const char *unit, double value, const char *note)
{
    struct pst_rhythm_figure figure = {.parts = figures->parts,
                                       .part = figures->part,
                                       .name = name,
                                       .unit = unit,
                                       .value = value,
                                       .low = NAN,
                                       .high = NAN,
                                       .note = note};
    figures->failed |= !array_push(figures->list, figure);
}

static void length_figures(struct figures *figures, const struct lengths *lengths)
{
    size_t count = lengths->count;
    const double *sorted = lengths->sorted;
    const char *none = count ? "" : "cannot tell: no shot starts here";
    double mean = 0.0, minutes = (lengths->end - lengths->begin) / 60.0;
    for (size_t i = 0; i < count; i++)
        mean += sorted[i] / (double)count;
    told(figures, "shots", "shots", (double)count, "");
    told(figures, "shots_per_minute", "shots/min", minutes > 0.0 ? (double)count / minutes : NAN,
         minutes > 0.0 ? "" : "cannot tell: no time in it");
    told(figures, "mean_shot_length", "s", count ? mean : NAN, none);
    told(figures, "median_shot_length", "s", count ? quantile(sorted, count, 0.5) : NAN, none);
    bool quartiles = count >= RHYTHM_LEAST_QUARTILES;
    told(figures, "iqr_shot_length", "s",
         quartiles ? quantile(sorted, count, 0.75) - quantile(sorted, count, 0.25) : NAN,
         quartiles ? "" : "cannot tell: fewer than 4 shots");
    told(figures, "longest_shot", "s", count ? sorted[count - 1] : NAN, none);
    told(figures, "shortest_shot", "s", count ? sorted[0] : NAN, none);
}

static bool all_equal(const struct lengths *lengths)
{
    return lengths->count == 0 || !(lengths->sorted[lengths->count - 1] > lengths->sorted[0]);
}

static enum pst_status spectrum_figure(struct figures *figures, const struct lengths *lengths)
{
    static const char *name = "spectral_exponent";
    if (lengths->count < RHYTHM_LEAST_SPECTRUM || all_equal(lengths)) {
        bool few = lengths->count < RHYTHM_LEAST_SPECTRUM;
        told(figures, name, "", NAN,
             few ? "cannot tell: fewer than 200 shots" : "cannot tell: all shots are equally long");
        return PST_OK;
    }
    size_t band = spectrum_band(lengths->count);
    double *power = malloc(band * sizeof *power);
    if (!power)
        return PST_INTERNAL;
    periodogram(lengths->logs, lengths->count, power, band);
    struct exponent exponent = spectrum_exponent(power, band);
    free(power);
    told(figures, name, "", exponent.value, "local Whittle on log lengths; 95 % interval");
    if (!figures->failed) {
        figures->list->items[figures->list->count - 1].low = exponent.low;
        figures->list->items[figures->list->count - 1].high = exponent.high;
    }
    return PST_OK;
}

static void normality_figures(struct figures *figures, const struct lengths *lengths)
{
    const char *why = "Shapiro-Wilk on log lengths";
    if (lengths->count < RHYTHM_LEAST_NORMALITY)
        why = "cannot tell: fewer than 20 shots";
    else if (lengths->count > RHYTHM_MOST_NORMALITY)
        why = "cannot tell: the test holds up to 5000 shots";
    else if (all_equal(lengths))
        why = "cannot tell: all shots are equally long";
    struct normality test = {NAN, NAN};
    if (lengths->count >= RHYTHM_LEAST_NORMALITY) {
        qsort(lengths->logs, lengths->count, sizeof *lengths->logs, by_value);
        test = normality_test(lengths->logs, lengths->count);
    }
    told(figures, "lognormal_w", "", test.w, why);
    told(figures, "lognormal_p", "", test.p, why);
}

/* A cut is half the end of a shot and half the beginning of the next, so that the weights add up to the
   number of picture shots, and a film of equal shots has an even curve from its first frame to its last. */
static enum pst_status density_points(const struct rhythm_input *input, struct density_point **points,
                                      size_t *count, struct pst_error *error)
{
    double begin = input->begin, duration = input->end - begin;
    *count = 0;
    *points = malloc((2 * input->count + 1) * sizeof **points);
    if (!*points)
        return fail_memory(error);
    for (size_t i = 0; i < input->count; i++) {
        if (!is_picture(input, i))
            continue;
        (*points)[(*count)++] = (struct density_point){(input->starts[i] - begin) / duration, 0.5};
        (*points)[(*count)++] = (struct density_point){(shot_end(input, i) - begin) / duration, 0.5};
    }
    return PST_OK;
}

/* As a share of the film: no less than a mean shot, below which single cuts would show, nor than 1/500. */
static double film_bandwidth(const struct density_point *points, size_t count)
{
    const double most = 0.25;
    double mean = 2.0 / (double)count;
    return density_bandwidth(points, count, fmin(fmax(mean, 0.002), most), most);
}

static enum pst_status bandwidth_figure(struct figures *figures, const struct rhythm_input *input)
{
    struct density_point *points;
    size_t count;
    enum pst_status status = density_points(input, &points, &count, NULL);
    if (status != PST_OK)
        return status;
    double duration = input->end - input->begin;
    told(figures, "density_bandwidth", "s", count ? film_bandwidth(points, count) * duration : NAN,
         count ? "standard deviation of the Gaussian kernel of the cut-density curve"
               : "cannot tell: no shot starts here");
    free(points);
    return PST_OK;
}

static void take_lengths(const struct rhythm_input *input, bool last_part, struct lengths *lengths)
{
    lengths->count = 0;
    for (size_t i = 0; i < input->count; i++) {
        bool inside = input->starts[i] >= lengths->begin && (last_part || input->starts[i] < lengths->end);
        if (!is_picture(input, i) || !inside)
            continue;
        double length = shot_end(input, i) - input->starts[i];
        if (!(length > 0.0))
            continue; /* two frames shown at one time: there is nothing to count */
        lengths->sorted[lengths->count] = length;
        lengths->logs[lengths->count++] = log(length);
    }
    qsort(lengths->sorted, lengths->count, sizeof *lengths->sorted, by_value);
}

static enum pst_status part_figures(const struct rhythm_input *input, struct figures *figures,
                                    struct lengths *lengths)
{
    double begin = input->begin, duration = input->end - begin;
    bool last = figures->part + 1 == figures->parts;
    lengths->begin = begin + duration * figures->part / figures->parts;
    lengths->end = last ? input->end : begin + duration * (figures->part + 1) / figures->parts;
    take_lengths(input, last, lengths);
    length_figures(figures, lengths);
    enum pst_status status = spectrum_figure(figures, lengths);
    if (status != PST_OK)
        return status;
    normality_figures(figures, lengths);
    return figures->parts == 1 ? bandwidth_figure(figures, input) : PST_OK;
}

enum pst_status rhythm_figures(const struct rhythm_input *input, int parts, struct rhythm_list *out,
                               struct pst_error *error)
{
    if (parts < 1)
        return fail(error, PST_USAGE, "cannot divide a film into %d parts", parts);
    double *room = malloc((2 * input->count + 1) * sizeof *room);
    if (!room)
        return fail_memory(error);
    struct lengths lengths = {.sorted = room, .logs = room + input->count};
    struct figures figures = {.list = out, .parts = parts};
    enum pst_status status = PST_OK;
    for (; figures.part < parts && status == PST_OK; figures.part++)
        status = part_figures(input, &figures, &lengths);
    free(room);
    return status != PST_OK || figures.failed ? fail_memory(error) : PST_OK;
}

void rhythm_release(struct rhythm_list *list)
{
    free(list->items);
    *list = (struct rhythm_list){0};
}

enum pst_status density_curve(const struct rhythm_input *input, double step, double *values, size_t count,
                              double *bandwidth, struct pst_error *error)
{
    struct density_point *points;
    size_t point_count;
    enum pst_status status = density_points(input, &points, &point_count, error);
    if (status != PST_OK)
        return status;
    double duration = input->end - input->begin;
    double share = point_count ? film_bandwidth(points, point_count) : NAN;
    *bandwidth = share * duration;
    for (size_t i = 0; i < count; i++) {
        double at = fmin(step * (double)i / duration, 1.0);
        values[i] = point_count ? density_at(points, point_count, share, at) * 60.0 / duration : 0.0;
    }
    free(points);
    return PST_OK;
}
