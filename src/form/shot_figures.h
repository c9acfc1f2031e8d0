/* SPDX-License-Identifier: Apache-2.0 */
/* One number a shot from many in it. Values that are NaN are left out; a shot with nothing else is NaN. */
#ifndef PST_SHOT_FIGURES_H
#define PST_SHOT_FIGURES_H

#include "pastiche/reel.h"

/* Mean of a frame measure over each shot. values[n] is frame n's; frames past value_count are missing. */
void shot_means(const struct pst_shot *, size_t count, const double *values, size_t value_count,
                double *means);

/* The same for directions in degrees: the direction of the mean vector, 0 ≤ d < 360. NaN where the directions
   cancel out. */
void shot_directions(const struct pst_shot *, size_t count, const double *degrees, size_t value_count,
                     double *means);

/* Mean energy of levels in dB or LUFS on an even grid, over the windows whose middle lies in the shot, in dB.
   −infinity is a level too: silence. starts and end as in struct rhythm_input. In `levels`, start is the film
   time of the middle of window 0. */
void shot_levels(const double *starts, size_t count, double end, const struct pst_series *levels,
                 double *means);

#endif
