/* SPDX-License-Identifier: Apache-2.0 */
#include "set/sets.h"

#include <string.h>

static const struct set sets[set_count] = {
    {.name = "apartment", .build = build_apartment, .night = 1, .indoors = 1},
    {.name = "nightclub", .build = build_nightclub, .night = 1, .indoors = 1},
    {.name = "village", .build = build_village, .night = 0, .indoors = 0},
    {.name = "street", .build = build_street, .night = 1, .indoors = 0},
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

const struct mark *set_mark(const struct set *set, const char *name)
{
    for (int i = 0; i < set->mark_count; i++) {
        if (!strcmp(set->marks[i].name, name))
            return &set->marks[i];
    }
    return NULL;
}
