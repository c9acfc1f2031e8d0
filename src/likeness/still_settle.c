/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/still_settle.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares of a picture that a still may be the middle of, in hundredths. */
enum { LEAST_SHARE = 80, WHOLE = 100, POWERS = 4, LOOKS = 6 };
/* Beyond so many of their median, residuals of the grade count no more: text over the picture. */
static const double outlying = 3;
/* So much less alike, or within what chance does, pictures cannot be told apart. */
static const double as_like = 0.05;
/* Pictures that correlate so with the near one, and those BESIDE it, are asked: of others the mean would be
   nobody's picture. */
static const double same_view = 0.95;
enum { BESIDE = 12 };

/* What is held against each other: samples of the middle of a picture, the still's beside them. */
struct settling {
    const struct still_shot *shot;
    const struct plane *still;
    bool mirrored;
    double share; /* of the picture that the still is */
    int width, height;
    size_t samples;
    double *seen, *mean, *rest, *slope, *now; /* of the still; of all that are asked; see take_grade */
    bool *asked;                              /* a picture each */
};

static double sample(const uint16_t *data, int stride, int width, int height, double x, double y)
{
    x = fmin(fmax(x, 0), width - 1);
    y = fmin(fmax(y, 0), height - 1);
    int left = (int)x, top = (int)y, right = left + 1 < width ? left + 1 : left,
        below = top + 1 < height ? top + 1 : top;
    const uint16_t *a = data + (ptrdiff_t)top * stride, *b = data + (ptrdiff_t)below * stride;
    double upper = a[left] + (x - left) * (a[right] - a[left]),
           lower = b[left] + (x - left) * (b[right] - b[left]);
    return (upper + (y - top) * (lower - upper)) / 65280;
}

static void set_share(struct settling *s, double share)
{
    s->share = share;
    s->width = (int)(s->shot->width * share);
    s->height = (int)(s->shot->height * share);
    s->samples = (size_t)s->width * (size_t)s->height;
}

static void take_still(struct settling *s)
{
    const struct plane *p = s->still;
    for (int y = 0; y < s->height; y++)
        for (int x = 0; x < s->width; x++) {
            int from = s->mirrored ? s->width - 1 - x : x;
            s->seen[y * s->width + x] =
                sample(p->data, p->stride, p->width, p->height, (from + 0.5) * p->width / s->width - 0.5,
                       (y + 0.5) * p->height / s->height - 0.5);
        }
}

static void take_picture(const struct settling *s, size_t at, double *to)
{
    const struct still_shot *shot = s->shot;
    const uint16_t *data = shot->pictures + at * (size_t)shot->width * (size_t)shot->height;
    double wide = shot->width * s->share, high = shot->height * s->share, left = (shot->width - wide) / 2,
           top = (shot->height - high) / 2;
    for (int y = 0; y < s->height; y++)
        for (int x = 0; x < s->width; x++)
            to[y * s->width + x] =
                sample(data, shot->width, shot->width, shot->height, left + (x + 0.5) * wide / s->width - 0.5,
                       top + (y + 0.5) * high / s->height - 0.5);
}

