/* SPDX-License-Identifier: Apache-2.0 */
/* The stage's only mathematics. Nothing here calls the C library, so gcc and clang give the same bits at
 * every level of optimisation, as long as products and sums are not contracted (-ffp-contract=off). */
#ifndef STAGE_ARITHMETIC_H
#define STAGE_ARITHMETIC_H

#include <stdint.h>

/* Angles are in degrees. Within 1e-12 of the true value for |angle| < 1e6. */
double sine(double degrees);
double cosine(double degrees);
/* In degrees, -180 to 180; 0 where both are 0. */
double angle_of(double y, double x);

/* Within 1e-12 of the true value, relatively; `x` of logarithm2 and power above 0. */
double exponential2(double x);
double logarithm2(double x);
double power(double x, double exponent);
double square_root(double x);

/* 0 below `from`, 1 above `to`, between them 3t²-2t³. */
double smooth_step(double from, double to, double x);

/* 64 well mixed bits for every input, the finaliser of SplitMix64. */
static inline uint64_t scramble(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* A stream of random numbers that depends on the seed and its own name alone: drawing from "camera" never
 * changes what "palette" draws. */
struct stream {
    uint64_t state;
};

struct stream stream_of(uint64_t seed, const char *name);
/* In [0, 1). */
double draw(struct stream *stream);
double draw_between(struct stream *stream, double low, double high);
/* 0 to count - 1. */
int draw_one_of(struct stream *stream, int count);

/* Smooth noise in [0, 1] on a grid of whole numbers that repeats after `period` of them both ways. */
double noise_at(uint64_t seed, double x, double y, int period);
/* Octaves of it, each half as strong and twice as fine; in [0, 1]. */
double clouds_at(uint64_t seed, double x, double y, int period, int octaves);

#endif
