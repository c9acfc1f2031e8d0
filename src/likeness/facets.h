/* SPDX-License-Identifier: Apache-2.0 */
/* What a shot, or a window of shots, is like: facet by facet, small and ready to be measured against another.
   docs/measures.md tells what each facet is; facet_distance.c has their distances. */
#ifndef PST_FACETS_H
#define PST_FACETS_H

#include "base/layout.h"
#include "pastiche/comparison.h"
#include "pastiche/reel.h"

enum {
    FACET_COLOURS = 8, /* of a palette */
    LIGHT_FIGURES = 4,
    RHYTHM_FIGURES = 2,
    MOTION_FIGURES = 4,
    SOUND_FIGURES = 3,
    SETTING_BINS = 64,
    TEXTURE_FIGURES = 5,
    FACET_FINGERPRINT = 36
};

struct facet_colour {
    float weight, l, a, b; /* weights of a palette sum to 1; OKLab */
};

/* A bin of the colour histogram (base/colour_bins.h) and the root of its weight. */
struct setting_bin {
    uint16_t bin;
    float root;
};

/* Figures of a shot are means over it; those of a window are means of its shots, each as heavy as the seconds
   that lie in it, and its palette is all of theirs, merged to FACET_COLOURS. */
struct facets {
    unsigned told; /* bits 1 << enum pst_facet: what is known; the rest of the struct is 0 */
    int colours;
    struct facet_colour colour[FACET_COLOURS]; /* heaviest first */
    float light[LIGHT_FIGURES];                /* mean, contrast, low, high of luma, 0..1 */
    float layout[LAYOUT_SIZE];                 /* base/layout.h, mean */
    int bins;
    struct setting_bin bin[SETTING_BINS]; /* by rising bin; the heaviest, so weights may sum to under 1 */
    float texture[TEXTURE_FIGURES];       /* setting.c */
    float rhythm[RHYTHM_FIGURES];         /* log2 of shot length in seconds; log2 of shots a minute around */
    float motion[MOTION_FIGURES];         /* facets_of_shot.c */
    float sound[SOUND_FIGURES];           /* facets_of_shot.c */
};

/* A shot of a film that is compared. */
struct facet_shot {
    int64_t first, last; /* frames */
    double starts, seconds;
    enum pst_shot_kind kind;
    bool common;                            /* set aside: nothing counts it (common.h) */
    uint32_t copies;                        /* other films known to have a copy at an end */
    uint8_t fingerprint[FACET_FINGERPRINT]; /* of its middle frame; all 0 where there is none */
    struct facets facets;
};

/* What is held against what: shots, or windows of scene length. */
enum moment_kind { MOMENT_SHOT, MOMENT_WINDOW, MOMENT_KINDS };

struct moments {
    const struct facets *first;
    size_t count, stride; /* bytes from one to the next */
};

struct shelf;
struct pivots;

/* What of one film is compared. */
struct facet_film {
    struct pst_compared about; /* its strings are the owner's of this */
    struct facet_shot *shots;
    size_t count;
    /* Windows of scene length, one every `step` seconds from 0: window i is [i × step, i × step + length) */
    double window, step;
    struct facets *windows;
    size_t window_count;
    struct shelf *shelf[MOMENT_KINDS]; /* NULL: not laid out */
};

struct moments moments_of(const struct facet_film *, enum moment_kind);

/* Lays moments out, once their facets are final, so that many can be held against them (shelf.h); best with
   the same pivots as the other films. */
bool facet_film_lay_out(struct facet_film *, enum moment_kind, const struct pivots *);

/* What a window holds of a film's shots; those set aside count for nothing. `told` is 0 where less than half
   of it is left. */
void facets_of_window(const struct facet_shot *, size_t count, double from, double to, struct facets *);

/* Fills windows of that length; those there were are given back. false: no memory. */
bool facet_film_windows(struct facet_film *, double window, double step);
/* Windows that were worked out before. Likewise. */
bool facet_film_take_windows(struct facet_film *, double window, double step, const struct facets *,
                             size_t count);
void facet_film_release(struct facet_film *); /* shots, windows and what is laid out */

/* How far two are apart in a facet, 0 and up; NaN where one of them has not got it. `facet` < PST_FACETS.
   colour, chroma: earth mover's distance of palettes in OKLab with a and b doubled, exact; setting:
   of fine colours and texture; the others Euclid's. No distance looks at what belongs to another facet. */
double facet_distance(int facet, const struct facets *, const struct facets *);

#endif