static double correlation(const double *a, const double *b, size_t count)
{
    double sum_a = 0, sum_b = 0, ab = 0, aa = 0, bb = 0, n = (double)count;
    for (size_t i = 0; i < count; i++) {
        sum_a += a[i];
        sum_b += b[i];
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    double of_a = aa - sum_a * sum_a / n, of_b = bb - sum_b * sum_b / n;
    return of_a > 0 && of_b > 0 ? (ab - sum_a * sum_b / n) / sqrt(of_a * of_b) : 0;
}

/* Who is asked, and their mean. */
static void take_mean(struct settling *s, size_t near)
{
    double *nearest = s->rest, count = 0;
    take_picture(s, near, nearest);
    memset(s->mean, 0, s->samples * sizeof *s->mean);
    for (size_t k = 0; k < s->shot->count; k++) {
        take_picture(s, k, s->now);
        s->asked[k] = s->shot->there[k] && ((k + BESIDE >= near && k <= near + BESIDE) ||
                                            correlation(s->now, nearest, s->samples) >= same_view);
        count += s->asked[k];
        for (size_t i = 0; i < s->samples && s->asked[k]; i++)
            s->mean[i] += s->now[i];
    }
    for (size_t i = 0; i < s->samples; i++)
        s->mean[i] /= count;
}

/* Solves the normal equations; the matrix is lost. A power that the picture cannot tell stays 0. */
static void solve(double m[POWERS][POWERS + 1], double to[POWERS])
{
    for (int i = 0; i < POWERS; i++) {
        for (int k = i + 1; k < POWERS; k++) {
            double by = m[i][i] > 1e-9 ? m[k][i] / m[i][i] : 0;
            for (int j = i; j <= POWERS; j++)
                m[k][j] -= by * m[i][j];
        }
    }
    for (int i = POWERS - 1; i >= 0; i--) {
        double rest = m[i][POWERS];
        for (int j = i + 1; j < POWERS; j++)
            rest -= m[i][j] * to[j];
        to[i] = m[i][i] > 1e-9 ? rest / m[i][i] : 0;
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_rest(struct settling *s, size_t step)
{
    size_t count = 0;
    for (size_t i = 0; i < s->samples; i += step)
        s->now[count++] = fabs(s->rest[i]);
    qsort(s->now, count, sizeof *s->now, ascending);
    return s->now[count / 2];
}

/* The still's luma as a cubic of the mean picture's, by every `step`th sample: that takes a grade. What is
   left over is `rest`; large residuals count less from look to look. The median one is returned. */
static double fit_grade(struct settling *s, size_t step, double grade[POWERS])
{
    double bound = INFINITY, median = 0;
    memset(grade, 0, POWERS * sizeof *grade);
    for (int look = 0; look < LOOKS; look++) {
        double m[POWERS][POWERS + 1] = {{0}};
        for (size_t i = 0; i < s->samples; i += step) {
            double x = 2 * s->mean[i] - 1, powers[POWERS + 1] = {1, x, x * x, x * x * x, s->seen[i]};
            double weight = look > 0 && fabs(s->rest[i]) > bound ? bound / fabs(s->rest[i]) : 1;
            for (int k = 0; k < POWERS; k++)
                for (int j = 0; j <= POWERS; j++)
                    m[k][j] += weight * powers[k] * powers[j];
        }
        solve(m, grade);
        for (size_t i = 0; i < s->samples; i += step) {
            double x = 2 * s->mean[i] - 1;
            s->rest[i] = s->seen[i] - (grade[0] + x * (grade[1] + x * (grade[2] + x * grade[3])));
        }
        median = median_rest(s, step);
        bound = fmax(outlying * median, 1e-6);
    }
    return median;
}

/* How much of a picture the still shows: where least is left of it beside the near one. */
static void find_share(struct settling *s, size_t near)
{
    enum { STEP = 3, FEWEST = 16 * POWERS };
    double least = INFINITY, share = 1, grade[POWERS];
    for (int hundredths = WHOLE; hundredths >= LEAST_SHARE; hundredths--) {
        set_share(s, hundredths / 100.0);
        if (s->samples < STEP * FEWEST && hundredths < WHOLE)
            break;
        take_still(s);
        take_picture(s, near, s->mean);
        double left = fit_grade(s, STEP, grade);
        if (left < least) {
            least = left;
            share = s->share;
        }
    }
    set_share(s, share);
    take_still(s);
}

/* How a change of the picture shows in the still, `slope`, and `rest` without the still's large residuals. */
static void take_grade(struct settling *s)
{
    double grade[POWERS], bound = fmax(outlying * fit_grade(s, 1, grade), 1e-6);
    for (size_t i = 0; i < s->samples; i++) {
        double x = 2 * s->mean[i] - 1;
        s->slope[i] = fmax(2 * (grade[1] + x * (2 * grade[2] + x * 3 * grade[3])), 0);
        s->rest[i] = fmin(fmax(s->rest[i], -bound), bound);
    }
}

/* Of what sets the picture apart from the mean, bounded as well, and what is left over of the still. */
static double alike(struct settling *s, size_t at)
{
    double both = 0, of_still = 0, of_picture = 0;
    take_picture(s, at, s->now);
    for (size_t i = 0; i < s->samples; i++) {
        double apart = s->slope[i] * (s->now[i] - s->mean[i]);
        both += apart * s->rest[i];
        of_still += s->rest[i] * s->rest[i];
        of_picture += apart * apart;
    }
    return of_still > 0 && of_picture > 0 ? both / sqrt(of_still * of_picture) : 0;
}

static bool choose(struct settling *s, size_t near, struct still_settled *to)
{
    size_t count = s->shot->count;
    double *all = calloc(count + 1, sizeof *all), chance = 2 / sqrt((double)s->samples);
    if (!all)
        return false;
    to->at = near;
    all[near] = alike(s, near);
    for (size_t k = 0; k < count; k++) {
        all[k] = s->asked[k] ? alike(s, k) : -1;
        to->at = all[k] > all[to->at] ? k : to->at;
    }
    to->alike = all[to->at];
    to->chance = 2 * chance;
    double least = to->alike - fmax(as_like * to->alike, chance);
    to->first = to->last = to->at;
    while (to->first > 0 && all[to->first - 1] >= least)
        to->first--;
    while (to->last + 1 < count && all[to->last + 1] >= least)
        to->last++;
    free(all);
    return true;
}

bool still_settle(const struct plane *still, bool mirrored, const struct still_shot *shot, size_t near,
                  struct still_settled *to)
{
    size_t room = (size_t)shot->width * (size_t)shot->height;
    double *held = calloc(5 * room + 1, sizeof *held);
    struct settling s = {.shot = shot,
                         .still = still,
                         .mirrored = mirrored,
                         .asked = calloc(shot->count + 1, sizeof *s.asked)};
    double **const parts[] = {&s.seen, &s.mean, &s.rest, &s.slope, &s.now};
    bool told = held && s.asked;
    for (size_t i = 0; i < 5 && told; i++)
        *parts[i] = held + i * room;
    if (told) {
        find_share(&s, near);
        take_mean(&s, near);
        take_grade(&s);
        told = choose(&s, near, to);
    }
    free(s.asked);
    free(held);
    return told;
}
