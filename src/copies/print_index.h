/* SPDX-License-Identifier: Apache-2.0 */
/* Fingerprints found again within a radius: multi-index hashing (Norouzi, Punjani & Fleet 2012). A view's 128
   bits are cut into 8 chunks, each with a table of its own; what is near has some chunk with no bit or one
   that differs, mostly: all at 15 bits, about 9 of 10 at 24, where differing bits lie anywhere. A film has
   many frames of the same picture, so a passage is found whose frames are found now and then. */
#ifndef PST_PRINT_INDEX_H
#define PST_PRINT_INDEX_H

#include "kernel/fingerprint_hash.h"
#include <stddef.h>

enum { PRINT_CHUNKS = 8, PRINT_VIEWS = 2 };

/* The 128 bits of a view. */
struct print_code {
    uint64_t low, high;
};

struct print_index {
    struct print_code *codes[PRINT_VIEWS]; /* whole, inner; an entry each */
    uint32_t *frames;                      /* that the entries are of, rising */
    size_t count;
    uint32_t *starts[PRINT_VIEWS][PRINT_CHUNKS]; /* 65,537: where the entries of each value begin in … */
    uint32_t *entries[PRINT_VIEWS][PRINT_CHUNKS];
    uint64_t *met[PRINT_VIEWS][PRINT_CHUNKS]; /* a bit a value: whether there are any; small, so soon asked */
};

struct print_hit {
    uint32_t frame;
    int distance;
};

struct print_hits {
    struct print_hit *items;
    size_t count, capacity;
};

struct print_code print_code_of(const uint8_t print[FINGERPRINT_SIZE], int view);
/* The same of the mirrored picture. */
struct print_code print_code_mirrored(struct print_code);

/* Bits of each byte, the two halves added up: the compiler's own count is a call on most processors. */
static inline int print_code_distance(struct print_code a, struct print_code b)
{
    const uint64_t two = UINT64_C(0x3333333333333333), four = UINT64_C(0x0f0f0f0f0f0f0f0f);
    uint64_t x = a.low ^ b.low, y = a.high ^ b.high;
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    y -= y >> 1 & UINT64_C(0x5555555555555555);
    x = (x & two) + (x >> 2 & two) + (y & two) + (y >> 2 & two); /* at most 8 a nibble */
    x = (x & four) + (x >> 4 & four);
    return (int)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Of the frames named. Given back with print_index_release, also after a failure. false: no memory. */
bool print_index_make(struct print_index *, const uint8_t *prints, const uint32_t *frames, size_t count);
void print_index_release(struct print_index *);

/* Adds what is found within `radius` in one view, in no order, each once. false: no memory. */
bool print_index_find(const struct print_index *, int view, struct print_code, int radius,
                      struct print_hits *);

#endif
