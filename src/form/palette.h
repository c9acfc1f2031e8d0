/* SPDX-License-Identifier: Apache-2.0 */
/* The colours of a shot, from the colour histograms of its frames (base/colour_bins.h). */
#ifndef PST_PALETTE_H
#define PST_PALETTE_H

#include "base/colour_bins.h"
#include "pastiche/reel.h"

enum { PALETTE_COLOURS = 8 };

/* The frames of a shot added up. 32 KiB; {0} is an empty one. */
struct palette_sum {
    double weight[COLOUR_BINS];
};

void palette_clear(struct palette_sum *);

/* Adds the histogram of so many frames; false, and nothing added, where the bytes are no histogram. */
bool palette_add(struct palette_sum *, const void *bytes, size_t size, int64_t frames);

/* At most PALETTE_COLOURS colours, heaviest first, weights summing to 1; fewer where the shot has fewer; none
   where nothing was added. */
void palette_make(const struct palette_sum *, struct pst_swatch swatches[PALETTE_COLOURS], size_t *count);

#endif
