/* SPDX-License-Identifier: Apache-2.0 */
/* Filters of second order (R. Bristow-Johnson's cookbook), noise to run through them, and what both weigh. */
#ifndef STAGE_FILTER_H
#define STAGE_FILTER_H

#include "render/arithmetic.h"
#include "sound/soundtrack.h"

struct filter {
    double b0, b1, b2, a1, a2, s1, s2;
};

enum passes { pass_low, pass_high, pass_band };

static inline struct filter filter_of(enum passes passes, double hertz, double q)
{
    double turn = 360 * (hertz < 20000 ? hertz : 20000) / sample_rate;
    double c = cosine(turn), alpha = sine(turn) / (2 * q), whole = 1 + alpha;
    double edge = passes == pass_low ? (1 - c) / 2 : (1 + c) / 2;
    struct filter filter = {.a1 = -2 * c / whole, .a2 = (1 - alpha) / whole};
    filter.b0 = (passes == pass_band ? alpha : edge) / whole;
    filter.b1 = (passes == pass_band ? 0 : passes == pass_low ? 2 * edge : -2 * edge) / whole;
    filter.b2 = (passes == pass_band ? -alpha : edge) / whole;
    return filter;
}

static inline double filter_run(struct filter *filter, double x)
{
    double y = filter->b0 * x + filter->s1;
    filter->s1 = filter->b1 * x - filter->a1 * y + filter->s2;
    filter->s2 = filter->b2 * x - filter->a2 * y;
    return y;
}

/* White noise between -1 and 1: two values that know nothing of each other at every place. */
static inline void white_at(uint64_t seed, int64_t place, double *left, double *right)
{
    uint64_t bits = scramble(seed ^ ((uint64_t)place * UINT64_C(0xd1342543de82ef95)));
    *left = (double)(int32_t)(uint32_t)bits / 2147483648.0;
    *right = (double)(int32_t)(uint32_t)(bits >> 32) / 2147483648.0;
}

static inline double decibels(double level)
{
    return exponential2(level / 6.02059991327962390);
}

/* By what white noise must be multiplied so that after both filters its effective value is 1: a third is the
 * variance of even noise, and the sum of an impulse response's squares what a filter leaves of it. */
static inline double whole_after(struct filter a, struct filter b)
{
    double sum = 0;
    for (int i = 0; i < sample_rate / 2; i++) {
        double y = filter_run(&b, filter_run(&a, i == 0));
        sum += y * y;
    }
    return square_root(3 / sum);
}

/* Shares of a sound for the left and the right ear whose squares add up to 1. */
static inline void pan_shares(double pan, float *left, float *right)
{
    double turn = 45 * ((pan < -1 ? -1 : pan > 1 ? 1 : pan) + 1);
    *left = pan >= 1 ? 0 : (float)cosine(turn);
    *right = pan <= -1 ? 0 : (float)sine(turn);
}

#endif
