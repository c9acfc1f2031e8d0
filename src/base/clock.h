/* SPDX-License-Identifier: Apache-2.0 */
/* Exact arithmetic on rational time. No floating point until the edges. */
#ifndef PST_CLOCK_H
#define PST_CLOCK_H

#include "pastiche/rational.h"

/* `value` ticks of `from` in ticks of `to`, rounded to nearest, halves away from zero; saturates. */
int64_t clock_rescale(int64_t value, struct pst_rational from, struct pst_rational to);

/* In seconds; for the edges. NaN where the base is unknown. */
double clock_seconds(int64_t value, struct pst_rational base);
double rational_value(struct pst_rational);

#endif
