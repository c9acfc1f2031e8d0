/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of samples brought to cells: each cell is one product of eight samples with eight weights. 32768 is
   taken off samples, so that they fit signed words, and given back in each cell's base. */
#ifndef PST_TAPS_AVX2_H
#define PST_TAPS_AVX2_H

#include <immintrin.h>
#include <stdint.h>

enum { TAPS = 8, TAP_CELLS = 64, TAP_SAMPLES = 256, TAP_MIDDLE = 32768 };

/* Made for `samples` samples a row, at most TAP_SAMPLES; all that is not set is 0. */
struct taps {
    int16_t weights[TAP_CELLS][TAPS], first[TAP_CELLS]; /* of samples first … first + TAPS − 1 */
    int32_t base[TAP_CELLS];                            /* the sum of weights × TAP_MIDDLE, and what else */
    int samples;
};

static inline void taps_add(struct taps *t, int cell, int tap, int32_t weight)
{
    t->weights[cell][tap] = (int16_t)weight;
    t->base[cell] += weight * TAP_MIDDLE;
}

static inline __m128i tap_products(const struct taps *t, int cell, const int16_t *row)
{
    return _mm_madd_epi16(_mm_loadu_si128((const __m128i *)(row + t->first[cell])),
                          _mm_loadu_si128((const __m128i *)t->weights[cell]));
}

/* Sums of all TAP_CELLS cells. */
static inline void tap_row(const struct taps *t, const uint16_t *samples, int32_t to[TAP_CELLS])
{
    int16_t row[TAP_SAMPLES + TAPS] = {0};
    for (int i = 0; i < t->samples; i++)
        row[i] = (int16_t)(samples[i] - TAP_MIDDLE);
    for (int c = 0; c < TAP_CELLS; c += 4) {
        __m128i two = _mm_hadd_epi32(tap_products(t, c, row), tap_products(t, c + 1, row)),
                more = _mm_hadd_epi32(tap_products(t, c + 2, row), tap_products(t, c + 3, row));
        __m128i base = _mm_loadu_si128((const __m128i *)(t->base + c));
        _mm_storeu_si128((__m128i *)(to + c), _mm_add_epi32(_mm_hadd_epi32(two, more), base));
    }
}

#endif
