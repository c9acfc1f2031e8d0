/* SPDX-License-Identifier: Apache-2.0 */
#include "render/arithmetic.h"

#include <string.h>

static const double pi = 3.14159265358979323846;

static double whole_below(double x)
{
    double whole = (double)(int64_t)x;
    return whole > x ? whole - 1 : whole;
}

/* Taylor's series for |x| <= pi/4: the first term left out is below 1e-16. */
static double sine_near_0(double x)
{
    double s = x * x, sum = 1, term = 1;
    for (int i = 1; i <= 8; i++) {
        term = term * -s / ((2 * i) * (2 * i + 1));
        sum += term;
    }
    return x * sum;
}

static double cosine_near_0(double x)
{
    double s = x * x, sum = 1, term = 1;
    for (int i = 1; i <= 8; i++) {
        term = term * -s / ((2 * i - 1) * (2 * i));
        sum += term;
    }
    return sum;
}

double sine(double degrees)
{
    double quarters = whole_below(degrees / 90 + 0.5);
    double x = (degrees - quarters * 90) * (pi / 180);
    switch ((int64_t)quarters & 3) {
    case 0: return sine_near_0(x);
    case 1: return cosine_near_0(x);
    case 2: return -sine_near_0(x);
    default: return -cosine_near_0(x);
    }
}

double cosine(double degrees)
{
    return sine(degrees + 90);
}

/* For 0 <= t <= 1: halved twice by atan(t) = 2 atan(t / (1 + sqrt(1 + t²))), then the series. */
static double arc_tangent(double t)
{
    for (int i = 0; i < 2; i++)
        t = t / (1 + square_root(1 + t * t));
    double s = t * t, sum = 0, term = t;
    for (int i = 0; i < 12; i++) {
        sum += term / (2 * i + 1);
        term = term * -s;
    }
    return 4 * sum;
}

double angle_of(double y, double x)
{
    double up = y < 0 ? -y : y, along = x < 0 ? -x : x;
    if (up == 0 && along == 0)
        return 0;
    double angle = up <= along ? arc_tangent(up / along) : pi / 2 - arc_tangent(along / up);
    angle *= 180 / pi;
    if (x < 0)
        angle = 180 - angle;
    return y < 0 ? -angle : angle;
}

double exponential2(double x)
{
    if (x < -1000)
        return 0;
    if (x > 1000)
        x = 1000;
    double whole = whole_below(x + 0.5), rest = (x - whole) * 0.69314718055994530942;
    double sum = 1, term = 1;
    for (int i = 1; i <= 13; i++) {
        term = term * rest / i;
        sum += term;
    }
    uint64_t bits = (uint64_t)((int64_t)whole + 1023) << 52;
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return sum * scale;
}

/* log2(m · 2^e) with m in [0.75, 1.5): 2 atanh((m-1)/(m+1)) / ln 2 + e. */
double logarithm2(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int exponent = (int)(bits >> 52 & 2047) - 1023;
    bits = (bits & UINT64_C(0xfffffffffffff)) | UINT64_C(0x3ff0000000000000);
    double m;
    memcpy(&m, &bits, sizeof m);
    if (m >= 1.5) {
        m /= 2;
        exponent++;
    }
    double t = (m - 1) / (m + 1), s = t * t, sum = 0, part = t;
    for (int i = 0; i < 12; i++) {
        sum += part / (2 * i + 1);
        part *= s;
    }
    return exponent + 2 * sum * 1.44269504088896340736;
}

double power(double x, double exponent)
{
    return x <= 0 ? 0 : exponential2(exponent * logarithm2(x));
}

/* The processor's own square root is exact by IEEE 754, so this is the C library's without errno. */
double square_root(double x)
{
    return x <= 0 ? 0 : __builtin_sqrt(x);
}

double smooth_step(double from, double to, double x)
{
    double t = x <= from ? 0 : x >= to ? 1 : (x - from) / (to - from);
    return t * t * (3 - 2 * t);
}

struct stream stream_of(uint64_t seed, const char *name)
{
    uint64_t state = scramble(seed);
    for (; *name; name++)
        state = scramble(state ^ (unsigned char)*name);
    return (struct stream){state};
}

double draw(struct stream *stream)
{
    stream->state += UINT64_C(0x9e3779b97f4a7c15);
    return (double)(scramble(stream->state) >> 11) / 9007199254740992.0;
}

double draw_between(struct stream *stream, double low, double high)
{
    return low + (high - low) * draw(stream);
}

int draw_one_of(struct stream *stream, int count)
{
    return (int)(draw(stream) * count);
}

static uint64_t wrapped(int64_t x, int period)
{
    int64_t rest = x % period;
    return (uint64_t)(rest < 0 ? rest + period : rest);
}

static double corner(uint64_t seed, uint64_t x, uint64_t y)
{
    return (double)(scramble(seed ^ scramble(x << 32 | y)) >> 11) / 9007199254740992.0;
}

double noise_at(uint64_t seed, double x, double y, int period)
{
    double left = whole_below(x), top = whole_below(y);
    double fx = smooth_step(0, 1, x - left), fy = smooth_step(0, 1, y - top);
    uint64_t x0 = wrapped((int64_t)left, period), y0 = wrapped((int64_t)top, period);
    uint64_t x1 = x0 + 1 == (uint64_t)period ? 0 : x0 + 1, y1 = y0 + 1 == (uint64_t)period ? 0 : y0 + 1;
    double a = corner(seed, x0, y0), b = corner(seed, x1, y0);
    double c = corner(seed, x0, y1), d = corner(seed, x1, y1);
    double upper = a + (b - a) * fx, lower = c + (d - c) * fx;
    return upper + (lower - upper) * fy;
}

double clouds_at(uint64_t seed, double x, double y, int period, int octaves)
{
    double sum = 0, weight = 1, all = 0;
    for (int i = 0; i < octaves; i++) {
        sum += weight * noise_at(seed + (uint64_t)i, x, y, period);
        all += weight;
        weight /= 2;
        x *= 2;
        y *= 2;
        period *= 2;
    }
    return sum / all;
}
