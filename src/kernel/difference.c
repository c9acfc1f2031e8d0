/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/difference.h"

enum { CHUNK = 32768 }; /* so many 16-bit differences fit a 32-bit sum */

uint64_t absolute_difference(const uint16_t *a, const uint16_t *b, int count)
{
    uint64_t total = 0;
    for (int at = 0; at < count; at += CHUNK) {
        int end = count - at < CHUNK ? count : at + CHUNK;
        uint32_t sum = 0;
        for (int i = at; i < end; i++)
            sum += a[i] > b[i] ? (uint32_t)(a[i] - b[i]) : (uint32_t)(b[i] - a[i]);
        total += sum;
    }
    return total;
}
