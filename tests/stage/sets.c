/* SPDX-License-Identifier: Apache-2.0 */
#include "sets.h"

#include <string.h>

static const struct set sets[set_count] = {
    {"apartment", build_apartment, 1, 1},
    {"nightclub", build_nightclub, 1, 1},
    {"village", build_village, 0, 0},
    {"street", build_street, 1, 0},
};

const struct set *set_list(void)
{
    return sets;
}

const struct set *set_named(const char *name)
{
    for (int i = 0; i < set_count; i++) {
        if (!strcmp(sets[i].name, name))
            return &sets[i];
    }
    return NULL;
}
