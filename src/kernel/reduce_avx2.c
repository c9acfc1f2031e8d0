/* SPDX-License-Identifier: Apache-2.0 */
/* Each sample is read once, in tiles of a few columns down all rows of a box, whose sums stay in registers.
 */
#include "kernel/reduce.h"
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

enum { VECTOR = 32, PARTS = 2, TILE = PARTS * VECTOR }; /* bytes */
enum { MOST_ROWS = 255, MOST_SAMPLES = 32768 };         /* of a box */

struct band {
    const char *first;
    ptrdiff_t stride;
    int rows;
};

static __m256i load(const char *from)
{
    return _mm256_loadu_si256((const __m256i *)from);
}

/* Of lanes that hold an even and an odd sample each, `all` is the sum of lanes as they are, `odd` that of
   their upper halves: one addition and a shift less than to part them first. */
static void store_byte_sums(__m256i all, __m256i odd, uint32_t *sums)
{
    __m256i even = _mm256_sub_epi16(all, _mm256_slli_epi16(odd, 8));
    __m256i low = _mm256_unpacklo_epi16(even, odd), high = _mm256_unpackhi_epi16(even, odd);
    __m256i first = _mm256_permute2x128_si256(low, high, 0x20),
            second = _mm256_permute2x128_si256(low, high, 0x31);
    _mm256_storeu_si256((__m256i *)sums, _mm256_cvtepu16_epi32(_mm256_castsi256_si128(first)));
    _mm256_storeu_si256((__m256i *)(sums + 8), _mm256_cvtepu16_epi32(_mm256_extracti128_si256(first, 1)));
    _mm256_storeu_si256((__m256i *)(sums + 16), _mm256_cvtepu16_epi32(_mm256_castsi256_si128(second)));
    _mm256_storeu_si256((__m256i *)(sums + 24), _mm256_cvtepu16_epi32(_mm256_extracti128_si256(second, 1)));
}

static void store_word_sums(__m256i all, __m256i odd, uint32_t *sums)
{
    __m256i even = _mm256_sub_epi32(all, _mm256_slli_epi32(odd, 16));
    __m256i low = _mm256_unpacklo_epi32(even, odd), high = _mm256_unpackhi_epi32(even, odd);
    _mm256_storeu_si256((__m256i *)sums, _mm256_permute2x128_si256(low, high, 0x20));
    _mm256_storeu_si256((__m256i *)(sums + 8), _mm256_permute2x128_si256(low, high, 0x31));
}

/* One tile's exact counts; few tiles have any. */
static void count_byte_tile(const struct band *b, const char *tile, struct clipping *c)
{
    const __m256i low = _mm256_set1_epi8((char)c->low), high = _mm256_set1_epi8((char)c->high);
    for (int part = 0; part < TILE; part += VECTOR) {
        __m256i at_low = _mm256_setzero_si256(), at_high = at_low;
        for (int y = 0; y < b->rows; y++) {
            __m256i v = load(tile + y * b->stride + part);
            at_low = _mm256_sub_epi8(at_low, _mm256_cmpeq_epi8(_mm256_min_epu8(v, low), v));
            at_high = _mm256_sub_epi8(at_high, _mm256_cmpeq_epi8(_mm256_max_epu8(v, high), v));
        }
        __m256i lows = _mm256_sad_epu8(at_low, _mm256_setzero_si256()),
                highs = _mm256_sad_epu8(at_high, _mm256_setzero_si256());
        __m256i both = _mm256_or_si256(lows, _mm256_slli_epi64(highs, 32));
        __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
        sum = _mm_add_epi32(sum, _mm_unpackhi_epi64(sum, sum));
        c->at_low += _mm_extract_epi32(sum, 0);
        c->at_high += _mm_extract_epi32(sum, 1);
    }
}

static void count_word_tile(const struct band *b, const char *tile, struct clipping *c)
{
    const __m256i low = _mm256_set1_epi16((short)c->low), high = _mm256_set1_epi16((short)c->high);
    for (int y = 0; y < b->rows; y++)
        for (int part = 0; part < TILE; part += VECTOR) {
            __m256i v = load(tile + y * b->stride + part);
            __m256i lows = _mm256_cmpeq_epi16(_mm256_min_epu16(v, low), v),
                    highs = _mm256_cmpeq_epi16(_mm256_max_epu16(v, high), v);
            c->at_low += __builtin_popcount((unsigned)_mm256_movemask_epi8(lows)) / 2;
            c->at_high += __builtin_popcount((unsigned)_mm256_movemask_epi8(highs)) / 2;
        }
}

