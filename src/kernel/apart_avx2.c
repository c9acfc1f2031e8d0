/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/apart.h"
#include <immintrin.h>
#include <math.h>

void points_apart_avx2(const float *axes, size_t stride, int dimensions, const float *of, size_t count,
                       float *squares)
{
    __m256 at[APART_AXES];
    for (int d = 0; d < dimensions; d++)
        at[d] = _mm256_set1_ps(of[d]);
    for (size_t i = 0; i < count; i += APART_UNIT) {
        __m256 sum = _mm256_setzero_ps();
        for (int d = 0; d < dimensions; d++) {
            __m256 step = _mm256_sub_ps(_mm256_loadu_ps(axes + (size_t)d * stride + i), at[d]);
            sum = _mm256_add_ps(sum, _mm256_mul_ps(step, step));
        }
        _mm256_storeu_ps(squares + i, sum);
    }
}

static __m256 work_along(const float *steps, size_t stride, const float of[APART_STEPS])
{
    const __m256 sign = _mm256_set1_ps(-0.0f);
    __m256 sum = _mm256_setzero_ps();
    for (int k = 0; k < APART_STEPS; k++) {
        __m256 apart =
            _mm256_sub_ps(_mm256_loadu_ps(steps + (size_t)k * stride), _mm256_broadcast_ss(&of[k]));
        sum = _mm256_add_ps(sum, _mm256_andnot_ps(sign, apart));
    }
    return _mm256_mul_ps(sum, sum);
}

void works_apart_avx2(const float *steps, size_t stride, const float of[3 * APART_STEPS], size_t count,
                      float *two, float *three)
{
    const size_t axis = APART_STEPS * stride;
    for (size_t i = 0; i < count; i += APART_UNIT) {
        __m256 sum = _mm256_add_ps(work_along(steps + i, stride, of),
                                   work_along(steps + i + axis, stride, of + APART_STEPS));
        _mm256_storeu_ps(two + i, sum);
        sum = _mm256_add_ps(sum, work_along(steps + i + 2 * axis, stride, of + 2 * APART_STEPS));
        _mm256_storeu_ps(three + i, sum);
    }
}

struct row {
    __m256i parts[APART_ROW / 32];
};

static struct row load_row(const uint8_t *bytes)
{
    struct row row;
    for (int k = 0; k < APART_ROW / 32; k++)
        row.parts[k] = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32 * k));
    return row;
}

/* Differences of up to 127 multiply as signed bytes; three pairs of squares fill 17 bits, so widened first.
 */
static __m256i squares_of_row(const struct row *of, const uint8_t *bytes)
{
    const __m256i ones = _mm256_set1_epi16(1);
    struct row row = load_row(bytes);
    __m256i sum = _mm256_setzero_si256();
    for (int k = 0; k < APART_ROW / 32; k++) {
        __m256i apart = _mm256_abs_epi8(_mm256_sub_epi8(row.parts[k], of->parts[k]));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(apart, apart), ones));
    }
    return sum;
}

/* Eight sums of eight lanes each, in order. */
static __m256i sums_across(const __m256i rows[8])
{
    __m256i a = _mm256_hadd_epi32(_mm256_hadd_epi32(rows[0], rows[1]), _mm256_hadd_epi32(rows[2], rows[3])),
            b = _mm256_hadd_epi32(_mm256_hadd_epi32(rows[4], rows[5]), _mm256_hadd_epi32(rows[6], rows[7]));
    return _mm256_add_epi32(_mm256_permute2x128_si256(a, b, 0x20), _mm256_permute2x128_si256(a, b, 0x31));
}

void rows_apart_avx2(const uint8_t *rows, const uint8_t *of, size_t count, float *squares)
{
    const struct row at = load_row(of);
    for (size_t i = 0; i < count; i += APART_UNIT) {
        __m256i sums[APART_UNIT];
        for (int k = 0; k < APART_UNIT; k++, rows += APART_ROW)
            sums[k] = squares_of_row(&at, rows);
        _mm256_storeu_ps(squares + i, _mm256_cvtepi32_ps(sums_across(sums)));
    }
}

void add_roots_avx2(const float *squares, float weight, size_t count, float *sums)
{
    const __m256 times = _mm256_set1_ps(weight);
    for (size_t i = 0; i < count; i += APART_UNIT) {
        __m256 root = _mm256_sqrt_ps(_mm256_loadu_ps(squares + i));
        _mm256_storeu_ps(sums + i, _mm256_add_ps(_mm256_loadu_ps(sums + i), _mm256_mul_ps(times, root)));
    }
}

float least_of_avx2(const float *values, size_t count)
{
    __m256 least = _mm256_set1_ps(INFINITY);
    for (size_t i = 0; i < count; i += APART_UNIT)
        least = _mm256_min_ps(_mm256_loadu_ps(values + i), least); /* of what is no number the second */
    float lanes[APART_UNIT];
    _mm256_storeu_ps(lanes, least);
    return least_of(lanes, APART_UNIT);
}

size_t places_under_avx2(const float *values, size_t count, float most, uint32_t *places)
{
    const __m256 limit = _mm256_set1_ps(most);
    size_t found = 0;
    for (size_t i = 0; i < count; i += APART_UNIT) {
        int under = _mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(values + i), limit, _CMP_LE_OQ));
        for (; under; under &= under - 1)
            places[found++] = (uint32_t)i + (uint32_t)__builtin_ctz((unsigned)under);
    }
    return found;
}

float cheapest_ways_avx2(const struct heap *from, const struct heap *to, int dimensions,
                         const float lifts[APART_MASSES])
{
    __m256 best = _mm256_set1_ps(INFINITY), at[3];
    for (int d = 0; d < dimensions; d++)
        at[d] = _mm256_loadu_ps(to->axes[d]);
    for (int i = 0; i < from->count; i++) {
        __m256 way = _mm256_setzero_ps();
        for (int d = 0; d < dimensions; d++) {
            __m256 step = _mm256_sub_ps(at[d], _mm256_set1_ps(from->axes[d][i]));
            way = _mm256_add_ps(way, _mm256_mul_ps(step, step));
        }
        best = _mm256_min_ps(_mm256_add_ps(_mm256_sqrt_ps(way), _mm256_set1_ps(lifts[i])), best);
    }
    __m256 costs = _mm256_mul_ps(_mm256_loadu_ps(to->weight), best);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(costs), _mm256_extractf128_ps(costs, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}
