/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/signature.h"
#include "base/array.h"
#include <math.h>

static double on_scale(const struct film_figure *figure, double value)
{
    return !figure->ratio ? value : value > 0 ? log(value) : (double)NAN;
}

static double off_scale(const struct film_figure *figure, double value)
{
    return figure->ratio ? exp(value) : value;
}

/* Of the films in a role, but for one. */
struct sample {
    double count, mean, deviation; /* deviation: with count − 1; NaN where there is one film */
};

static struct sample sample_of(const struct film_figure *figure, const struct comparison_data *data,
                               enum pst_role role, size_t but)
{
    struct sample s = {0};
    double squares = 0;
    for (size_t f = 0; f < data->films.count; f++) {
        double value = on_scale(figure, figure->values[f]);
        if (data->films.items[f].role != role || f == but || isnan(value))
            continue;
        s.count++;
        double step = value - s.mean;
        s.mean += step / s.count;
        squares += step * (value - s.mean);
    }
    s.deviation = s.count > 1 ? sqrt(squares / (s.count - 1)) : (double)NAN;
    return s;
}

/* That one more of a normal sample lies as far out (a prediction, not a confidence, interval: Hahn & Meeker
   1991). Where all are the same nothing can be said of another. */
static double outlying(struct sample s, double value)
{
    double error = s.deviation * sqrt(1 + 1 / s.count);
    if (!(error > 0) || isnan(value))
        return (double)NAN;
    return student_p((value - s.mean) / error, s.count - 1);
}

/* Share of the variance that lies between series and controls: one-way analysis of variance with two groups,
   the intraclass correlation of Shrout & Fleiss (1979), form 1, held at 0 and up. */
static double in_common(struct sample series, struct sample controls)
{
    if (series.count < 2 || controls.count < 2)
        return (double)NAN;
    double all = series.count + controls.count;
    double grand = (series.mean * series.count + controls.mean * controls.count) / all;
    double between =
        series.count * pow(series.mean - grand, 2) + controls.count * pow(controls.mean - grand, 2);
    double within =
        (pow(series.deviation, 2) * (series.count - 1) + pow(controls.deviation, 2) * (controls.count - 1)) /
        (all - 2);
    double usual = all - (series.count * series.count + controls.count * controls.count) / all;
    double share = (between - within) / (between + (usual - 1) * within);
    return between + within > 0 ? fmax(share, 0) : (double)NAN;
}

static bool tell_films(const struct film_figure *figure, int64_t signature, struct sample series,
                       struct comparison_data *data)
{
    for (size_t f = 1; f < data->films.count; f++) {
        bool reference = data->films.items[f].role == PST_ROLE_REFERENCE;
        struct sample others = reference ? sample_of(figure, data, PST_ROLE_REFERENCE, f) : series;
        struct pst_signature_film film = {signature, (int64_t)f, figure->values[f],
                                          outlying(others, on_scale(figure, figure->values[f]))};
        if (!isnan(film.value) && !array_push(&data->signature_films, film))
            return false;
    }
    return true;
}

static bool tell(const struct film_figure *figure, struct comparison_data *data)
{
    double film = on_scale(figure, figure->values[0]);
    struct sample series = sample_of(figure, data, PST_ROLE_REFERENCE, 0);
    if (isnan(film) || series.count < SIGNATURE_REFERENCES_LEAST)
        return true;
    double half = student_quantile(0.05, series.count - 1) * series.deviation * sqrt(1 + 1 / series.count);
    struct pst_signature signature = {.name = figure->name,
                                      .unit = figure->unit,
                                      .what = figure->what,
                                      .film = figure->values[0],
                                      .references = (int64_t)series.count,
                                      .mean = off_scale(figure, series.mean),
                                      .deviation = series.deviation,
                                      .low = off_scale(figure, series.mean - half),
                                      .high = off_scale(figure, series.mean + half),
                                      .p = outlying(series, film),
                                      .common =
                                          in_common(series, sample_of(figure, data, PST_ROLE_CONTROL, 0))};
    return tell_films(figure, (int64_t)data->signatures.count, series, data) &&
           array_push(&data->signatures, signature);
}

bool find_signature(const struct film_figure *figures, size_t count, struct comparison_data *data)
{
    for (size_t i = 0; i < count; i++)
        if (!tell(&figures[i], data))
            return false;
    return true;
}
