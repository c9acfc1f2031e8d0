/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/apart.h"
#include <math.h>

void points_apart(const float *axes, size_t stride, int dimensions, const float *of, size_t count,
                  float *squares)
{
    for (size_t i = 0; i < count; i++) {
        float sum = 0;
        for (int d = 0; d < dimensions; d++) {
            float step = axes[(size_t)d * stride + i] - of[d];
            sum += step * step;
        }
        squares[i] = sum;
    }
}

void works_apart(const float *steps, size_t stride, const float of[3 * APART_STEPS], size_t count, float *two,
                 float *three)
{
    for (size_t i = 0; i < count; i++) {
        float works[3] = {0, 0, 0};
        for (int k = 0; k < 3 * APART_STEPS; k++)
            works[k / APART_STEPS] += fabsf(steps[(size_t)k * stride + i] - of[k]);
        two[i] = works[0] * works[0] + works[1] * works[1];
        three[i] = two[i] + works[2] * works[2];
    }
}

void rows_apart(const uint8_t *rows, const uint8_t *of, size_t count, float *squares)
{
    for (size_t i = 0; i < count; i++, rows += APART_ROW) {
        int sum = 0;
        for (int k = 0; k < APART_ROW; k++)
            sum += (rows[k] - of[k]) * (rows[k] - of[k]);
        squares[i] = (float)sum;
    }
}

void add_roots(const float *squares, float weight, size_t count, float *sums)
{
    for (size_t i = 0; i < count; i++)
        sums[i] += weight * sqrtf(squares[i]);
}

float least_of(const float *values, size_t count)
{
    float least = INFINITY;
    for (size_t i = 0; i < count; i++)
        least = values[i] < least ? values[i] : least;
    return least;
}

size_t places_under(const float *values, size_t count, float most, uint32_t *places)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i] <= most)
            places[found++] = (uint32_t)i;
    return found;
}

float cheapest_ways(const struct heap *from, const struct heap *to, int dimensions,
                    const float lifts[APART_MASSES])
{
    float costs[APART_MASSES];
    for (int j = 0; j < APART_MASSES; j++) {
        float best = INFINITY;
        for (int i = 0; i < from->count; i++) {
            float way = 0;
            for (int d = 0; d < dimensions; d++) {
                float step = to->axes[d][j] - from->axes[d][i];
                way += step * step;
            }
            float cost = sqrtf(way) + lifts[i];
            best = cost < best ? cost : best;
        }
        costs[j] = to->weight[j] * best;
    }
    for (int width = APART_MASSES / 2; width > 0; width /= 2)
        for (int j = 0; j < width; j++)
            costs[j] += costs[j + width];
    return costs[0];
}
