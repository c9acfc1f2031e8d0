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

static void find_highest(struct stretch_null *null, const double *heights, size_t films)
{
    for (size_t b = 0; b < films; b++) {
        double highest = -INFINITY;
        for (int look = 0; look < PST_LOOKS; look++) {
            double score = stretch_score(null, look, heights[b * PST_LOOKS + (size_t)look]);
            highest = score > highest ? score : highest;
        }
        if (highest > -INFINITY)
            null->highest[null->count++] = highest;
    }
    qsort(null->highest, null->count, sizeof *null->highest, rising);
}

bool stretch_null_find(struct stretch_null *null, const struct curves *references, size_t count, size_t scene,
                       size_t moments, size_t pseudo_films)
{
    struct curves film;
    struct scan scan;
    struct chance chance = {SEED};
    double *heights = malloc(pseudo_films * PST_LOOKS * sizeof *heights);
    *null = (struct stretch_null){.highest = malloc(pseudo_films * sizeof *null->highest)};
    bool room = scan_open(&scan, moments);
    room = curves_open(&film, moments) && room && heights && null->highest;
    for (size_t b = 0; room && b < pseudo_films; b++) {
        pseudo_film(references, count, scene, &chance, &film);
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
    free(null->highest);
    *null = (struct stretch_null){0};
}

double stretch_score(const struct stretch_null *null, int look, double height)
{
    return (height - null->mean[look]) / null->deviation[look];
}

bool stretch_highest(const struct stretch_null *null, const struct stretch_peaks *peaks, int *look,
                     double *score)
{
    *score = -INFINITY;
    for (int i = 0; i < PST_LOOKS; i++) {
        double one = stretch_score(null, i, peaks->look[i].height);
        if (one > *score) {
            *score = one;
            *look = i;
        }
    }
    return *score > -INFINITY;
}

double stretch_p(const struct stretch_null *null, double score)
{
    size_t low = 0, high = null->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (null->highest[middle] < score)
            low = middle + 1;
        else
            high = middle;
    }
    return (1.0 + (double)(null->count - low)) / (1.0 + (double)null->count);
}
