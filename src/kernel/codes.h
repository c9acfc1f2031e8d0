/* SPDX-License-Identifier: Apache-2.0 */
/* Many fingerprints' codes held against a few that are sought, exactly: no tables but the codes themselves.
 */
#ifndef PST_CODES_H
#define PST_CODES_H

#include <stddef.h>
#include <stdint.h>

/* Codes lie in groups of CODES_ABREAST: byte k of each code of the group side by side, then byte k + 1. */
enum { CODE_SIZE = 16, CODES_ABREAST = 32, CODES_GROUP = CODE_SIZE * CODES_ABREAST };

/* least[i] = the fewest bits by which code i differs from any of `count` sought ones, one after another;
   `count` is 1 and more. least has room for CODES_ABREAST numbers a group. */
typedef void codes_apart_kernel(const uint8_t *codes, size_t groups, const uint8_t *sought, size_t count,
                                uint8_t *least);
codes_apart_kernel codes_apart, codes_apart_avx2;

/* Where byte k of code i lies. */
static inline size_t code_byte(size_t i, size_t k)
{
    return i / CODES_ABREAST * CODES_GROUP + k * CODES_ABREAST + i % CODES_ABREAST;
}

#endif
