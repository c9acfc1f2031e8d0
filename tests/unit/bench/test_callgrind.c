/* SPDX-License-Identifier: Apache-2.0 */
#include "callgrind.h"
#include "test.h"
#include <stdint.h>

/* main calls reduce twice, which takes 700 in all; the library's share is its own 40. A name is defined where
   it first stands, be that as a callee's. */
static const char counted[] = "version: 1\nevents: Ir\n\n"
                              "ob=(1) /usr/bin/pastiche\nfl=(1) main.c\nfn=(1) main\n10 5\n+2 7\n"
                              "cfn=(2) reduce\ncalls=2 40\n12 700\n"
                              "cob=(2) /lib/libc.so.6\ncfn=(3) memcpy\ncalls=1 0\n* 40\n-1 3\n\n"
                              "fn=(2)\n40 600\n41 100\n\nob=(2)\nfl=(2) ???\nfn=(3)\n0 40\ntotals: 755\n";

static long long of(const struct callgrind_table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->entries[i].name && strcmp(table->entries[i].name, name) == 0)
            return table->entries[i].instructions;
    return -1;
}

int main(void)
{
    struct callgrind c;
    FILE *file = fmemopen((void *)(uintptr_t)counted, sizeof counted - 1, "r");
    REQUIRE(file && callgrind_read(file, "pastiche", &c));
    fclose(file);
    REQUIRE_INT(of(&c.objects, "/usr/bin/pastiche"), 5 + 7 + 3 + 600 + 100);
    REQUIRE_INT(of(&c.objects, "/lib/libc.so.6"), 40);
    REQUIRE_INT(of(&c.functions, "main"), 5 + 7 + 3);
    REQUIRE_INT(of(&c.functions, "reduce"), 700);
    REQUIRE_INT(of(&c.functions, "memcpy"), 0);
    callgrind_sort(&c.functions);
    REQUIRE_TEXT(c.functions.entries[0].name, "reduce");
    callgrind_release(&c);
    return 0;
}
