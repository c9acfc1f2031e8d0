/* SPDX-License-Identifier: Apache-2.0 */
/* Half a byte at a time: how many bits of each of its 16 values differ from the sought one's is looked up, so
   that a shuffle and an addition serve 32 codes. Four groups share what is looked up in. */
#include "kernel/codes.h"
#include <immintrin.h>

enum { HALVES = 2 * CODE_SIZE, AT_ONCE = 4 };

/* Row h: bits by which 0..15 differ from h, in either half of a vector. */
static const uint8_t differing[16][32] __attribute__((aligned(32))) = {
#define BITS(n) ((n)&1) + ((n) >> 1 & 1) + ((n) >> 2 & 1) + ((n) >> 3 & 1)
#define FOUR(h, n) BITS((h) ^ (n)), BITS((h) ^ ((n) + 1)), BITS((h) ^ ((n) + 2)), BITS((h) ^ ((n) + 3))
#define LANE(h) FOUR(h, 0), FOUR(h, 4), FOUR(h, 8), FOUR(h, 12)
#define ROW(h)                                                                                               \
    {                                                                                                        \
        LANE(h), LANE(h)                                                                                     \
    }
    ROW(0), ROW(1), ROW(2),  ROW(3),  ROW(4),  ROW(5),  ROW(6),  ROW(7),
    ROW(8), ROW(9), ROW(10), ROW(11), ROW(12), ROW(13), ROW(14), ROW(15),
};

static void take_halves(const uint8_t *group, __m256i to[HALVES])
{
    const __m256i low = _mm256_set1_epi8(0x0f);
    for (int k = 0; k < CODE_SIZE; k++) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(group + k * CODES_ABREAST));
        to[2 * k] = _mm256_and_si256(bytes, low);
        to[2 * k + 1] = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low);
    }
}

static inline __m256i row_of(unsigned half)
{
    return _mm256_load_si256((const __m256i *)differing[half]);
}

/* `n` is known where this is put, so that the sums stay in registers. */
static inline __attribute__((always_inline)) void hold_against(const __m256i halves[][HALVES], int n,
                                                               const uint8_t *sought, __m256i least[])
{
    __m256i sums[AT_ONCE];
    for (int g = 0; g < n; g++)
        sums[g] = _mm256_setzero_si256();
    for (int k = 0; k < CODE_SIZE; k++) {
        const __m256i low = row_of(sought[k] & 15), high = row_of(sought[k] >> 4);
        for (int g = 0; g < n; g++) {
            sums[g] = _mm256_add_epi8(sums[g], _mm256_shuffle_epi8(low, halves[g][2 * k]));
            sums[g] = _mm256_add_epi8(sums[g], _mm256_shuffle_epi8(high, halves[g][2 * k + 1]));
        }
    }
    for (int g = 0; g < n; g++)
        least[g] = _mm256_min_epu8(least[g], sums[g]);
}

static inline __attribute__((always_inline)) void some_apart(const uint8_t *codes, int n,
                                                             const uint8_t *sought, size_t count, uint8_t *to)
{
    __m256i halves[AT_ONCE][HALVES], least[AT_ONCE];
    for (int g = 0; g < n; g++) {
        take_halves(codes + g * CODES_GROUP, halves[g]);
        least[g] = _mm256_set1_epi8(-1);
    }
    for (size_t s = 0; s < count; s++)
        hold_against((const __m256i(*)[HALVES])halves, n, sought + s * CODE_SIZE, least);
    for (int g = 0; g < n; g++)
        _mm256_storeu_si256((__m256i *)(to + g * CODES_ABREAST), least[g]);
}

void codes_apart_avx2(const uint8_t *codes, size_t groups, const uint8_t *sought, size_t count,
                      uint8_t *least)
{
    size_t g = 0;
    for (; g + AT_ONCE <= groups; g += AT_ONCE)
        some_apart(codes + g * CODES_GROUP, AT_ONCE, sought, count, least + g * CODES_ABREAST);
    for (; g < groups; g++)
        some_apart(codes + g * CODES_GROUP, 1, sought, count, least + g * CODES_ABREAST);
}
