/* SPDX-License-Identifier: Apache-2.0 */
/* Words of sound found again: four chunks of 16 bits, each with a table of its own (multi-index hashing,
   Norouzi, Punjani & Fleet 2012). What is near has some chunk with no bit or one that differs. */
#ifndef PST_SOUND_INDEX_H
#define PST_SOUND_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SOUND_CHUNKS = 4, SOUND_CHUNK_BITS = 16 };

struct sound_index {
    const uint64_t *words;          /* not owned */
    uint32_t *starts[SOUND_CHUNKS]; /* 65,537: where the entries of each value begin in … */
    uint32_t *entries[SOUND_CHUNKS];
};

struct sound_hits {
    uint32_t *items; /* numbers of words */
    size_t count, capacity;
};

/* Bits that differ: of each byte, added up, since the compiler's own count is a call on most processors. */
static inline int sound_word_distance(uint64_t a, uint64_t b)
{
    const uint64_t two = UINT64_C(0x3333333333333333);
    uint64_t x = a ^ b;
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & two) + (x >> 2 & two);
    x = (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (int)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Of all words that are not silent. Given back with sound_index_release, also after a failure. false: no
 * memory. */
bool sound_index_make(struct sound_index *, const uint64_t *words, size_t count);
void sound_index_release(struct sound_index *);

/* Adds the words within `radius`, in no order, some more than once. `flips`: 0 or 1, bits that may differ in
   a chunk. false: no memory. */
bool sound_index_find(const struct sound_index *, uint64_t word, int flips, int radius, struct sound_hits *);

#endif
