/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/codes.h"
#include <string.h>

static uint8_t bits_in(uint8_t byte)
{
    byte = (uint8_t)(byte - (byte >> 1 & 0x55));
    byte = (uint8_t)((byte & 0x33) + (byte >> 2 & 0x33));
    return (uint8_t)((byte + (byte >> 4)) & 0x0f);
}

void codes_apart(const uint8_t *codes, size_t groups, const uint8_t *sought, size_t count, uint8_t *least)
{
    memset(least, UINT8_MAX, groups * CODES_ABREAST);
    for (size_t g = 0; g < groups; g++, codes += CODES_GROUP, least += CODES_ABREAST)
        for (size_t s = 0; s < count; s++) {
            uint8_t apart[CODES_ABREAST] = {0};
            for (size_t k = 0; k < CODE_SIZE; k++)
                for (size_t i = 0; i < CODES_ABREAST; i++)
                    apart[i] = (uint8_t)(apart[i] +
                                         bits_in(codes[k * CODES_ABREAST + i] ^ sought[s * CODE_SIZE + k]));
            for (size_t i = 0; i < CODES_ABREAST; i++)
                least[i] = apart[i] < least[i] ? apart[i] : least[i];
        }
}
