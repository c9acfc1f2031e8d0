/* SPDX-License-Identifier: Apache-2.0 */
/* Each sample is read once, in tiles of a few columns down all rows of a box, whose sums stay in registers.
 */
#include "kernel/reduce.h"
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

enum { VECTOR = 32, PARTS = 2 }; /* bytes; vectors side by side in a tile, where the row has so many left */
enum { MOST_ROWS = 255, MOST_SAMPLES = 32768, MOST_BOXES = 512 }; /* of a box; of a row */

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
static void count_byte_tile(const struct band *b, const char *tile, int parts, struct clipping *c)
{
    const __m256i low = _mm256_set1_epi8((char)c->low), high = _mm256_set1_epi8((char)c->high);
    for (int part = 0; part < parts * VECTOR; part += VECTOR) {
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

static void count_word_tile(const struct band *b, const char *tile, int parts, struct clipping *c)
{
    const __m256i low = _mm256_set1_epi16((short)c->low), high = _mm256_set1_epi16((short)c->high);
    for (int y = 0; y < b->rows; y++)
        for (int part = 0; part < parts * VECTOR; part += VECTOR) {
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
    _mm_prefetch(row + b->rows * b->stride, _MM_HINT_T0);
}

static inline void take_byte_tile(const struct band *b, const char *tile, int parts, struct clipping *c,
                                  uint32_t *sums)
{
    __m256i all[PARTS], odd[PARTS], least = _mm256_set1_epi8(-1), most = _mm256_setzero_si256();
    for (int i = 0; i < parts; i++)
        all[i] = odd[i] = most;
    const char *row = tile;
    for (int y = 0; y < b->rows; y++, row += b->stride) {
        ask_for_next(b, row);
        for (int i = 0; i < parts; i++) {
            __m256i v = load(row + i * VECTOR);
            all[i] = _mm256_add_epi16(all[i], v);
            odd[i] = _mm256_add_epi16(odd[i], _mm256_srli_epi16(v, 8));
            least = _mm256_min_epu8(least, v);
            most = _mm256_max_epu8(most, v);
        }
    }
    for (int i = 0; i < parts; i++)
        store_byte_sums(all[i], odd[i], sums + i * VECTOR);
    if (!c)
        return;
    __m256i low = _mm256_min_epu8(least, _mm256_set1_epi8((char)c->low)),
            high = _mm256_max_epu8(most, _mm256_set1_epi8((char)c->high));
    if (any(_mm256_or_si256(_mm256_cmpeq_epi8(low, least), _mm256_cmpeq_epi8(high, most))))
        count_byte_tile(b, tile, parts, c);
}

static inline void take_word_tile(const struct band *b, const char *tile, int parts, struct clipping *c,
                                  uint32_t *sums)
{
    __m256i all[PARTS], odd[PARTS], least = _mm256_set1_epi8(-1), most = _mm256_setzero_si256();
    for (int i = 0; i < parts; i++)
        all[i] = odd[i] = most;
    const char *row = tile;
    for (int y = 0; y < b->rows; y++, row += b->stride) {
        ask_for_next(b, row);
        for (int i = 0; i < parts; i++) {
            __m256i v = load(row + i * VECTOR);
            all[i] = _mm256_add_epi32(all[i], v);
            odd[i] = _mm256_add_epi32(odd[i], _mm256_srli_epi32(v, 16));
            least = _mm256_min_epu16(least, v);
            most = _mm256_max_epu16(most, v);
        }
    }
    for (int i = 0; i < parts; i++)
        store_word_sums(all[i], odd[i], sums + i * VECTOR / 2);
    if (!c)
        return;
    __m256i low = _mm256_min_epu16(least, _mm256_set1_epi16((short)c->low)),
            high = _mm256_max_epu16(most, _mm256_set1_epi16((short)c->high));
    if (any(_mm256_or_si256(_mm256_cmpeq_epi16(low, least), _mm256_cmpeq_epi16(high, most))))
        count_word_tile(b, tile, parts, c);
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
    int in_vector = from->depth == 8 ? VECTOR : VECTOR / 2, x = 0;
    const char *tile = b->first;
    for (; x + PARTS * in_vector <= from->width; x += PARTS * in_vector, tile += PARTS * VECTOR)
        if (from->depth == 8)
            take_byte_tile(b, tile, PARTS, c, sums + x);
        else
            take_word_tile(b, tile, PARTS, c, sums + x);
    for (; x + in_vector <= from->width; x += in_vector, tile += VECTOR)
        if (from->depth == 8)
            take_byte_tile(b, tile, 1, c, sums + x);
        else
            take_word_tile(b, tile, 1, c, sums + x);
    if (x < from->width)
        take_rest(from, b, x, c, sums);
}

/* Boxes are narrow or, one column more, wide: [0] and [1]. */
struct boxes {
    int count, left[MOST_BOXES];
    int32_t wide[MOST_BOXES]; /* −1 or 0 */
    int eights[2];            /* whole vectors of a box; `rest` has the lanes of the last one */
    __m256i rest[2];
};

/* Edges are stepped to as the reference does. */
static void make_boxes(int width, int to_width, struct boxes *b)
{
    int narrow = width / to_width, left = 0, error = 0;
    memset(b, 0, sizeof *b);
    b->count = to_width;
    for (int i = 0; i < to_width; i++) {
        b->left[i] = left;
        error += width % to_width;
        b->wide[i] = error >= to_width ? -1 : 0;
        error += b->wide[i] & -to_width;
        left += narrow - b->wide[i];
    }
    for (int i = 0; i < 2; i++) {
        const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        b->eights[i] = (narrow + i) / 8;
        b->rest[i] = _mm256_cmpgt_epi32(_mm256_set1_epi32((narrow + i) % 8), lane);
    }
}

/* What a box's sum becomes, by the box's width. */
struct scaling {
    double steps[2], base;
    int32_t zeros[2];
};

static struct scaling scaling_of(const struct scale *scale, int narrow, int rows)
{
    struct scaling s = {.base = scale->base + 0.5};
    for (int i = 0; i < 2; i++) {
        int samples = (narrow + i) * rows;
        s.steps[i] = 255.0 * 256.0 / ((double)scale->span * (double)samples);
        s.zeros[i] = samples * scale->zero;
    }
    return s;
}

static inline __m256i box_sum(const struct boxes *b, int box, const uint32_t *sums)
{
    int kind = -b->wide[box];
    const int *at = (const int *)sums + b->left[box];
    __m256i sum = _mm256_maskload_epi32(at + 8 * b->eights[kind], b->rest[kind]);
    for (int i = 0; i < b->eights[kind]; i++)
        sum = _mm256_add_epi32(sum, _mm256_loadu_si256((const __m256i *)(at + 8 * i)));
    return sum;
}

static inline __m128i four_sums(const struct boxes *b, int box, const uint32_t *sums)
{
    __m256i first = _mm256_hadd_epi32(box_sum(b, box, sums), box_sum(b, box + 1, sums)),
            second = _mm256_hadd_epi32(box_sum(b, box + 2, sums), box_sum(b, box + 3, sums));
    __m256i all = _mm256_hadd_epi32(first, second);
    return _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

static inline __m128i scale_four(const struct scaling *s, __m128i sums, __m128i wide)
{
    __m128i zeros = _mm_blendv_epi8(_mm_set1_epi32(s->zeros[0]), _mm_set1_epi32(s->zeros[1]), wide);
    __m256d steps = _mm256_blendv_pd(_mm256_set1_pd(s->steps[0]), _mm256_set1_pd(s->steps[1]),
                                     _mm256_castsi256_pd(_mm256_cvtepi32_epi64(wide)));
    __m256d value = _mm256_mul_pd(_mm256_cvtepi32_pd(_mm_sub_epi32(sums, zeros)), steps);
    value = _mm256_add_pd(value, _mm256_set1_pd(s->base));
    value = _mm256_min_pd(_mm256_max_pd(value, _mm256_setzero_pd()), _mm256_set1_pd(65535));
    __m128i whole = _mm256_cvttpd_epi32(value);
    return _mm_packus_epi32(whole, whole);
}

static void reduce_boxes(const struct boxes *b, const struct scaling *scaling, const uint32_t *sums,
                         uint16_t *to)
{
    for (int i = 0; i < b->count; i += 4) {
        __m128i wide = _mm_loadu_si128((const __m128i *)(b->wide + i));
        int64_t four = _mm_cvtsi128_si64(scale_four(scaling, four_sums(b, i, sums), wide));
        memcpy(to + i, &four, b->count - i < 4 ? sizeof *to * (size_t)(b->count - i) : sizeof four);
    }
}

/* What lanes can hold; all that films have. */
static bool fits(const struct samples *from, const struct clipping *c, int to_width, int to_height)
{
    int64_t rows = from->height / to_height + 1, columns = from->width / to_width + 1;
    int most = from->depth == 8 ? 255 : 65535;
    return rows <= MOST_ROWS && to_width <= MOST_BOXES && rows * columns <= MOST_SAMPLES &&
           (!c || (c->low >= 0 && c->low <= most && c->high >= 0 && c->high <= most));
}

void reduce_plane_avx2(const struct samples *from, struct scale scale, struct clipping *clipping,
                       uint32_t *sums, uint16_t *to, int to_width, int to_height)
{
    if (!fits(from, clipping, to_width, to_height)) {
        reduce_plane(from, scale, clipping, sums, to, to_width, to_height);
        return;
    }
    struct boxes boxes;
    make_boxes(from->width, to_width, &boxes);
    if (clipping)
        clipping->at_low = clipping->at_high = 0;
    for (int j = 0; j < to_height; j++) {
        int top = (int)((int64_t)j * from->height / to_height);
        int rows = (int)((int64_t)(j + 1) * from->height / to_height) - top;
        struct band band = {(const char *)from->data + top * from->stride, from->stride, rows};
        struct scaling scaling = scaling_of(&scale, from->width / to_width, rows);
        take_band(from, &band, clipping, sums);
        reduce_boxes(&boxes, &scaling, sums, to + (ptrdiff_t)j * to_width);
    }
}
