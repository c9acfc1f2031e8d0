/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/distance.h"
#include <immintrin.h>

enum { LANES = 16, ROUNDS = 2 * DISTANCE_UNIT / LANES }; /* so many 2 × 4095² fit a lane */

static __m256i load(const void *from)
{
    return _mm256_loadu_si256(from);
}

static int64_t sum_of(__m256i lanes)
{
    __m128i half = _mm_add_epi64(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    return _mm_cvtsi128_si64(_mm_add_epi64(half, _mm_unpackhi_epi64(half, half)));
}

static __m256i widen(__m256i lanes)
{
    return _mm256_add_epi64(_mm256_cvtepu32_epi64(_mm256_castsi256_si128(lanes)),
                            _mm256_cvtepu32_epi64(_mm256_extracti128_si256(lanes, 1)));
}

int64_t squared_distance_avx2(const int16_t *a, const int16_t *b, int count)
{
    __m256i total = _mm256_setzero_si256();
    for (int i = 0; i < count;) {
        __m256i part = _mm256_setzero_si256();
        for (int end = count - i < ROUNDS * LANES ? count : i + ROUNDS * LANES; i < end; i += LANES) {
            __m256i d = _mm256_sub_epi16(load(a + i), load(b + i));
            part = _mm256_add_epi32(part, _mm256_madd_epi16(d, d));
        }
        total = _mm256_add_epi64(total, widen(part));
    }
    return sum_of(total);
}

int64_t either_distance_avx2(const int16_t *x, const int16_t *a, const int16_t *b, int count)
{
    __m256i total = _mm256_setzero_si256();
    for (int i = 0; i < count;) {
        __m256i part = _mm256_setzero_si256();
        for (int end = count - i < ROUNDS * LANES ? count : i + ROUNDS * LANES; i < end; i += LANES) {
            __m256i at = load(x + i), p = _mm256_abs_epi16(_mm256_sub_epi16(at, load(a + i))),
                    q = _mm256_abs_epi16(_mm256_sub_epi16(at, load(b + i))), d = _mm256_min_epi16(p, q);
            part = _mm256_add_epi32(part, _mm256_madd_epi16(d, d));
        }
        total = _mm256_add_epi64(total, widen(part));
    }
    return sum_of(total);
}

unsigned bytes_apart_avx2(const uint8_t *a, const uint8_t *b, int count)
{
    const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    __m256i even = _mm256_setzero_si256(), odd = even;
    int i = 0;
    for (; i + 64 <= count; i += 64) {
        even = _mm256_add_epi64(even, _mm256_sad_epu8(load(a + i), load(b + i)));
        odd = _mm256_add_epi64(odd, _mm256_sad_epu8(load(a + i + 32), load(b + i + 32)));
    }
    for (; i < count; i += 32) {
        __m256i rest = _mm256_cmpgt_epi32(_mm256_set1_epi32((count - i) / 4), lane);
        odd = _mm256_add_epi64(
            odd, _mm256_sad_epu8(_mm256_maskload_epi32((const int *)(const void *)(a + i), rest),
                                 _mm256_maskload_epi32((const int *)(const void *)(b + i), rest)));
    }
    return (unsigned)sum_of(_mm256_add_epi64(even, odd));
}

static __m128i piece_apart(const uint8_t *a, const uint8_t *b)
{
    const __m128i inside = _mm_setr_epi32(-1, -1, -1, 0);
    return _mm_sad_epu8(_mm_maskload_epi32((const int *)(const void *)a, inside),
                        _mm_maskload_epi32((const int *)(const void *)b, inside));
}

void pieces_apart_avx2(const uint8_t *a, const uint8_t *b, int pieces, uint16_t *apart)
{
    for (int i = 0; i < pieces; i += 4, a += 4 * PIECE, b += 4 * PIECE) {
        __m128i two = _mm_hadd_epi32(piece_apart(a, b), piece_apart(a + PIECE, b + PIECE)),
                more = _mm_hadd_epi32(piece_apart(a + 2 * PIECE, b + 2 * PIECE),
                                      piece_apart(a + 3 * PIECE, b + 3 * PIECE));
        __m128i four = _mm_hadd_epi32(two, more);
        _mm_storel_epi64((__m128i *)(apart + i), _mm_packus_epi32(four, four));
    }
}