static bool any(__m256i lanes)
{
    return !_mm256_testz_si256(lanes, lanes);
}

/* The same tile of the next band: by rows so far apart the processor does not see where reading goes. */
static inline void ask_for_next(const struct band *b, const char *row)
{
    for (int i = 0; i < TILE; i += 64)
        _mm_prefetch(row + b->rows * b->stride + i, _MM_HINT_T0);
}

static void take_byte_tile(const struct band *b, const char *tile, struct clipping *c, uint32_t *sums)
{
    __m256i all[PARTS], odd[PARTS], least = _mm256_set1_epi8(-1), most = _mm256_setzero_si256();
    for (int i = 0; i < PARTS; i++)
        all[i] = odd[i] = most;
    const char *row = tile;
    for (int y = 0; y < b->rows; y++, row += b->stride) {
        ask_for_next(b, row);
        for (int i = 0; i < PARTS; i++) {
            __m256i v = load(row + i * VECTOR);
            all[i] = _mm256_add_epi16(all[i], v);
            odd[i] = _mm256_add_epi16(odd[i], _mm256_srli_epi16(v, 8));
            least = _mm256_min_epu8(least, v);
            most = _mm256_max_epu8(most, v);
        }
    }
    for (int i = 0; i < PARTS; i++)
        store_byte_sums(all[i], odd[i], sums + i * VECTOR);
    if (!c)
        return;
    __m256i low = _mm256_min_epu8(least, _mm256_set1_epi8((char)c->low)),
            high = _mm256_max_epu8(most, _mm256_set1_epi8((char)c->high));
    if (any(_mm256_or_si256(_mm256_cmpeq_epi8(low, least), _mm256_cmpeq_epi8(high, most))))
        count_byte_tile(b, tile, c);
}

static void take_word_tile(const struct band *b, const char *tile, struct clipping *c, uint32_t *sums)
{
    __m256i all[PARTS], odd[PARTS], least = _mm256_set1_epi8(-1), most = _mm256_setzero_si256();
    for (int i = 0; i < PARTS; i++)
        all[i] = odd[i] = most;
    const char *row = tile;
    for (int y = 0; y < b->rows; y++, row += b->stride) {
        ask_for_next(b, row);
        for (int i = 0; i < PARTS; i++) {
            __m256i v = load(row + i * VECTOR);
            all[i] = _mm256_add_epi32(all[i], v);
            odd[i] = _mm256_add_epi32(odd[i], _mm256_srli_epi32(v, 16));
            least = _mm256_min_epu16(least, v);
            most = _mm256_max_epu16(most, v);
        }
    }
    for (int i = 0; i < PARTS; i++)
        store_word_sums(all[i], odd[i], sums + i * VECTOR / 2);
    if (!c)
        return;
    __m256i low = _mm256_min_epu16(least, _mm256_set1_epi16((short)c->low)),
            high = _mm256_max_epu16(most, _mm256_set1_epi16((short)c->high));
    if (any(_mm256_or_si256(_mm256_cmpeq_epi16(low, least), _mm256_cmpeq_epi16(high, most))))
        count_word_tile(b, tile, c);
}

/* Columns that fill no tile. */
static void take_rest(const struct samples *from, const struct band *b, int x, struct clipping *c,
                      uint32_t *sums)
{
    memset(sums + x, 0, (size_t)(from->width - x) * sizeof *sums);
    for (int y = 0; y < b->rows; y++) {
        const uint8_t *bytes = (const uint8_t *)(b->first + y * b->stride);
        const uint16_t *words = (const uint16_t *)(b->first + y * b->stride);
        for (int i = x; i < from->width; i++) {
            int value = from->depth == 8 ? bytes[i] : words[i];
            sums[i] += (uint32_t)value;
            if (c) {
                c->at_low += value <= c->low;
                c->at_high += value >= c->high;
            }
        }
    }
}

static void take_band(const struct samples *from, const struct band *b, struct clipping *c, uint32_t *sums)
{
    int bytes = from->depth == 8 ? 1 : 2, columns = TILE / bytes, x = 0;
    for (; x + columns <= from->width; x += columns)
        if (bytes == 1)
            take_byte_tile(b, b->first + x, c, sums + x);
        else
            take_word_tile(b, b->first + 2 * (ptrdiff_t)x, c, sums + x);
    if (x < from->width)
        take_rest(from, b, x, c, sums);
}

/* Boxes are `narrow` or one more columns wide; their edges are stepped to as the reference does. */
struct boxes {
    int narrow, rest, count;
    double steps[2]; /* of narrow and of wide ones */
    int32_t zeros[2];
    double base;
};

