/* SPDX-License-Identifier: Apache-2.0 */
/* How high the highest window of a film stands that is one more of the series. */
#ifndef PST_STRETCH_NULL_H
#define PST_STRETCH_NULL_H

#include "likeness/departure.h"
#include "likeness/scan.h"

/* Two questions are asked: of all facets together, and of the facet that stands out most. What breaks away
   mostly does so in several facets, so the first has the larger share of the chance to be wrong. */
#define SHARE_OF_TOGETHER 0.8
enum stretch_family { FAMILY_TOGETHER, FAMILY_FACETS, FAMILIES };

struct stretch_null {
    double mean[PST_LOOKS],
        deviation[PST_LOOKS]; /* of the heights of the highest windows, by look; NaN: none */
    double *
        highest[FAMILIES]; /* of each pseudo-film: its highest window, in deviations above the mean; rising */
    double *least;         /* of each pseudo-film: the lesser p of the two, each over its share; rising. One
                              allocation, highest[0]'s */
    size_t count;
};

/* The highest window of each look. */
struct stretch_peaks {
    struct scan_window look[PST_LOOKS];
};

/* Windows of 2 % to 30 % of the film, three moments at the least. */
struct scan_bounds stretch_bounds(size_t moments);

bool stretch_null_find(struct stretch_null *, const struct departure_scale *, const struct curves *references,
                       size_t count, size_t scene, size_t moments, size_t pseudo_films);
void stretch_null_release(struct stretch_null *);

/* `scan` has room for the curves. */
struct stretch_peaks stretch_peaks(const struct curves *, struct scan *);

/* In deviations above the mean; NaN: cannot be told. */
double stretch_score(const struct stretch_null *, int look, double height);
/* That a pseudo-film has a window that stands out so much in the look's family: (1 + b) / (1 + B). For a
   facet this is corrected for looking at all of them (Westfall & Young 1993, single step). */
double stretch_family_p(const struct stretch_null *, int look, double score);
/* The same over its family's share: what families are held against one another by. */
double stretch_shared_p(const struct stretch_null *, int look, double score);
/* Of all looks the one whose window is the least to be expected; false where none can be told. */
bool stretch_highest(const struct stretch_null *, const struct stretch_peaks *, int *look, double *score);
/* The same corrected for both questions. */
double stretch_p(const struct stretch_null *, int look, double score);

#endif
