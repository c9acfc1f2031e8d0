/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_DIFFERENCE_H
#define PST_DIFFERENCE_H

#include <stdint.h>

/* Sum of |a − b| over `count` samples. */
typedef uint64_t absolute_difference_kernel(const uint16_t *a, const uint16_t *b, int count);
absolute_difference_kernel absolute_difference, absolute_difference_avx2;

#endif
