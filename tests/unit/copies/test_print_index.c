/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/print_index.h"
#include "test.h"

enum { PRINTS = 3000 };

static uint8_t prints[PRINTS][FINGERPRINT_SIZE];
static uint32_t frames[PRINTS];

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static int slow_distance(const uint8_t *a, const uint8_t *b)
{
    int bits = 0;
    for (int i = 0; i < 128; i++)
        bits += (a[i / 8] >> i % 8 & 1) != (b[i / 8] >> i % 8 & 1);
    return bits;
}

static void flip(uint8_t *code, int bits, uint64_t *state)
{
    for (int i = 0; i < bits; i++) {
        uint64_t bit = next(state) % 128;
        code[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

/* Everything within 15 bits is found, once, with its distance; nothing beyond the radius. */
int main(void)
{
    uint64_t state = 1;
    struct print_index index;
    struct print_hits hits = {0};
    for (int i = 0; i < PRINTS; i++) {
        frames[i] = (uint32_t)i;
        for (int k = 0; k < 32; k++)
            prints[i][k] = i % 3 ? prints[i - 1][k] : (uint8_t)next(&state);
        if (i % 3)
            flip(prints[i] + 16 * (i % 2), 12, &state);
    }
    REQUIRE(print_index_make(&index, &prints[0][0], frames, PRINTS));
    for (int view = 0; view < 2; view++)
        for (int q = 0; q < 500; q++) {
            uint8_t asked[FINGERPRINT_SIZE];
            memcpy(asked, prints[(q * 7) % PRINTS], sizeof asked);
            flip(asked + 16 * view, q % 16, &state);
            struct print_code code = print_code_of(asked, view);
            hits.count = 0;
            REQUIRE(print_index_find(&index, view, code, 20, &hits));
            int within = 0, found = 0;
            for (int i = 0; i < PRINTS; i++)
                within += slow_distance(asked + 16 * view, prints[i] + 16 * view) <= 15;
            for (size_t i = 0; i < hits.count; i++) {
                REQUIRE_INT(hits.items[i].distance,
                            slow_distance(asked + 16 * view, prints[hits.items[i].frame] + 16 * view));
                REQUIRE(hits.items[i].distance <= 20);
                found += hits.items[i].distance <= 15;
                for (size_t k = 0; k < i; k++)
                    REQUIRE(hits.items[k].frame != hits.items[i].frame);
            }
            REQUIRE_INT(found, within);
        }
    struct print_code code = print_code_of(prints[0], 0),
                      back = print_code_mirrored(print_code_mirrored(code));
    REQUIRE(code.low == back.low && code.high == back.high);
    free(hits.items);
    print_index_release(&index);
    return 0;
}
