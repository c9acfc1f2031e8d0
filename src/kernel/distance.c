/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/distance.h"
#include <stdlib.h>

int64_t squared_distance(const int16_t *a, const int16_t *b, int count)
{
    int64_t total = 0;
    for (int i = 0; i < count; i += DISTANCE_UNIT) {
        int32_t part = 0; /* 96 × 4095² < 2³¹ */
        for (int j = i; j < i + DISTANCE_UNIT; j++) {
            int16_t d = (int16_t)(a[j] - b[j]);
            part += d * d;
        }
        total += part;
    }
    return total;
}

int64_t either_distance(const int16_t *x, const int16_t *a, const int16_t *b, int count)
{
    int64_t total = 0;
    for (int i = 0; i < count; i += DISTANCE_UNIT) {
        int32_t part = 0;
        for (int j = i; j < i + DISTANCE_UNIT; j++) {
            int16_t p = (int16_t)abs(x[j] - a[j]), q = (int16_t)abs(x[j] - b[j]);
            int16_t d = p < q ? p : q;
            part += d * d;
        }
        total += part;
    }
    return total;
}

unsigned bytes_apart(const uint8_t *a, const uint8_t *b, int count)
{
    unsigned sum = 0;
    for (int i = 0; i < count; i++)
        sum += (unsigned)abs(a[i] - b[i]);
    return sum;
}

void pieces_apart(const uint8_t *a, const uint8_t *b, int pieces, uint16_t *apart)
{
    for (int i = 0; i < pieces; i++)
        apart[i] = (uint16_t)bytes_apart(a + i * PIECE, b + i * PIECE, PIECE);
}
