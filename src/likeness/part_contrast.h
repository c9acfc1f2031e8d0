/* SPDX-License-Identifier: Apache-2.0 */
/* How much more of something one set of shots has than another: probability of superiority, with an interval
   that shots near one another being alike does not make too narrow. docs/measures.md tells the statistics. */
#ifndef PST_PART_CONTRAST_H
#define PST_PART_CONTRAST_H

#include <stdbool.h>
#include <stddef.h>

enum { CONTRAST_LEAST = 6 /* shots on a side, below which nothing can be told */ };

/* Values of shots in order of the film, none NaN; place[i] is the shot's number among those that could be
   here: neighbours' differ by 1. */
struct contrast_side {
    const double *values;
    const size_t *places;
    size_t count;
};

struct part_contrast {
    double superiority; /* P(x inside > y outside) + P(equal) / 2 */
    double low, high;   /* 95 % */
    double p;           /* two-sided, that it is .5 */
    double median_inside, median_outside;
    size_t typical_inside, typical_outside; /* index of the value nearest the median, the first of equals */
};

/* Both sides hold CONTRAST_LEAST values or more. false: no memory. */
bool find_part_contrast(const struct contrast_side *inside, const struct contrast_side *outside,
                        struct part_contrast *);

/* Corrects p values for looking at all of them, in place (Holm 1979); NaN are left out. false: no memory. */
bool correct_holm(double *p, size_t count);

#endif
