/* SPDX-License-Identifier: Apache-2.0 */
#include "odds.h"
#include <math.h>
#include <stdlib.h>

/* Of at least `hits` hits among `count`, each of that chance. */
static double chance_of_most(int hits, int count, double chance)
{
    double sum = 0;
    for (int k = hits; k <= count; k++) {
        double ways = lgamma(count + 1.0) - lgamma(k + 1.0) - lgamma(count - k + 1.0);
        sum += exp(ways + k * log(chance) + (count - k) * log1p(-chance));
    }
    return sum;
}

/* The chance at which at least `hits` of `count` are as likely as `wanted`. */
static double chance_where(int hits, int count, double wanted)
{
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (chance_of_most(hits, count, middle) < wanted)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

struct odds share_odds(int hits, int count)
{
    struct odds odds = {0, 1};
    if (hits > 0)
        odds.low = chance_where(hits, count, 0.025);
    if (hits < count)
        odds.high = chance_where(hits + 1, count, 0.975);
    return odds;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double even_odds(double *values, size_t count, double *distance)
{
    double farthest = 0, sum = 0, n = (double)count;
    qsort(values, count, sizeof *values, ascending);
    for (size_t i = 0; i < count; i++) {
        farthest = fmax(farthest, fabs(((double)i + 1) / n - values[i]));
        farthest = fmax(farthest, fabs(values[i] - (double)i / n));
    }
    if (distance)
        *distance = farthest;
    double scaled = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) * farthest;
    for (int k = 1; k <= 100; k++)
        sum += (k % 2 ? 2 : -2) * exp(-2.0 * k * k * scaled * scaled);
    return count == 0 ? (double)NAN : scaled < 0.2 ? 1 : fmin(fmax(sum, 0), 1);
}

static void rank(const double *values, size_t count, double *ranks)
{
    for (size_t i = 0; i < count; i++) {
        double below = 0, equal = 0;
        for (size_t k = 0; k < count; k++) {
            below += values[k] < values[i];
            equal += values[k] == values[i];
        }
        ranks[i] = below + (equal + 1) / 2;
    }
}

double rank_correlation(const double *x, const double *y, size_t count)
{
    double a[64], b[64], mean = ((double)count + 1) / 2, both = 0, squares_a = 0, squares_b = 0;
    rank(x, count, a);
    rank(y, count, b);
    for (size_t i = 0; i < count; i++) {
        both += (a[i] - mean) * (b[i] - mean);
        squares_a += (a[i] - mean) * (a[i] - mean);
        squares_b += (b[i] - mean) * (b[i] - mean);
    }
    double scale = sqrt(squares_a * squares_b);
    return scale > 0 ? both / scale : (double)NAN;
}

double middle_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, ascending);
    return count == 0 ? (double)NAN : (values[(count - 1) / 2] + values[count / 2]) / 2;
}
