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

/* A film by a few of its frames, the prints. Every frame that can be told from others lies between the prints
   before and behind one that is within `apart` bits of it, in either view. */
struct film_codes {
    const uint32_t *frames;  /* that the prints are of, rising */
    const uint8_t *views[2]; /* their codes, whole and inner, in groups; behind the last print anything */
    size_t count;
    int apart;
};

static inline size_t code_groups(size_t count)
{
    return (count + CODES_ABREAST - 1) / CODES_ABREAST;
}

/* Code i out of its group. */
static inline void code_take(const uint8_t *codes, size_t i, uint8_t to[CODE_SIZE])
{
    for (size_t k = 0; k < CODE_SIZE; k++)
        to[k] = codes[code_byte(i, k)];
}

#endif
