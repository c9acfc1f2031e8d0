/* SPDX-License-Identifier: Apache-2.0 */
#include "base/names.h"
#include "test.h"
#include <stdint.h>

int main(void)
{
    struct names names = {0};
    char name[32];
    REQUIRE(names_find(&names, "a") == SIZE_MAX);
    for (size_t i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "reel %zu", i);
        REQUIRE(names_add(&names, name, i));
    }
    REQUIRE(names_add(&names, "reel 7", 99999) && names_add(&names, "", 5));
    for (size_t i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "reel %zu", i);
        REQUIRE(names_find(&names, name) == i);
    }
    REQUIRE(names_find(&names, "") == 5 && names_find(&names, "reel 5000") == SIZE_MAX);
    names_release(&names);
    REQUIRE(names_find(&names, "reel 7") == SIZE_MAX);
    return 0;
}
