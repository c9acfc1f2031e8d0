/* SPDX-License-Identifier: Apache-2.0 */
/* How good are the figures of rhythm? Series with planted truth in, bias and coverage out; docs/measures.md
   has its numbers. Uses only the form library:

     rhythm_truth [REPEATS]      (default 1000; seeds are fixed, so that a run can be repeated) */
#include "form/density.h"
#include "form/normality.h"
#include "form/spectrum.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

struct dice {
    uint64_t state;
};

/* SplitMix64 (Steele, Lea & Flood 2014). */
static double uniform(struct dice *dice)
{
    uint64_t z = dice->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double normal(struct dice *dice)
{
    return sqrt(-2.0 * log(uniform(dice))) * cos(2.0 * pi * uniform(dice));
}

static double gamma_variate(struct dice *dice, int shape)
{
    double sum = 0.0;
    for (int i = 0; i < shape; i++)
        sum -= log(uniform(dice));
    return sum;
}

static int by_value(const void *p, const void *q)
{
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

/* Exact Gaussian ARFIMA(0, d, 0), d < 1/2, by Durbin–Levinson's recursion (Hosking 1984): the coefficients of
   predicting value t from those before it, and the spread round the prediction. */
struct fractional {
    size_t count;
    double *coefficients; /* row t at t (t − 1) / 2 */
    double *spread;
};

static struct fractional fractional_make(size_t count, double d)
{
    struct fractional f = {count, calloc(count * count / 2 + 1, sizeof(double)),
                           calloc(count, sizeof(double))};
    if (!f.coefficients || !f.spread)
        exit(5);
    double variance = exp(lgamma(1.0 - 2.0 * d) - 2.0 * lgamma(1.0 - d));
    f.spread[0] = sqrt(variance);
    for (size_t t = 1; t < count; t++) {
        double *row = f.coefficients + t * (t - 1) / 2, partial = d / ((double)t - d);
        const double *before = t > 1 ? f.coefficients + (t - 1) * (t - 2) / 2 : NULL;
        for (size_t j = 0; j + 1 < t; j++)
            row[j] = before[j] - partial * before[t - 2 - j];
        row[t - 1] = partial;
        variance *= 1.0 - partial * partial;
        f.spread[t] = sqrt(variance);
    }
    return f;
}

static void fractional_draw(const struct fractional *f, struct dice *dice, double *values)
{
    for (size_t t = 0; t < f->count; t++) {
        const double *row = f->coefficients + (t ? t * (t - 1) / 2 : 0);
        double predicted = 0.0;
        for (size_t j = 0; j < t; j++)
            predicted += row[j] * values[t - 1 - j];
        values[t] = predicted + f->spread[t] * normal(dice);
    }
}

/* A series whose power falls as 1 / f^alpha at low frequencies, with white noise of `noise` times its own
   standard deviation over it. From alpha 1 on it is the running sum of a series of alpha − 2. */
static void series_draw(const struct fractional *f, double alpha, double noise, struct dice *dice,
                        double *values)
{
    fractional_draw(f, dice, values);
    double mean = 0.0, square = 0.0, n = (double)f->count;
    if (alpha >= 1.0)
        for (size_t t = 1; t < f->count; t++)
            values[t] += values[t - 1];
    for (size_t t = 0; t < f->count; t++) {
        mean += values[t] / n;
        square += values[t] * values[t] / n;
    }
    double deviation = sqrt(square - mean * mean);
    for (size_t t = 0; t < f->count; t++)
        values[t] += noise * deviation * normal(dice);
}

/* A rival: the same estimate, its error from the objective's curvature (Hurvich & Chen 2000). */
static struct exponent curvature(const double *power, size_t band)
{
    double mean_log = 0.0, spread = 0.0, value = spectrum_exponent(power, band).value;
    for (size_t j = 1; j <= band; j++)
        mean_log += log((double)j) / (double)band;
    for (size_t j = 1; j <= band; j++)
        spread += pow(log((double)j) - mean_log, 2.0);
    double error = 1.959963984540054 / sqrt(spread);
    return (struct exponent){value, value - error, value + error};
}

/* Another: log-periodogram regression (Geweke & Porter-Hudak 1983). */
static struct exponent regression(const double *power, size_t count, size_t band)
{
    double mean_x = 0.0, mean_y = 0.0, xx = 0.0, xy = 0.0;
    for (size_t j = 1; j <= band; j++) {
        mean_x += -2.0 * log(2.0 * sin(pi * (double)j / (double)count)) / (double)band;
        mean_y += log(power[j - 1]) / (double)band;
    }
    for (size_t j = 1; j <= band; j++) {
        double x = -2.0 * log(2.0 * sin(pi * (double)j / (double)count)) - mean_x;
        xx += x * x;
        xy += x * (log(power[j - 1]) - mean_y);
    }
    double d = xy / xx, error = 1.959963984540054 * pi / sqrt(6.0 * xx);
    return (struct exponent){2.0 * d, 2.0 * (d - error), 2.0 * (d + error)};
}

struct score {
    double bias, square, covered, width, told; /* told: share in which 0 lies outside the interval */
};

static void score_add(struct score *score, struct exponent got, double alpha, int repeats)
{
    score->bias += (got.value - alpha) / repeats;
    score->square += (got.value - alpha) * (got.value - alpha) / repeats;
    score->covered += (got.low <= alpha && alpha <= got.high) / (double)repeats;
    score->told += (got.low > 0.0) / (double)repeats;
    score->width += 0.5 * (got.high - got.low) / repeats;
}

static void score_print(const char *method, double power, size_t band, struct score score)
{
    printf("  %-10s n^%.2f (%4zu)  bias %+.3f  rmse %.3f  coverage %5.1f %%  half width %.2f  above 0 %5.1f "
           "%%\n",
           method, power, band, score.bias, sqrt(score.square), 100.0 * score.covered, score.width,
           100.0 * score.told);
}

struct rival {
    const char *name;
    double power; /* of the number of shots: how many frequencies are looked at */
};
static const struct rival rivals[] = {{"ours", 0.50},       {"ours", 0.55},      {"ours", 0.65},
                                      {"ours", 0.80},       {"curvature", 0.50}, {"regression", 0.50},
                                      {"regression", 0.65}, {"regression", 0.80}};
enum { RIVALS = sizeof rivals / sizeof *rivals };

static struct exponent rival_estimate(const struct rival *rival, const double *power, size_t count)
{
    size_t band = (size_t)pow((double)count, rival->power);
    if (rival->name[0] == 'o')
        return spectrum_exponent(power, band);
    return rival->name[0] == 'c' ? curvature(power, band) : regression(power, count, band);
}

static void exponent_case(size_t count, double alpha, double noise, int repeats)
{
    struct fractional f = fractional_make(count, alpha < 1.0 ? 0.5 * alpha : 0.5 * alpha - 1.0);
    struct dice dice = {20101 + count};
    struct score scores[RIVALS] = {{0}};
    double *values = calloc(2 * count, sizeof *values), *power = values + count;
    for (int repeat = 0; repeat < repeats; repeat++) {
        series_draw(&f, alpha, noise, &dice, values);
        periodogram(values, count, power, count / 2);
        for (int i = 0; i < RIVALS; i++)
            score_add(&scores[i], rival_estimate(&rivals[i], power, count), alpha, repeats);
    }
    printf("%zu shots, alpha %.1f, white noise %.1f\n", count, alpha, noise);
    for (int i = 0; i < RIVALS; i++)
        score_print(rivals[i].name, rivals[i].power, (size_t)pow((double)count, rivals[i].power), scores[i]);
    fflush(stdout);
    free(values);
    free(f.coefficients);
    free(f.spread);
}

/* No long memory at all, but each value leans on the one before: where does an estimate take that for a power
   law? */
static void short_memory_case(size_t count, double lean, int repeats)
{
    struct dice dice = {1970 + count};
    struct score scores[RIVALS] = {{0}};
    double *values = calloc(2 * count, sizeof *values), *power = values + count;
    for (int repeat = 0; repeat < repeats; repeat++) {
        values[0] = normal(&dice) / sqrt(1.0 - lean * lean);
        for (size_t t = 1; t < count; t++)
            values[t] = lean * values[t - 1] + normal(&dice);
        periodogram(values, count, power, count / 2);
        for (int i = 0; i < RIVALS; i++)
            score_add(&scores[i], rival_estimate(&rivals[i], power, count), 0.0, repeats);
    }
    printf("%zu shots, alpha 0, each %.1f of the one before\n", count, lean);
    for (int i = 0; i < RIVALS; i++)
        score_print(rivals[i].name, rivals[i].power, (size_t)pow((double)count, rivals[i].power), scores[i]);
    free(values);
}

static void short_memory(int repeats)
{
    static const size_t counts[] = {100, 200, 400, 1000};
    printf("# spectral exponent of series with short memory only, %d series a case\n", repeats);
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (double lean = 0.2; lean < 0.7; lean += 0.2)
            short_memory_case(counts[c], lean, repeats);
}

static void exponents(int repeats)
{
    static const size_t counts[] = {50, 100, 200, 400, 1000};
    static const double alphas[] = {0.0, 0.5, 0.9, 1.2};
    printf("# spectral exponent, %d series a case\n", repeats);
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (size_t a = 0; a < sizeof alphas / sizeof *alphas; a++)
            for (double noise = 0.0; noise <= 1.0; noise += 0.5)
                exponent_case(counts[c], alphas[a], noise, repeats);
}

/* How often log-normality is rejected at 5 %: of log-normal lengths (should be 5 %), of the same told in
   frames of 1/24 s, and of gamma lengths (a shape that it should reject). */
static void normality(int repeats)
{
    static const size_t counts[] = {20, 50, 100, 500, 1500, 5000};
    printf("# log-normality, rejected at 5 %%, %d series a case\n", repeats);
    double *values = calloc(5000, sizeof *values);
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        struct dice dice = {1995 + counts[c]};
        double rejected[3] = {0};
        for (int repeat = 0; repeat < 3 * repeats; repeat++) {
            int kind = repeat % 3;
            for (size_t i = 0; i < counts[c]; i++) {
                double length = kind == 2 ? gamma_variate(&dice, 2) : exp(log(3.0) + 0.8 * normal(&dice));
                if (kind == 1)
                    length = fmax(rint(24.0 * length), 1.0) / 24.0;
                values[i] = log(length);
            }
            qsort(values, counts[c], sizeof *values, by_value);
            rejected[kind] += (normality_test(values, counts[c]).p < 0.05) * 100.0 / repeats;
        }
        printf("%5zu shots: log-normal %5.1f %%, in frames %5.1f %%, gamma(2) %5.1f %%\n", counts[c],
               rejected[0], rejected[1], rejected[2]);
    }
    free(values);
}

/* A film whose mean shot length swings `swings` times between two tempi, log-normal lengths. */
static double tempo(double at, double swings)
{
    return 1.0 + 0.6 * cos(2.0 * pi * swings * at);
}

static size_t film_draw(struct dice *dice, size_t shots, double swings, struct density_point *points)
{
    double at = 0.0;
    size_t count = 0;
    for (;;) {
        /* mean 1: exp(normal × 0.8 − 0.32) */
        double length = exp(0.8 * normal(dice) - 0.32) / ((double)shots * tempo(at, swings));
        points[count++] = (struct density_point){at, 0.5};
        points[count++] = (struct density_point){fmin(at + length, 1.0), 0.5};
        at += length;
        if (at >= 1.0 || count + 2 > 4 * shots)
            return count;
    }
}

static double curve_error(const struct density_point *points, size_t count, double bandwidth, size_t shots,
                          double swings)
{
    double square = 0.0;
    for (int i = 0; i < 200; i++) {
        double at = (i + 0.5) / 200.0;
        double off = density_at(points, count, bandwidth, at) / (double)shots - tempo(at, swings);
        square += off * off / 200.0;
    }
    return sqrt(square);
}

static double silverman(const struct density_point *points, size_t count)
{
    double mean = 0.0, square = 0.0, n = (double)count;
    for (size_t i = 0; i < count; i++) {
        mean += points[i].at / n;
        square += points[i].at * points[i].at / n;
    }
    double deviation = sqrt(square - mean * mean);
    double iqr = points[3 * count / 4].at - points[count / 4].at;
    return 0.9 * fmin(deviation, iqr / 1.34) * pow(0.5 * n, -0.2);
}

static void density_case(size_t shots, double swings, int repeats)
{
    struct density_point *points = calloc(4 * shots + 2, sizeof *points);
    struct dice dice = {2010 + shots};
    double ours = 0.0, rival = 0.0, best = 0.0, width = 0.0, rival_width = 0.0;
    for (int repeat = 0; repeat < repeats; repeat++) {
        size_t count = film_draw(&dice, shots, swings, points);
        double bandwidth = density_bandwidth(points, count, fmax(2.0 / (double)count, 0.002), 0.25);
        double least = INFINITY;
        for (double h = 0.002; h < 0.3; h *= 1.15)
            least = fmin(least, curve_error(points, count, h, shots, swings));
        best += least / repeats;
        width += bandwidth / repeats;
        ours += curve_error(points, count, bandwidth, shots, swings) / repeats;
        rival_width += silverman(points, count) / repeats;
        rival += curve_error(points, count, silverman(points, count), shots, swings) / repeats;
    }
    printf(
        "%5zu shots, %4.1f swings: error %.3f (bandwidth %.3f); Silverman %.3f (%.3f); best possible %.3f\n",
        shots, swings, ours, width, rival, rival_width, best);
    free(points);
}

static void densities(int repeats)
{
    static const size_t counts[] = {100, 400, 1500};
    static const double swings[] = {0.5, 2.0, 5.0, 10.0};
    printf("# cut density, rms error as a share of the mean density, %d films a case\n", repeats);
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (size_t s = 0; s < sizeof swings / sizeof *swings; s++)
            density_case(counts[c], swings[s], repeats);
}

int main(int argc, char **argv)
{
    int repeats = argc > 1 ? atoi(argv[1]) : 1000;
    if (repeats < 1)
        return 2;
    densities(repeats < 100 ? repeats : 100);
    normality(repeats);
    short_memory(repeats);
    exponents(repeats);
    return 0;
}
