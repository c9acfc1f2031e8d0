/* SPDX-License-Identifier: Apache-2.0 */
/* One number for many shots, from one number a shot. */
#ifndef PST_FILM_MEAN_H
#define PST_FILM_MEAN_H

#include "pastiche/reel.h"

enum mean_kind {
    MEAN_PLAIN,
    MEAN_DIRECTION, /* degrees: the direction of the mean vector, 0 ≤ d < 360; NaN where they cancel out */
    MEAN_ENERGY,    /* levels in dB or LUFS: the level of the mean energy */
};

/* Which one the numbers of a measure in that unit take. */
enum mean_kind mean_kind_of(const char *unit);

/* Of values[i], one a shot, over the shots that are taken, each weighing as many frames as it has. A shot
   whose value is NaN is left out; NaN where all are. */
double film_mean(enum mean_kind, const struct pst_shot *, const bool *taken, const double *values,
                 size_t count);

#endif
