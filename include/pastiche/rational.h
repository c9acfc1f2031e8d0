/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_RATIONAL_H
#define PASTICHE_RATIONAL_H

#include <stdint.h>

/* A number as num/den. den > 0; {0, 0} where unknown. Time bases are in seconds, frame rates in 1/seconds. */
struct pst_rational {
    int32_t num, den;
};

#endif
