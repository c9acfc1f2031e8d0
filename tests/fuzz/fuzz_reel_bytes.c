/* SPDX-License-Identifier: Apache-2.0 */
/* A reel changed byte by byte. The input is a list of changes of 8 bytes each: what to do, where (3 bytes),
   and with what (4 bytes). */
#include "fuzz.h"
#include "scratch_folder.h"
#include "strange_reel.h"

enum { CHANGE = 8, MOST_CHANGES = 64 };

static void change(uint8_t *reel, size_t *size, const uint8_t *c)
{
    size_t at = (c[1] | (size_t)c[2] << 8 | (size_t)c[3] << 16) % *size;
    size_t from = (c[4] | (size_t)c[5] << 8 | (size_t)c[6] << 16) % *size;
    size_t left = *size - at, room = *size - from, length = (size_t)c[7] + 1;
    switch (c[0] % 6) {
    case 0: reel[at] = c[4]; break;
    case 1: reel[at] ^= c[4]; break;
    case 2: memcpy(reel + at, c + 4, left < 4 ? left : 4); break;
    case 3: memset(reel + at, c[4], left < length ? left : length); break;
    case 4:
        length = length < left ? length : left;
        memmove(reel + at, reel + from, length < room ? length : room);
        break;
    case 5: *size = at > 100 ? at : *size; break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    size_t reel_size;
    const uint8_t *reel = sound_reel(&reel_size);
    uint8_t *spoilt = malloc(reel_size);
    MUST(spoilt);
    memcpy(spoilt, reel, reel_size);
    for (size_t i = 0; i + CHANGE <= size && i < (size_t)CHANGE * MOST_CHANGES; i += CHANGE)
        change(spoilt, &reel_size, bytes + i);
    scratch_write(strange_path(), spoilt, reel_size);
    try_strange_reel(size % 4 == 0);
    forget_strange_reel();
    free(spoilt);
    return 0;
}
