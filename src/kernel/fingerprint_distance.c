/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_hash.h"
#include <string.h>

enum { VIEW_SIZE = FINGERPRINT_BITS / 8 };

const uint8_t fingerprint_odd_bits[FINGERPRINT_BITS / 8] = {0x4a, 0x95, 0xaa, 0x52, 0x55, 0xa5, 0xaa, 0xaa,
                                                            0x54, 0x55, 0x55, 0xa9, 0xaa, 0xaa, 0x2a, 0x55};

static int differing_bits(const uint8_t *a, const uint8_t *b, const uint8_t *inverted)
{
    uint64_t x[2], y[2], flip[2];
    memcpy(x, a, sizeof x);
    memcpy(y, b, sizeof y);
    memcpy(flip, inverted, sizeof flip);
    return __builtin_popcountll(x[0] ^ y[0] ^ flip[0]) + __builtin_popcountll(x[1] ^ y[1] ^ flip[1]);
}

int fingerprint_distance(const uint8_t a[FINGERPRINT_SIZE], const uint8_t b[FINGERPRINT_SIZE], bool mirrored)
{
    static const uint8_t none[VIEW_SIZE] = {0};
    const uint8_t *flip = mirrored ? fingerprint_odd_bits : none;
    int whole = differing_bits(a, b, flip);
    int wider = differing_bits(a + VIEW_SIZE, b, flip), closer = differing_bits(a, b + VIEW_SIZE, flip);
    int crop = wider < closer ? wider : closer;
    return whole < crop ? whole : crop;
}

struct fingerprint_pairs fingerprint_pairs(const uint8_t a[FINGERPRINT_SIZE],
                                           const uint8_t b[FINGERPRINT_SIZE], bool mirrored)
{
    static const uint8_t none[VIEW_SIZE] = {0};
    const uint8_t *flip = mirrored ? fingerprint_odd_bits : none;
    return (struct fingerprint_pairs){
        differing_bits(a, b, flip), differing_bits(a + VIEW_SIZE, b + VIEW_SIZE, flip),
        differing_bits(a, b + VIEW_SIZE, flip), differing_bits(a + VIEW_SIZE, b, flip)};
}
