/* SPDX-License-Identifier: Apache-2.0 */
/* A long series made short enough to be drawn: bins with their mean, least and greatest value, in 16 bits. */
#ifndef PST_PAGE_SERIES_H
#define PST_PAGE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A series of up to PAGE_WHOLE values is kept whole, a longer one is put into at most PAGE_BINS bins. */
enum { PAGE_WHOLE = 24000, PAGE_BINS = 8000 };

/* Codes 0..PAGE_TOP lie evenly between `low` and `high`. */
enum { PAGE_TOP = 65533, PAGE_SILENCE = 65534, PAGE_MISSING = 65535 };

enum page_mean {
    PAGE_MEAN_PLAIN,
    PAGE_MEAN_ENERGY, /* of decibels: the level of the mean energy; -inf counts as none */
    PAGE_MEAN_CIRCLE, /* of degrees: the direction of the mean vector */
};

struct page_bins {
    size_t per_bin, count;
    double low, high;
    uint16_t *mean;
    uint16_t *least, *greatest; /* NULL where per_bin is 1 and on a circle */
};

/* What suits a unit. */
enum page_mean page_mean_of(const char *unit);

/* False where there is no memory. To be given to page_bins_release either way. */
bool page_bins_fill(struct page_bins *, const double *values, size_t count, enum page_mean);
void page_bins_release(struct page_bins *);

#endif
