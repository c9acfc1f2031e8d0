/* SPDX-License-Identifier: Apache-2.0 */
/* Every frame that counts is near a kept one beside it, whatever the film does, and no more are kept than may
 * be. */
#include "copies/print_index.h"
#include "copies/thin_prints.h"
#include "test.h"

enum { FRAMES = 4000 };

static uint8_t prints[FRAMES][FINGERPRINT_SIZE];
static bool counts[FRAMES];
static uint32_t kept[FRAMES];
static uint64_t seed = 5;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* Shots of 50 frames; from one frame to the next `moved` bits of 256 turn. Some frames do not count. */
static void shoot(int moved)
{
    for (int n = 0; n < FRAMES; n++) {
        counts[n] = draw(20) > 0;
        for (int k = 0; k < FINGERPRINT_SIZE; k++)
            prints[n][k] = n % 50 ? prints[n - 1][k] : (uint8_t)draw(256);
        for (int i = 0; i < moved; i++) {
            uint32_t bit = draw(256);
            prints[n][bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
    }
}

static bool are_near(int64_t a, int64_t b, int apart)
{
    for (int view = 0; view < 2; view++)
        if (print_code_distance(print_code_of(prints[a], view), print_code_of(prints[b], view)) > apart)
            return false;
    return true;
}

static size_t check(size_t most, int *apart)
{
    size_t count = thin_prints(prints[0], counts, FRAMES, most, kept, apart), behind = 0;
    REQUIRE(count > 0 && count <= most);
    for (size_t i = 0; i < count; i++)
        REQUIRE(counts[kept[i]] && (i == 0 || kept[i] > kept[i - 1]));
    for (int64_t n = 0; n < FRAMES; n++) {
        while (behind < count && kept[behind] < n)
            behind++;
        bool near = (behind < count && are_near(n, kept[behind], *apart)) ||
                    (behind > 0 && are_near(n, kept[behind - 1], *apart));
        REQUIRE(!counts[n] || near);
    }
    return count;
}

int main(void)
{
    int apart, calm;
    /* Nothing moves: a print a shot, as near as noise. */
    shoot(0);
    REQUIRE_INT(check(FRAMES, &calm), FRAMES / 50);
    /* What moves needs more, or a wider net; the fewer there may be, the wider. */
    shoot(6);
    REQUIRE(check(FRAMES, &apart) > FRAMES / 50);
    REQUIRE_INT(apart, calm);
    int before = apart;
    for (size_t most = 800; most >= 100; most /= 2) {
        check(most, &apart);
        REQUIRE(apart > before);
        before = apart;
    }
    /* As wide as it gets: one stands for all. */
    REQUIRE_INT(check(1, &apart), 1);
    memset(counts, 0, sizeof counts);
    REQUIRE_INT(thin_prints(prints[0], counts, FRAMES, 10, kept, &apart), 0);
    REQUIRE_INT(thin_prints(prints[0], counts, 0, 10, kept, &apart), 0);
    return 0;
}
