/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_SPECTRUM_H
#define PST_SPECTRUM_H

#include <stddef.h>

struct exponent {
    double value;     /* alpha where power falls as 1 / frequency^alpha at low frequencies, −1..2 */
    double low, high; /* 95 % interval; −1 or 2 where it goes on beyond */
};

/* Power at frequency j / count (cycles a value), j = 1..`wanted`, mean taken out; power[j − 1]. Direct sums:
   count × wanted steps. */
void periodogram(const double *values, size_t count, double *power, size_t wanted);

/* How many low frequencies spectrum_exponent looks at for so many values. */
size_t spectrum_band(size_t count);

/* Local Whittle estimate (Robinson 1995). `power` has `band` values of periodogram(); NaN where there is no
   power in them. */
struct exponent spectrum_exponent(const double *power, size_t band);

#endif
