/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/part_contrast.h"
#include "likeness/signature.h"
#include <math.h>
#include <stdlib.h>

#define MOST_CORRELATION 0.95
#define TAIL 0.05 /* outside the interval */

struct ranked {
    double value, rank;
    size_t index; /* inside first, then outside */
};

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Equals share their mean rank; the smallest is 1. */
static void rank_all(struct ranked *all, size_t count)
{
    qsort(all, count, sizeof *all, by_value);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && all[end].value == all[i].value;)
            end++;
        for (size_t k = i; k < end; k++)
            all[k].rank = (double)(i + end + 1) / 2;
    }
}

/* Rank among all, and how many of the other side are below it: its placement there, 0..1 (Orban & Wolfe
   1982). */
struct placed {
    double rank, placement;
};

static double median(const struct ranked *sorted, size_t count)
{
    return (sorted[(count - 1) / 2].value + sorted[count / 2].value) / 2;
}

static size_t nearest(const struct contrast_side *side, double to)
{
    size_t best = 0;
    for (size_t i = 1; i < side->count; i++)
        if (fabs(side->values[i] - to) < fabs(side->values[best] - to))
            best = i;
    return best;
}

/* The side's own ranks; `all_ranks` are those among both. */
static void place_side(const struct contrast_side *side, size_t others, const double *all_ranks,
                       struct ranked *work, struct placed *placed, double *middle, size_t *typical)
{
    for (size_t i = 0; i < side->count; i++)
        work[i] = (struct ranked){side->values[i], 0, i};
    rank_all(work, side->count);
    *middle = median(work, side->count);
    *typical = nearest(side, *middle);
    for (size_t i = 0; i < side->count; i++) {
        size_t k = work[i].index;
        placed[k] = (struct placed){all_ranks[k], (all_ranks[k] - work[i].rank) / (double)others};
    }
}

static double mean_placement(const struct placed *placed, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += placed[i].placement;
    return sum / (double)count;
}

/* Of ranks from one shot to the next, over both sides, without the sides' difference; corrected for its bias
   (Kendall 1954). 0 where it is negative: that makes no interval too narrow. */
struct correlation {
    double products, squares, pairs, count;
};

static void correlate(const struct contrast_side *side, const struct placed *placed, struct correlation *c)
{
    double mean = 0, squares = 0, products = 0;
    for (size_t i = 0; i < side->count; i++)
        mean += placed[i].rank / (double)side->count;
    for (size_t i = 0; i < side->count; i++) {
        double here = placed[i].rank - mean;
        squares += here * here;
        if (i > 0 && side->places[i] == side->places[i - 1] + 1) {
            products += here * (placed[i - 1].rank - mean);
            c->pairs++;
        }
    }
    c->products += products;
    c->squares += squares;
    c->count += (double)side->count;
}

static double correlation_of(const struct correlation *c)
{
    if (!(c->squares > 0) || !(c->pairs > 0))
        return 0;
    double r = c->products / c->pairs / (c->squares / c->count);
    r += (1 + 4 * r) / c->count;
    return fmin(fmax(r, 0), MOST_CORRELATION);
}

/* At least as long as a scene, and as long as makes the error of the variance least where each shot depends
   on the one before it (Carlstein 1986); a few blocks there must be. */
static size_t block_length(double correlation, size_t count)
{
    enum { SCENE = 16, FEWEST = 4 };
    double r = correlation * correlation, best = 1 + cbrt(4 * r / ((1 - r) * (1 - r)) * (double)count);
    double length = fmin(fmax(best, SCENE), (double)count / FEWEST);
    return length > 1 ? (size_t)length : 1;
}

/* The variance of a mean of circular blocks drawn at random (Künsch 1989, Politis & Romano 1992), as it is
   for infinitely many draws, corrected for the mean's being the sample's own. */
static double block_variance(const struct placed *placed, size_t count, size_t length, double mean)
{
    double sum = 0, squares = 0, n = (double)count, l = (double)length;
    for (size_t i = 0; i < length; i++)
        sum += placed[i].placement - mean;
    for (size_t i = 0; i < count; i++) {
        squares += sum * sum;
        sum += placed[(i + length) % count].placement - placed[i].placement;
    }
    return squares / n / l / n * n / (n - l);
}

/* Of one placement. */
static double variance_of(const struct placed *placed, size_t count, double mean)
{
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (placed[i].placement - mean) * (placed[i].placement - mean);
    return squares / (double)count;
}

/* What is known of a side's mean placement. */
struct spread {
    double count, mean, single, blocks; /* variances: of one placement, of the mean by blocks */
    double variance, independent;       /* of the mean; how many independent shots it stands for */
};