static struct boxes boxes_of(const struct samples *from, const struct scale *scale, int rows, int to_width)
{
    struct boxes b = {.narrow = from->width / to_width, .rest = from->width % to_width, .count = to_width};
    for (int i = 0; i < 2; i++) {
        int samples = (b.narrow + i) * rows;
        b.steps[i] = 255.0 * 256.0 / ((double)scale->span * (double)samples);
        b.zeros[i] = samples * scale->zero;
    }
    b.base = scale->base + 0.5;
    return b;
}

static __m256i box_sum(const uint32_t *sums, int count)
{
    const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    __m256i sum = _mm256_setzero_si256();
    for (; count >= 8; count -= 8, sums += 8)
        sum = _mm256_add_epi32(sum, _mm256_loadu_si256((const __m256i *)sums));
    __m256i inside = _mm256_cmpgt_epi32(_mm256_set1_epi32(count), lane);
    return _mm256_add_epi32(sum, _mm256_maskload_epi32((const int *)sums, inside));
}

static __m128i four_sums(const __m256i box[4])
{
    __m256i all = _mm256_hadd_epi32(_mm256_hadd_epi32(box[0], box[1]), _mm256_hadd_epi32(box[2], box[3]));
    return _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

/* `wide`: all ones where the box is. */
static __m128i scale_four(const struct boxes *b, __m128i sums, __m128i wide)
{
    __m128i zeros = _mm_blendv_epi8(_mm_set1_epi32(b->zeros[0]), _mm_set1_epi32(b->zeros[1]), wide);
    __m256d steps = _mm256_blendv_pd(_mm256_set1_pd(b->steps[0]), _mm256_set1_pd(b->steps[1]),
                                     _mm256_castsi256_pd(_mm256_cvtepi32_epi64(wide)));
    __m256d value = _mm256_mul_pd(_mm256_cvtepi32_pd(_mm_sub_epi32(sums, zeros)), steps);
    value = _mm256_add_pd(value, _mm256_set1_pd(b->base));
    value = _mm256_min_pd(_mm256_max_pd(value, _mm256_setzero_pd()), _mm256_set1_pd(65535));
    __m128i whole = _mm256_cvttpd_epi32(value);
    return _mm_packus_epi32(whole, whole);
}

static void reduce_boxes(const struct boxes *b, const uint32_t *sums, uint16_t *to)
{
    int left = 0, error = 0;
    for (int i = 0; i < b->count; i += 4) {
        __m256i box[4];
        int32_t wide[4];
        for (int k = 0; k < 4; k++) {
            error += b->rest;
            wide[k] = error >= b->count ? -1 : 0;
            error -= wide[k] & b->count;
            int width = i + k < b->count ? b->narrow - wide[k] : 0;
            box[k] = box_sum(sums + left, width);
            left += width;
        }
        __m128i small = scale_four(b, four_sums(box), _mm_loadu_si128((const __m128i *)wide));
        uint16_t four[8];
        _mm_storeu_si128((__m128i *)four, small);
        memcpy(to + i, four, sizeof *to * (size_t)(b->count - i < 4 ? b->count - i : 4));
    }
}

/* What lanes can hold; all that films have. */
static bool fits(const struct samples *from, const struct clipping *c, int to_width, int to_height)
{
    int64_t rows = from->height / to_height + 1, columns = from->width / to_width + 1;
    int most = from->depth == 8 ? 255 : 65535;
    return rows <= MOST_ROWS && rows * columns <= MOST_SAMPLES &&
           (!c || (c->low >= 0 && c->low <= most && c->high >= 0 && c->high <= most));
}

void reduce_plane_avx2(const struct samples *from, struct scale scale, struct clipping *clipping,
                       uint32_t *sums, uint16_t *to, int to_width, int to_height)
{
    if (!fits(from, clipping, to_width, to_height)) {
        reduce_plane(from, scale, clipping, sums, to, to_width, to_height);
        return;
    }
    if (clipping)
        clipping->at_low = clipping->at_high = 0;
    for (int j = 0; j < to_height; j++) {
        int top = (int)((int64_t)j * from->height / to_height);
        int rows = (int)((int64_t)(j + 1) * from->height / to_height) - top;
        struct band band = {(const char *)from->data + top * from->stride, from->stride, rows};
        struct boxes boxes = boxes_of(from, &scale, rows, to_width);
        take_band(from, &band, clipping, sums);
        reduce_boxes(&boxes, sums, to + (ptrdiff_t)j * to_width);
    }
}
