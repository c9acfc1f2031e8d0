/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/shift.h"
#include "kernel/moments.h"
#include <stdlib.h>
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

/* Pictures lie in zeros, so that products of what lies outside add nothing and every row is of one length. */
enum { SIDE = 64, MARGIN = 32, STRIDE = SIDE + 2 * MARGIN, LANES = 16 };

struct framed {
    int16_t at[SIDE][STRIDE];
};

/* Sums of samples and squares over all rectangles that begin at the first: [y][x] of those above and left. */
struct totals {
    int64_t sum[SIDE + 1][SIDE + 1], squares[SIDE + 1][SIDE + 1];
};

static void frame_picture(const int16_t *from, int stride, int width, int height, struct framed *to)
{
    for (int y = 0; y < height; y++) {
        memset(to->at[y], 0, sizeof to->at[y]);
        memcpy(to->at[y] + MARGIN, from + y * stride, (size_t)width * sizeof *from);
    }
}

static void add_totals(const int16_t *from, int stride, int width, int height, struct totals *to)
{
    memset(to->sum[0], 0, sizeof to->sum[0]);
    memset(to->squares[0], 0, sizeof to->squares[0]);
    for (int y = 0; y < height; y++) {
        int64_t sum = 0, squares = 0;
        to->sum[y + 1][0] = to->squares[y + 1][0] = 0;
        for (int x = 0; x < width; x++) {
            int32_t v = from[y * stride + x];
            sum += v;
            squares += v * v;
            to->sum[y + 1][x + 1] = to->sum[y][x + 1] + sum;
            to->squares[y + 1][x + 1] = to->squares[y][x + 1] + squares;
        }
    }
}

static int64_t part(int64_t t[SIDE + 1][SIDE + 1], int left, int top, int width, int height)
{
    return t[top + height][left + width] - t[top][left + width] - t[top + height][left] + t[top][left];
}

/* Of `rows` rows of LANES samples. */
#ifdef __AVX2__
static int64_t product(const int16_t *a, const int16_t *b, int rows)
{
    __m256i sum = _mm256_setzero_si256(); /* 64 × 2 × 4095² < 2³¹ */
    for (int y = 0; y < rows; y++, a += STRIDE, b += STRIDE)
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_loadu_si256((const __m256i *)a),
                                                      _mm256_loadu_si256((const __m256i *)b)));
    sum = _mm256_add_epi64(_mm256_srli_epi64(sum, 32), _mm256_and_si256(sum, _mm256_set1_epi64x(0xffffffff)));
    __m128i half = _mm_add_epi64(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    return _mm_cvtsi128_si64(_mm_add_epi64(half, _mm_unpackhi_epi64(half, half)));
}
#else
static int64_t product(const int16_t *a, const int16_t *b, int rows)
{
    int64_t sum = 0;
    for (int y = 0; y < rows; y++, a += STRIDE, b += STRIDE) {
        int32_t row = 0;
        for (int i = 0; i < LANES; i++)
            row += a[i] * b[i];
        sum += row;
    }
    return sum;
}
#endif

struct looking {
    struct framed now, before;
    struct totals of_now, of_before;
    int width, height;
};

static float likeness_at(struct looking *l, int dx, int dy)
{
    int left = dx > 0 ? dx : 0, top = dy > 0 ? dy : 0, width = l->width - abs(dx),
        height = l->height - abs(dy);
    struct moments m = {.a = part(l->of_now.sum, left, top, width, height),
                        .b = part(l->of_before.sum, left - dx, top - dy, width, height),
                        .aa = part(l->of_now.squares, left, top, width, height),
                        .bb = part(l->of_before.squares, left - dx, top - dy, width, height),
                        .count = width * height};
    for (int x = 0; x < l->width; x += LANES)
        m.ab += product(l->now.at[top] + MARGIN + x, l->before.at[top - dy] + MARGIN + x - dx, height);
    return correlation_of(&m);
}

static void look(struct looking *l, int dx, int dy, struct shift *best)
{
    if (abs(dx) >= l->width || abs(dy) >= l->height ||
        5 * (l->width - abs(dx)) * (l->height - abs(dy)) < 2 * l->width * l->height)
        return;
    float likeness = likeness_at(l, dx, dy);
    if (likeness > best->likeness)
        *best = (struct shift){dx, dy, likeness};
}

struct shift best_shift(const int16_t *now, const int16_t *before, int stride, int width, int height)
{
    struct looking l;
    l.width = width;
    l.height = height;
    frame_picture(now, stride, width, height, &l.now);
    frame_picture(before, stride, width, height, &l.before);
    add_totals(now, stride, width, height, &l.of_now);
    add_totals(before, stride, width, height, &l.of_before);
    struct shift best = {0, 0, likeness_at(&l, 0, 0)};
    for (int dy = -SHIFT_LITTLE; dy <= SHIFT_LITTLE; dy++)
        for (int dx = -SHIFT_REACH; dx <= SHIFT_REACH; dx++)
            look(&l, dx, dy, &best);
    for (int dy = -SHIFT_REACH; dy <= SHIFT_REACH; dy++)
        for (int dx = -SHIFT_LITTLE; dx <= SHIFT_LITTLE; dx++)
            if (abs(dy) > SHIFT_LITTLE)
                look(&l, dx, dy, &best);
    return best;
}
