/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/difference.h"
#include "test.h"

int main(void)
{
    const uint16_t a[] = {0, 65535, 7, 100}, b[] = {65535, 0, 7, 103};
    REQUIRE_INT(absolute_difference(a, b, 4), 2 * 65535 + 3);
    REQUIRE_INT(absolute_difference(a, b, 0), 0);
    static uint16_t black[100000], white[100000];
    memset(white, 0xff, sizeof white);
    REQUIRE_INT(absolute_difference(black, white, 100000), 100000ll * 65535);
    return 0;
}
