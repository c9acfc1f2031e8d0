/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "test.h"

int main(void)
{
    struct pst_rational film = {1, 90000}, milli = {1, 1000}, ntsc = {1001, 24000};
    REQUIRE_INT(clock_rescale(1000, milli, film), 90000);
    REQUIRE_INT(clock_rescale(172800, ntsc, milli), 7207200);
    REQUIRE_INT(clock_rescale(-3, (struct pst_rational){1, 2}, (struct pst_rational){1, 1}), -2);
    REQUIRE_INT(clock_rescale(INT64_MAX, film, (struct pst_rational){1, 1000000}), INT64_MAX);
    REQUIRE_NEAR(clock_seconds(45000, film), 0.5, 0);
    REQUIRE(isnan(clock_seconds(1, (struct pst_rational){0, 0})));
    return 0;
}
