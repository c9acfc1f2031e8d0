/* SPDX-License-Identifier: Apache-2.0 */
/* A shot's facets from what was measured of it. Each function fills one facet and sets its bit, or leaves
   both where it cannot be told. docs/measures.md, Facets, tells what the figures mean. */
#ifndef PST_FACETS_OF_SHOT_H
#define PST_FACETS_OF_SHOT_H

#include "base/signal_record.h"
#include "likeness/facets.h"

/* The frames of each shot that lie outside gradual transitions; all of them where that leaves none. */
struct shot_body {
    int64_t first, last;
};
void shot_bodies(const struct pst_shot *, size_t count, const struct pst_transition *, size_t transitions,
                 struct shot_body *);

/* Colour and chroma. */
void take_palette(const struct pst_swatch *, size_t count, struct facets *);

/* Of the four measures, the shot's values; NaN: missing. */
void take_light(const double values[LIGHT_FIGURES], struct facets *);

/* `density`: of shots a minute, at the shot's middle; NaN: unknown. */
void take_rhythm(double seconds, double density, struct facets *);

/* Composition: add each vector of the shot's body, then take. */
struct layout_sum {
    double cells[LAYOUT_SIZE];
    int64_t count;
};
void layout_add(struct layout_sum *, const uint8_t bytes[LAYOUT_SIZE]);
void take_layout(const struct layout_sum *, struct facets *);

/* Motion: add each frame of the shot's body in order, then take. */
enum { MOTION_LAGS = 5 }; /* 1, 2, 4, 8 and 16 frames */
struct motion_sum {
    int64_t frames;
    double spread;                         /* squared deviation of the picture, luma and chroma */
    double apart[MOTION_LAGS];             /* squared distances that lie in the shot */
    double moved, luma, changed, contrast; /* of frames but the first; the last two squared, of luma */
};
void motion_add(struct motion_sum *, const struct signal_frame *);
/* `rate`: frames a second. */
void take_motion(const struct motion_sum *, double rate, struct facets *);

/* Sound of a film: values missing within are silence. `integrated` in LUFS. */
struct film_sound {
    struct pst_series momentary, short_term;
    double integrated;
};
void take_sound(const struct film_sound *, double starts, double seconds, struct facets *);

#endif
