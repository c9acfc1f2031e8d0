/* SPDX-License-Identifier: Apache-2.0 */
/* Films drawn from a seed as what meters would have seen of them, without a picture: many, long and quick.
 * Synthetic: every figure made on them says so.
 *
 * The model. A shot has eight traits: how light, contrasty, warm, green, colourful, short, lively and loud it
 * is. Each is a sum of independent normal deviates, one a level; its variance within a film is 1:
 *
 *     a series            1.00   its style; one of the series against another
 *     a film              f²     f is drawn for each series, 0.3 to 0.6: how far its films are from one
 * another an act              0.10   a film has three to five, of unequal length slow change         0.10 two
 * waves of half a film to two films a setting           0.30   of light and colour; a series has eight that
 * come again in any of its films, a film three of its own; sequences of one to five scenes stay in one a
 * scene             0.20   of shortness, liveliness and loudness 0.50, most of it shared: a scene is quick,
 * lively and loud together a set-up            0.15   a scene has two to five; shots go to and fro between
 * them a shot              0.15
 *
 * Act, setting, scene, set-up and shot have patterns of light and edges (layout), too, and a series has four
 * framings. Lengths of shots are log-normal round the scene's tempo, their spread the series' own. Numbers of
 * a frame (light, motion) and of a window (loudness) wander round the shot's (autoregressive, order 1). */
#ifndef BENCH_DRAWN_FILM_H
#define BENCH_DRAWN_FILM_H

#include "base/layout.h"
#include "pastiche/reel.h"

#include <stdbool.h>
#include <stdint.h>

enum trait {
    TRAIT_LIGHT,
    TRAIT_CONTRAST,
    TRAIT_WARM,
    TRAIT_GREEN,
    TRAIT_COLOURFUL,
    TRAIT_SHORT,
    TRAIT_LIVELY,
    TRAIT_LOUD,
    TRAITS
};
enum { DRAWN_RATE = 4, DRAWN_SWATCHES = 6, DRAWN_FINGERPRINT = 36 };

struct drawn_shot {
    int64_t first, last; /* frames, both inside */
    bool departed;
    double traits[TRAITS];
    uint8_t layout[LAYOUT_SIZE], fingerprint[DRAWN_FINGERPRINT];
    struct pst_swatch palette[DRAWN_SWATCHES]; /* heaviest first, not painted */
};

/* Where a film breaks away: all of its scenes there are of another series' style and settings, the unlikest
 * of eight. */
struct drawn_departure {
    double from, until; /* parts of the film; equal: none. Scenes that begin there depart */
};

struct drawn_order {
    uint64_t seed;  /* the series' */
    int number;     /* which film of it, from 1 */
    double minutes; /* how long it is … */
    size_t most;    /* … or, where not 0, how many shots it has */
    struct drawn_departure departure;
};

/* Shots that follow each other; the caller frees. Ends the program where there is no memory. */
struct drawn_shot *drawn_film(const struct drawn_order *, size_t *count);

#endif
