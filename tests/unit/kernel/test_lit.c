/* SPDX-License-Identifier: Apache-2.0 */
/* Planted samples, counted by hand. */
#include "kernel/lit.h"
#include "test.h"

static void planted(void)
{
    uint8_t data[2][8] = {{16, 17, 18, 234, 235, 255, 0, 100}, {50, 50, 50, 50, 50, 50, 50, 17}};
    struct samples p = {data, 8, 8, 2, 8};
    int lit[LIT_COLUMNS];
    REQUIRE_INT(count_lit_row(&p, 0, 17), 5);
    count_lit_columns(&p, 0, 8, 1, 17, lit);
    REQUIRE_INT(lit[0], 1);
    REQUIRE_INT(lit[2], 2);
    REQUIRE_INT(lit[6], 1);
    REQUIRE_INT(lit[7], 1);
    count_lit_columns(&p, 0, 1, 2, 15, lit);
    REQUIRE_INT(lit[0], 1);
}

/* A row longer than the byte lanes can count in one go. */
static void long_row(void)
{
    static uint8_t data[20011];
    memset(data, 16, sizeof data);
    struct samples p = {data, sizeof data, sizeof data, 1, 8};
    REQUIRE_INT(count_lit_row(&p, 0, 15), 20011);
    REQUIRE_INT(count_lit_row(&p, 0, 255), 0);
}

int main(void)
{
    planted();
    long_row();
    return 0;
}
