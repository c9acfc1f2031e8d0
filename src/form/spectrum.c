/* SPDX-License-Identifier: Apache-2.0 */
#include "form/spectrum.h"
#include <math.h>

static const double pi = 3.14159265358979323846;

void periodogram(const double *values, size_t count, double *power, size_t wanted)
{
    double mean = 0.0;
    for (size_t i = 0; i < count; i++)
        mean += values[i] / (double)count;
    for (size_t j = 1; j <= wanted; j++) {
        double angle = 2.0 * pi * (double)j / (double)count;
        double turn_x = cos(angle), turn_y = sin(angle), x = 1.0, y = 0.0, re = 0.0, im = 0.0;
        for (size_t i = 0; i < count; i++) {
            re += (values[i] - mean) * x;
            im += (values[i] - mean) * y;
            double turned = x * turn_x - y * turn_y;
            y = x * turn_y + y * turn_x;
            x = turned;
        }
        power[j - 1] = (re * re + im * im) / (2.0 * pi * (double)count);
    }
}

/* n^0.8: with a term for noise the band need not be as narrow as without (Hurvich, Moulines & Soulier 2005);
   bench/rhythm.c tries others. */
size_t spectrum_band(size_t count)
{
    size_t band = (size_t)pow((double)count, 0.8);
    return band < count / 2 ? band : count / 2;
}

/* The model of the spectrum is frequency^−alpha + noise: the mixture that Cutting, DeLong & Nothelfer (2010)
   found in the shot lengths of films. */
struct whittle {
    const double *power;
    const double *log_frequency; /* 0 at the band's highest */
    double *shape;               /* frequency^−alpha */
    size_t band;
};

enum { ALPHAS = 61, NOISE_STEPS = 20 };
static const double alpha_low = -1.0, alpha_step = 0.05;

static double alpha_at(int k)
{
    return alpha_low + alpha_step * k;
}

/* Robinson's (1995) objective, twice the band of which is minus twice the log-likelihood. */
static double objective(const struct whittle *whittle, double noise)
{
    double sum = 0.0, logs = 0.0;
    for (size_t j = 0; j < whittle->band; j++) {
        double model = whittle->shape[j] + noise;
        sum += whittle->power[j] / model;
        logs += log(model);
    }
    return log(sum / (double)whittle->band) + logs / (double)whittle->band;
}

static void set_alpha(const struct whittle *whittle, double alpha)
{
    for (size_t j = 0; j < whittle->band; j++)
        whittle->shape[j] = exp(-alpha * whittle->log_frequency[j]);
}

/* The least objective over noise: golden sections on log(1 + noise). */
static double least_over_noise(const struct whittle *whittle, double *noise)
{
    const double golden = 0.5 * (sqrt(5.0) - 1.0);
    double low = 0.0, high = log1p(300.0);
    double p = high - golden * (high - low), q = low + golden * (high - low);
    double at_p = objective(whittle, expm1(p)), at_q = objective(whittle, expm1(q));
    for (int step = 0; step < NOISE_STEPS; step++)
        if (at_p <= at_q) {
            high = q, q = p, at_q = at_p;
            p = high - golden * (high - low);
            at_p = objective(whittle, expm1(p));
        } else {
            low = p, p = q, at_p = at_q;
            q = low + golden * (high - low);
            at_q = objective(whittle, expm1(q));
        }
    double without = objective(whittle, 0.0), with = fmin(at_p, at_q);
    *noise = without <= with ? 0.0 : expm1(0.5 * (low + high));
    return fmin(without, with);
}

static int least_of(const double *values)
{
    int least = 0;
    for (int k = 1; k < ALPHAS; k++)
        if (values[k] < values[least])
            least = k;
    return least;
}

/* Between the grid's points: the lowest point of the parabola through three. */
static double refined(const double *values, int k)
{
    if (k == 0 || k == ALPHAS - 1)
        return alpha_at(k);
    double bend = values[k - 1] - 2.0 * values[k] + values[k + 1];
    double shift = bend > 0.0 ? 0.5 * (values[k - 1] - values[k + 1]) / bend : 0.0;
    return alpha_at(k) + alpha_step * fmin(fmax(shift, -0.5), 0.5);
}

/* Where the profile leaves `limit`, seen from the outside inwards. */
static double border(const double *profile, double limit, int from, int step)
{
    int k = from;
    while (profile[k] > limit)
        k += step;
    if (k == from)
        return alpha_at(k);
    double outside = profile[k - step], share = (limit - profile[k]) / (outside - profile[k]);
    return alpha_at(k) - step * alpha_step * share;
}

struct exponent spectrum_exponent(const double *power, size_t band, double *room)
{
    const double chi2_one_sided = 2.705543454, chi2 = 3.841458821; /* 5 % */
    double total = 0.0, with[ALPHAS], without[ALPHAS], noise[ALPHAS];
    for (size_t j = 0; j < band; j++) {
        total += power[j];
        room[j] = log((double)(j + 1) / (double)band);
    }
    if (band < 2 || !(total > 0.0))
        return (struct exponent){NAN, NAN, NAN, NAN};

    struct whittle whittle = {power, room, room + band, band};
    for (int k = 0; k < ALPHAS; k++) {
        set_alpha(&whittle, alpha_at(k));
        without[k] = objective(&whittle, 0.0);
        with[k] = least_over_noise(&whittle, &noise[k]);
    }
    int best = least_of(with), plain = least_of(without);
    double scale = 2.0 * (double)band, limit = with[best] + chi2 / scale;
    struct exponent exponent = {.value = refined(with, best),
                                .low = border(with, limit, 0, 1),
                                .high = border(with, limit, ALPHAS - 1, -1),
                                .noise = noise[best]};
    /* Noise only where the series asks for it (noise cannot be less than none, so the test has one side):
       else alpha of a white series would be anything. The interval always allows for noise. */
    if (scale * (without[plain] - with[best]) <= chi2_one_sided) {
        exponent.value = refined(without, plain);
        exponent.noise = 0.0;
    }
    return exponent;
}
