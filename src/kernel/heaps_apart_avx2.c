/* SPDX-License-Identifier: Apache-2.0 */
/* As heaps_apart.c, a column a lane. */
#include "kernel/apart.h"
#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { M = APART_MASSES };

struct transport {
    int rows;
    __m256 cost[M], price;
    int32_t flow[M][M]; /* of a column, what comes from a row */
    int32_t supply[M], demand[M];
    float lift[M];
};

struct search {
    __m256 reached, scanned; /* scanned: all bits, or none */
    __m256i from;
    float depth[M];
    int entry[M];
    unsigned rows;
};

static float sum_of(__m256 terms)
{
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(terms), _mm256_extractf128_ps(terms, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}

static float least_of_lanes(__m256 values)
{
    __m128 four = _mm_min_ps(_mm256_castps256_ps128(values), _mm256_extractf128_ps(values, 1));
    __m128 two = _mm_min_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_min_ss(two, _mm_shuffle_ps(two, two, 1)));
}

static float proven(const struct transport *t, const struct heap *from, const struct heap *to)
{
    __m256 gained = _mm256_mul_ps(t->price, _mm256_loadu_ps(to->weight)),
           paid = _mm256_mul_ps(_mm256_loadu_ps(t->lift), _mm256_loadu_ps(from->weight));
    return sum_of(_mm256_sub_ps(gained, paid));
}

static void fill(struct transport *t, const struct heap *from, const struct heap *to, int dimensions)
{
    for (int i = 0; i < from->count; i++) {
        __m256 way = _mm256_setzero_ps();
        for (int d = 0; d < dimensions; d++) {
            __m256 step = _mm256_sub_ps(_mm256_loadu_ps(to->axes[d]), _mm256_set1_ps(from->axes[d][i]));
            way = _mm256_add_ps(way, _mm256_mul_ps(step, step));
        }
        t->cost[i] = _mm256_sqrt_ps(way);
    }
}

static void begin(struct transport *t, int columns)
{
    __m256i nearest = _mm256_setzero_si256();
    t->price = _mm256_set1_ps(INFINITY);
    for (int i = 0; i < t->rows; i++) {
        __m256 cost = _mm256_add_ps(t->cost[i], _mm256_set1_ps(t->lift[i]));
        __m256 cheaper = _mm256_cmp_ps(cost, t->price, _CMP_LT_OQ);
        t->price = _mm256_blendv_ps(t->price, cost, cheaper);
        nearest = _mm256_blendv_epi8(nearest, _mm256_set1_epi32(i), _mm256_castps_si256(cheaper));
    }
    int rows[M];
    _mm256_storeu_si256((__m256i *)(void *)rows, nearest);
    for (int j = 0; j < columns; j++) {
        int32_t *supply = &t->supply[rows[j]], amount = *supply < t->demand[j] ? *supply : t->demand[j];
        t->flow[j][rows[j]] = amount;
        *supply -= amount;
        t->demand[j] -= amount;
    }
}

static void scan_row(const struct transport *t, struct search *s, int row, float depth, int entry)
{
    s->rows |= 1U << row;
    s->depth[row] = depth;
    s->entry[row] = entry;
    __m256 slack = _mm256_sub_ps(_mm256_add_ps(t->cost[row], _mm256_set1_ps(t->lift[row])), t->price);
    __m256 way = _mm256_add_ps(_mm256_set1_ps(depth), _mm256_max_ps(slack, _mm256_setzero_ps()));
    __m256 better = _mm256_andnot_ps(s->scanned, _mm256_cmp_ps(way, s->reached, _CMP_LT_OQ));
    s->reached = _mm256_blendv_ps(s->reached, way, better);
    s->from = _mm256_blendv_epi8(s->from, _mm256_set1_epi32(row), _mm256_castps_si256(better));
}

static unsigned rows_into(const struct transport *t, int column)
{
    __m256i flow = _mm256_loadu_si256((const __m256i *)(const void *)t->flow[column]);
    return (unsigned)_mm256_movemask_ps(
        _mm256_castsi256_ps(_mm256_cmpgt_epi32(flow, _mm256_setzero_si256())));
}

