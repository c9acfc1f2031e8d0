/* SPDX-License-Identifier: Apache-2.0 */
/* mpsadbw gives the sums of four samples at eight shifts: two of them a row make sixteen shifts of a block.
 */
#include "kernel/match.h"
#include <immintrin.h>
#include <string.h>

enum {
    SHIFTS = 16,
    MOST_COLUMNS = 8,
    MOST_ROWS = 8,
    MARGIN = SHIFTS,
    STRIDE = MARGIN + MOST_COLUMNS * BLOCK_WIDTH + MARGIN
};

/* `before` with room at its sides, so that shifts may be looked at that lie outside. */
struct framed {
    uint8_t at[MOST_ROWS * BLOCK_HEIGHT][STRIDE];
};

static __m256i sums_at(const uint8_t *window, const __m256i block[BLOCK_HEIGHT])
{
    __m256i sum = _mm256_setzero_si256();
    for (int y = 0; y < BLOCK_HEIGHT; y++, window += STRIDE) {
        __m256i row =
            _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)window)),
                                    _mm_loadu_si128((const __m128i *)(window + SHIFTS / 2)), 1);
        sum = _mm256_add_epi16(sum, _mm256_mpsadbw_epu8(row, block[y], 0));
        sum = _mm256_add_epi16(sum, _mm256_mpsadbw_epu8(row, block[y], 0x2d));
    }
    return sum;
}

/* Those of shifts first…last. */
static uint16_t least_of(__m256i sums, int first, int last)
{
    const __m256i shift = _mm256_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m256i outside = _mm256_or_si256(_mm256_cmpgt_epi16(_mm256_set1_epi16((short)first), shift),
                                      _mm256_cmpgt_epi16(shift, _mm256_set1_epi16((short)last)));
    sums = _mm256_or_si256(sums, outside);
    __m128i least = _mm_min_epu16(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    return (uint16_t)_mm_extract_epi16(_mm_minpos_epu16(least), 0);
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static uint16_t match_block(const uint8_t *now, int stride, const struct framed *before, int x, int y,
                            int width, int height, int reach_x, int reach_y)
{
    __m256i block[BLOCK_HEIGHT], least = _mm256_set1_epi16(-1);
    uint64_t differ = 0;
    for (int i = 0; i < BLOCK_HEIGHT; i++) {
        uint64_t row, same;
        memcpy(&row, now + (y + i) * stride + x, sizeof row);
        memcpy(&same, before->at[y + i] + MARGIN + x, sizeof same);
        block[i] = _mm256_set1_epi64x((int64_t)row);
        differ |= row ^ same;
    }
    if (!differ)
        return 0;
    int up = lesser(reach_y, y), down = lesser(reach_y, height - BLOCK_HEIGHT - y);
    int left = lesser(reach_x, x), right = lesser(reach_x, width - BLOCK_WIDTH - x);
    for (int dy = -up; dy <= down; dy++)
        least = _mm256_min_epu16(least, sums_at(before->at[y + dy] + MARGIN + x - reach_x, block));
    return least_of(least, reach_x - left, reach_x + right);
}

void match_blocks_avx2(const uint8_t *now, const uint8_t *before, int stride, int columns, int rows,
                       int reach_x, int reach_y, uint16_t *least)
{
    struct framed framed = {0};
    int width = columns * BLOCK_WIDTH, height = rows * BLOCK_HEIGHT;
    if (columns > MOST_COLUMNS || rows > MOST_ROWS || 2 * reach_x >= SHIFTS) {
        match_blocks(now, before, stride, columns, rows, reach_x, reach_y, least);
        return;
    }
    for (int y = 0; y < height; y++)
        memcpy(framed.at[y] + MARGIN, before + y * stride, (size_t)width);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++)
            least[r * columns + c] = match_block(now, stride, &framed, c * BLOCK_WIDTH, r * BLOCK_HEIGHT,
                                                 width, height, reach_x, reach_y);
}
