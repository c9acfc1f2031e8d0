/* SPDX-License-Identifier: Apache-2.0 */
/* Kernel estimate of how thickly weighted points lie on 0..1, with walls at 0 and 1 that mirror the kernel.
 */
#ifndef PST_DENSITY_H
#define PST_DENSITY_H

#include <stddef.h>

struct density_point {
    double at; /* 0..1 */
    double weight;
};

/* Bandwidth (standard deviation of the Gaussian, as a share of the whole) by the improved Sheather–Jones rule
   of Botev, Grotowski & Kroese (2010), which knows the walls; limited to least..most. */
double density_bandwidth(const struct density_point *points, size_t count, double least, double most);

/* Density at `at`, per unit of the whole; integrates over 0..1 to the sum of weights. Points rise. */
double density_at(const struct density_point *points, size_t count, double bandwidth, double at);

#endif
