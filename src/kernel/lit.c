/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/lit.h"
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

static const void *row_of(const struct samples *p, int y)
{
    return (const char *)p->data + y * p->stride;
}

static int count_few_bytes(const uint8_t *row, int width, int threshold)
{
    int lit = 0;
    for (int x = 0; x < width; x++)
        lit += row[x] > threshold;
    return lit;
}

enum { LANES = 32 };

#ifdef __AVX2__
static int count_chunks(const uint8_t *row, int chunks, uint8_t threshold)
{
    const __m256i most = _mm256_set1_epi8((char)threshold);
    int dark = 0;
    for (int c = 0; c < chunks; c++) {
        __m256i above = _mm256_subs_epu8(_mm256_loadu_si256((const __m256i *)(row + c * LANES)), most);
        __m256i none = _mm256_cmpeq_epi8(above, _mm256_setzero_si256());
        dark += __builtin_popcount((unsigned)_mm256_movemask_epi8(none));
    }
    return chunks * LANES - dark;
}
#else
/* Byte lanes count up to 255 each before they are added up. */
static int count_chunks(const uint8_t *row, int chunks, uint8_t threshold)
{
    int lit = 0;
    for (int c = 0; c < chunks;) {
        uint8_t lanes[LANES] = {0};
        for (int end = chunks - c < 255 ? chunks : c + 255; c < end; c++)
            for (int i = 0; i < LANES; i++)
                lanes[i] = (uint8_t)(lanes[i] + (row[c * LANES + i] > threshold));
        for (int i = 0; i < LANES; i++)
            lit += lanes[i];
    }
    return lit;
}
#endif

static int count_bytes(const uint8_t *row, int width, int threshold)
{
    int chunks = threshold >= 0 && threshold <= 255 ? width / LANES : 0, done = chunks * LANES;
    return count_chunks(row, chunks, (uint8_t)threshold) +
           count_few_bytes(row + done, width - done, threshold);
}

static int count_words(const uint16_t *row, int width, int threshold)
{
    int lit = 0;
    for (int x = 0; x < width; x++)
        lit += row[x] > threshold;
    return lit;
}

int count_lit_row(const struct samples *p, int y, int threshold)
{
    return p->depth == 8 ? count_bytes(row_of(p, y), p->width, threshold)
                         : count_words(row_of(p, y), p->width, threshold);
}

void count_lit_columns(const struct samples *p, int x, int count, int step, int threshold,
                       int lit[LIT_COLUMNS])
{
    memset(lit, 0, LIT_COLUMNS * sizeof *lit);
    for (int y = 0; y < p->height; y += step) {
        const uint8_t *bytes = (const uint8_t *)row_of(p, y) + x;
        const uint16_t *words = (const uint16_t *)row_of(p, y) + x;
        if (p->depth == 8)
            for (int i = 0; i < count; i++)
                lit[i] += bytes[i] > threshold;
        else
            for (int i = 0; i < count; i++)
                lit[i] += words[i] > threshold;
    }
}
