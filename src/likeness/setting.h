/* SPDX-License-Identifier: Apache-2.0 */
/* What a place looks like wherever the camera stands in it: the fine colours of walls, floors and things, and
   how much texture there is. docs/measures.md, facet_setting. */
#ifndef PST_SETTING_H
#define PST_SETTING_H

#include "base/colour_bins.h"
#include "likeness/facets.h"

/* `weights`: of the bins of a shot, any sum; only the SETTING_BINS heaviest are kept. Texture comes from the
   layout, so composition is taken first; NaN: there is none. Left untold where there is no colour. */
void take_setting(const double weights[COLOUR_BINS], struct facets *);

/* Shots without texture, short ones between two layouts, get the mean of the film's; where the film has none,
   none of its shots has a setting. */
void settle_textures(struct facet_shot *, size_t count);

/* Settings of shots thrown together, each as heavy as its seconds. 64 KiB; {0} is none. */
struct setting_pool {
    double weights[COLOUR_BINS], texture[TEXTURE_FIGURES], seconds;
};
void setting_pour(struct setting_pool *, const struct facets *, double seconds);
void take_pooled_setting(const struct setting_pool *, struct facets *);

/* Both must have it. */
double setting_distance(const struct facets *, const struct facets *);

/* Numbers between which Euclid's distance is at most setting_distance. */
enum { SETTING_SKETCH = 7 + TEXTURE_FIGURES };
void setting_sketch(const struct facets *, float sketch[SETTING_SKETCH]);

#endif