static struct spread spread_of(const struct placed *placed, size_t count, double correlation)
{
    struct spread s = {.count = (double)count, .mean = mean_placement(placed, count)};
    s.single = variance_of(placed, count, s.mean);
    s.blocks = block_variance(placed, count, block_length(correlation, count), s.mean);
    return s;
}

/* How many times as wide shots' being alike makes the variance of a mean: as where each depends on the one
   before it, or as the blocks of both sides together tell, whichever is more. */
static double inflation_of(double correlation, const struct spread *in, const struct spread *out)
{
    double blocks = in->blocks * in->count * in->count + out->blocks * out->count * out->count;
    double single = in->single * in->count + out->single * out->count;
    return fmax((1 + correlation) / (1 - correlation), single > 0 ? blocks / single : 1);
}

static void inflate(struct spread *s, double inflation)
{
    double rest = 1 - fmin(inflation / s->count, 0.8); /* the sample's own variance is so much too small */
    s->variance = fmax(s->blocks, s->single / s->count * inflation / rest);
    s->independent = fmax(s->count / inflation, 2);
}

/* Every shot on one side of every other: what so many independent shots can tell (Clopper & Pearson 1934). */
static void tell_apart(struct part_contrast *c, double independent)
{
    double bound = pow(TAIL / 2, 1 / independent);
    c->low = c->superiority > 0.5 ? bound : 0;
    c->high = c->superiority > 0.5 ? 1 : 1 - bound;
    c->p = fmin(1, 2 * pow(0.5, independent));
}

/* On the log odds, where the interval stays between 0 and 1; degrees of freedom as Welch and Satterthwaite
   count them. */
static void tell_interval(struct part_contrast *c, struct spread in, struct spread out)
{
    double a = c->superiority, variance = in.variance + out.variance;
    if (a <= 0 || a >= 1) {
        tell_apart(c, fmin(in.independent, out.independent));
        return;
    }
    if (!(variance > 0)) {
        c->low = c->high = a;
        c->p = 1;
        return;
    }
    double freedom = variance * variance /
                     (in.variance * in.variance / (in.independent - 1) +
                      out.variance * out.variance / (out.independent - 1));
    double odds = log(a / (1 - a)), error = sqrt(variance) / (a * (1 - a));
    double reach = student_quantile(TAIL, freedom) * error;
    c->low = 1 / (1 + exp(reach - odds));
    c->high = 1 / (1 + exp(-reach - odds));
    c->p = student_p(odds / error, freedom);
}

static void find(const struct contrast_side *in, const struct contrast_side *out, struct ranked *work,
                 double *ranks, struct placed *placed, struct part_contrast *c)
{
    size_t all = in->count + out->count;
    for (size_t i = 0; i < all; i++)
        work[i] = (struct ranked){i < in->count ? in->values[i] : out->values[i - in->count], 0, i};
    rank_all(work, all);
    for (size_t i = 0; i < all; i++)
        ranks[work[i].index] = work[i].rank;
    struct placed *inside = placed, *outside = placed + in->count;
    place_side(in, out->count, ranks, work, inside, &c->median_inside, &c->typical_inside);
    place_side(out, in->count, ranks + in->count, work, outside, &c->median_outside, &c->typical_outside);
    struct correlation correlation = {0};
    correlate(in, inside, &correlation);
    correlate(out, outside, &correlation);
    double r = correlation_of(&correlation);
    struct spread here = spread_of(inside, in->count, r), there = spread_of(outside, out->count, r);
    double inflation = inflation_of(r, &here, &there);
    inflate(&here, inflation);
    inflate(&there, inflation);
    c->superiority = here.mean;
    tell_interval(c, here, there);
}

bool find_part_contrast(const struct contrast_side *inside, const struct contrast_side *outside,
                        struct part_contrast *contrast)
{
    size_t count = inside->count + outside->count;
    struct ranked *work = calloc(count, sizeof *work);
    struct placed *placed = calloc(count, sizeof *placed);
    double *ranks = calloc(count, sizeof *ranks);
    bool good = work && placed && ranks;
    if (good)
        find(inside, outside, work, ranks, placed, contrast);
    free(work);
    free(placed);
    free(ranks);
    return good;
}

static int by_p(const void *a, const void *b)
{
    double x = **(const double *const *)a, y = **(const double *const *)b;
    return x < y ? -1 : x > y;
}

bool correct_holm(double *p, size_t count)
{
    double **order = calloc(count + 1, sizeof *order), least = 0;
    size_t told = 0;
    if (!order)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i]))
            order[told++] = &p[i];
    if (told)
        qsort(order, told, sizeof *order, by_p);
    for (size_t i = 0; i < told; i++) {
        least = fmax(least, fmin(1, *order[i] * (double)(told - i)));
        *order[i] = least;
    }
    free(order);
    return true;
}
