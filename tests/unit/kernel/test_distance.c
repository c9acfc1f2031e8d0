/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/distance.h"
#include "test.h"
#include <string.h>

static void test_sums(void)
{
    int16_t a[192], b[192], x[192];
    for (int i = 0; i < 192; i++) {
        a[i] = 0;
        b[i] = 4095;
        x[i] = i < 8 ? 4095 : 5;
    }
    REQUIRE_INT(squared_distance(a, b, 192),
                192LL * 4095 * 4095); /* the most there can be, without overflow */
    REQUIRE_INT(either_distance(x, a, b, 192), 184 * 25);
    uint8_t black[48] = {0}, white[48];
    memset(white, 255, sizeof white);
    REQUIRE_INT(bytes_apart(black, white, 48), 48 * 255);
    uint16_t apart[4];
    white[PIECE] = 0;
    pieces_apart(black, white, 4, apart);
    REQUIRE_INT(apart[0], PIECE * 255);
    REQUIRE_INT(apart[1], (PIECE - 1) * 255);
}

int main(void)
{
    test_sums();
    return 0;
}
