/* SPDX-License-Identifier: Apache-2.0 */
/* Smoke, fog and flames: soft puffs gathered on a coarse grid over the picture, each with its depth, and laid
 * over the picture as far as nothing nearer stands before them. */
#ifndef STAGE_MIST_H
#define STAGE_MIST_H

#include "effect/streak.h"

enum { torn_side = 64 };

/* Noise of three octaves in [0, 1] that repeats: what tears a puff's edge. */
struct torn {
    float value[torn_side * torn_side];
};

void torn_fill(struct torn *torn);

struct puff {
    struct vec at;
    double radius;       /* metres */
    float thick;         /* e^-thick of what is behind goes through its middle */
    struct colour light; /* that it sends on where it is thick */
    struct colour glow;  /* of its own, added */
    double u, v, turn;   /* which part of the noise tears it, and turned how far, in degrees */
    double torn_by;      /* 0: a smooth ball, 1: rags */
};

enum mist_value { mist_thick, mist_far, mist_light, mist_glow = mist_light + 3, mist_values = mist_glow + 3 };

struct mist {
    int step, columns, rows;      /* pixels of a cell's side; cells, one more than fit all around */
    int left, top, right, bottom; /* cells that have anything */
    int glows;
    float depth; /* half of it, metres */
    /* far is times thick; light is what comes from all puffs, each hidden by those before it */
    float *value[mist_values];
    const struct torn *torn;
};

void mist_open(struct mist *mist, const struct canvas *canvas, const struct torn *torn, int step,
               double depth);
/* The farthest first, whatever order they come in. */
void mist_puffs(struct mist *mist, const struct canvas *canvas, const struct view *view, struct puff puffs[],
                int count);
/* Over the picture, and lets it go. */
void mist_lay(struct mist *mist, struct canvas *canvas);

/* Banks of fog that the wind drives. */
void mist_drift(struct canvas *canvas, const struct torn *torn, double strength, const struct view *view,
                const struct surround *surround, double seconds);

#endif
