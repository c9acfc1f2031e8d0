/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_DIFFERENCE_H
#define PST_DIFFERENCE_H

#include <stdint.h>

/* Sum of |a − b| over `count` samples. */
uint64_t absolute_difference(const uint16_t *a, const uint16_t *b, int count);

#endif
