/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/stretch_null.h"
#include "likeness/pseudo_film.h"
#include <math.h>
#include <stdlib.h>

static const uint64_t SEED = 1895; /* any; one, so that the same question has the same answer */

struct scan_bounds stretch_bounds(size_t moments)
{
    size_t shortest = (size_t)ceil(0.02 * (double)moments), longest = (size_t)(0.3 * (double)moments);
    return (struct scan_bounds){shortest < 3 ? 3 : shortest, longest};
}

struct stretch_peaks stretch_peaks(const struct curves *curves, struct scan *scan)
{
    struct stretch_peaks peaks;
    for (int look = 0; look < PST_LOOKS; look++) {
        scan_take(scan, curves->look[look], curves->count);
        peaks.look[look] = scan_best(scan, stretch_bounds(curves->count));
    }
    return peaks;
}

static void find_moments(struct stretch_null *null, const double *heights, size_t films, int look)
{
    double sum = 0, squares = 0;
    size_t told = 0;
    for (size_t b = 0; b < films; b++) {
        double height = heights[b * PST_LOOKS + (size_t)look];
        if (isnan(height))
            continue;
        sum += height;
        squares += height * height;
        told++;
    }
    double count = (double)told, mean = sum / count, variance = squares / count - mean * mean;
    bool tells = told > films / 2 && variance > 1e-12;
    null->mean[look] = tells ? mean : (double)NAN;
    null->deviation[look] = tells ? sqrt(variance) : (double)NAN;
}

static enum stretch_family family_of(int look)
{
    return look == PST_TOGETHER ? FAMILY_TOGETHER : FAMILY_FACETS;
}

/* How many of the rising values are at least x. */
static size_t at_least(const double *values, size_t count, double x)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (values[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return count - low;
}

static double family_p(const struct stretch_null *null, enum stretch_family family, double score)
{
    double count = (double)null->count, reach = (double)at_least(null->highest[family], null->count, score);
    return (1 + reach) / (1 + count);
}

static double shared_p(const struct stretch_null *null, enum stretch_family family, double score)
{
    double share = family == FAMILY_TOGETHER ? SHARE_OF_TOGETHER : 1 - SHARE_OF_TOGETHER;
    return family_p(null, family, score) / share;
}

/* A film without a window in a family lies below all others there. */
static void score_film(const struct stretch_null *null, const double *heights, double scores[FAMILIES])
{
    scores[FAMILY_TOGETHER] = scores[FAMILY_FACETS] = -INFINITY;
    for (int look = 0; look < PST_LOOKS; look++) {
        double score = stretch_score(null, look, heights[look]), *highest = &scores[family_of(look)];
        *highest = score > *highest ? score : *highest;
    }
}

static void find_highest(struct stretch_null *null, const double *heights, size_t films)
{
    double scores[FAMILIES];
    for (size_t b = 0; b < films; b++) {
        score_film(null, heights + b * PST_LOOKS, scores);
        for (int family = 0; family < FAMILIES; family++)
            null->highest[family][b] = scores[family];
    }
    null->count = films;
    for (int family = 0; family < FAMILIES; family++)
        qsort(null->highest[family], films, sizeof(double), rising);
    for (size_t b = 0; b < films; b++) {
        score_film(null, heights + b * PST_LOOKS, scores);
        null->least[b] = fmin(shared_p(null, FAMILY_TOGETHER, scores[FAMILY_TOGETHER]),
                              shared_p(null, FAMILY_FACETS, scores[FAMILY_FACETS]));
    }
    qsort(null->least, films, sizeof *null->least, rising);
}

bool stretch_null_find(struct stretch_null *null, const struct departure_scale *scale,
                       const struct curves *references, size_t count, size_t scene, size_t moments,
                       size_t pseudo_films)
{
    struct curves film;
    struct scan scan;
    struct chance chance = {SEED};
    const struct straying straying = straying_of(references, count);
    double *heights = malloc(pseudo_films * PST_LOOKS * sizeof *heights);
    double *values = malloc((FAMILIES + 1) * pseudo_films * sizeof *values);
    *null =
        (struct stretch_null){.highest = {values, values + pseudo_films}, .least = values + 2 * pseudo_films};
    bool room = scan_open(&scan, moments);
    room = curves_open(&film, moments) && room && heights && values;
    for (size_t b = 0; room && b < pseudo_films; b++) {
        pseudo_film(scale, &straying, references, count, scene, &chance, &film);
        struct stretch_peaks peaks = stretch_peaks(&film, &scan);
        for (size_t look = 0; look < PST_LOOKS; look++)
            heights[b * PST_LOOKS + look] = peaks.look[look].height;
    }
    for (int look = 0; room && look < PST_LOOKS; look++)
        find_moments(null, heights, pseudo_films, look);
    if (room)
        find_highest(null, heights, pseudo_films);
    free(heights);
    curves_release(&film);
    scan_release(&scan);
    return room;
}

void stretch_null_release(struct stretch_null *null)
{
    free(null->highest[0]);
    *null = (struct stretch_null){0};
}

double stretch_score(const struct stretch_null *null, int look, double height)
{
    return (height - null->mean[look]) / null->deviation[look];
}

double stretch_family_p(const struct stretch_null *null, int look, double score)
{
    return family_p(null, family_of(look), score);
}

double stretch_shared_p(const struct stretch_null *null, int look, double score)
{
    return shared_p(null, family_of(look), score);
}

bool stretch_highest(const struct stretch_null *null, const struct stretch_peaks *peaks, int *look,
                     double *score)
{
    double least = INFINITY;
    *score = -INFINITY;
    for (int i = 0; i < PST_LOOKS; i++) {
        double one = stretch_score(null, i, peaks->look[i].height);
        double p = isnan(one) ? INFINITY : stretch_shared_p(null, i, one);
        if (p < least || (p == least && one > *score)) {
            least = p;
            *score = one;
            *look = i;
        }
    }
    return least < INFINITY;
}

double stretch_p(const struct stretch_null *null, int look, double score)
{
    double p = stretch_shared_p(null, look, score) * (1 + 1e-9); /* equals count */
    size_t as_small = null->count - at_least(null->least, null->count, p);
    return (1 + (double)as_small) / (1 + (double)null->count);
}