/* `reach`: how far it is. */
static int find_way(const struct transport *t, struct search *s, int start, float *reach)
{
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    s->reached = _mm256_set1_ps(INFINITY);
    s->scanned = _mm256_setzero_ps();
    s->from = _mm256_setzero_si256();
    s->rows = 0;
    scan_row(t, s, start, 0, -1);
    for (;;) {
        __m256 open = _mm256_blendv_ps(s->reached, _mm256_set1_ps(INFINITY), s->scanned);
        *reach = least_of_lanes(open);
        unsigned at = (unsigned)_mm256_movemask_ps(
            _mm256_andnot_ps(s->scanned, _mm256_cmp_ps(open, _mm256_set1_ps(*reach), _CMP_EQ_OQ)));
        int column = __builtin_ctz(at);
        s->scanned = _mm256_or_ps(s->scanned,
                                  _mm256_castsi256_ps(_mm256_cmpeq_epi32(lanes, _mm256_set1_epi32(column))));
        if (t->demand[column] > 0)
            return column;
        for (unsigned rows = rows_into(t, column) & ~s->rows; rows; rows &= rows - 1)
            scan_row(t, s, __builtin_ctz(rows), *reach, column);
    }
}

static void reprice(struct transport *t, const struct search *s, float reach)
{
    for (unsigned rows = s->rows; rows; rows &= rows - 1) {
        int row = __builtin_ctz(rows);
        t->lift[row] -= reach - s->depth[row];
    }
    __m256 less = _mm256_sub_ps(_mm256_set1_ps(reach), s->reached);
    t->price = _mm256_sub_ps(t->price, _mm256_and_ps(less, s->scanned));
}

static void move_along(struct transport *t, const struct search *s, int start, int end)
{
    int from[M];
    _mm256_storeu_si256((__m256i *)(void *)from, s->from);
    int32_t amount = t->supply[start] < t->demand[end] ? t->supply[start] : t->demand[end];
    for (int row = from[end]; s->entry[row] >= 0; row = from[s->entry[row]])
        if (t->flow[s->entry[row]][row] < amount)
            amount = t->flow[s->entry[row]][row];
    t->supply[start] -= amount;
    t->demand[end] -= amount;
    for (int column = end, row = from[end];; column = s->entry[row], row = from[column]) {
        t->flow[column][row] += amount;
        if (s->entry[row] < 0)
            return;
        t->flow[s->entry[row]][row] -= amount;
    }
}

static float work_of(const struct transport *t)
{
    __m256 works = _mm256_setzero_ps();
    const __m256i step = _mm256_setr_epi32(0, M, 2 * M, 3 * M, 4 * M, 5 * M, 6 * M, 7 * M);
    for (int i = 0; i < t->rows; i++) {
        __m256 flow = _mm256_cvtepi32_ps(_mm256_i32gather_epi32(&t->flow[0][i], step, 4));
        works = _mm256_add_ps(works, _mm256_mul_ps(t->cost[i], flow));
    }
    return sum_of(works) * (1.0f / HEAP_WHOLE);
}

static bool solve(struct transport *t, const struct heap *from, const struct heap *to, float enough)
{
    begin(t, to->count);
    for (int i = 0; i < t->rows; i++)
        while (t->supply[i] > 0) {
            struct search s;
            float reach;
            if (proven(t, from, to) > enough)
                return false;
            int end = find_way(t, &s, i, &reach);
            reprice(t, &s, reach);
            move_along(t, &s, i, end);
        }
    return true;
}

float heaps_apart_avx2(const struct heap *from, const struct heap *to, int dimensions, float enough,
                       float lifts[APART_MASSES])
{
    struct transport t = {.rows = from->count};
    fill(&t, from, to, dimensions);
    memcpy(t.supply, from->share, sizeof t.supply);
    memcpy(t.demand, to->share, sizeof t.demand);
    memcpy(t.lift, lifts, sizeof t.lift);
    bool solved = solve(&t, from, to, enough);
    memcpy(lifts, t.lift, sizeof t.lift);
    return solved ? work_of(&t) : INFINITY;
}
