/* SPDX-License-Identifier: Apache-2.0 */
#include "set/plans.h"

#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define PLANNED(set)                                                                                         \
    .name = #set, .build = build_##set, .arrange = arrange_##set, .marks = set##_marks,                      \
    .mark_count = COUNT(set##_marks), .floors = set##_floors, .floor_count = COUNT(set##_floors),            \
    .blocked = set##_blocked, .blocked_count = COUNT(set##_blocked), .leaves = set##_leaves,                 \
    .leaf_count = COUNT(set##_leaves)

static const struct set sets[set_count] = {
    {PLANNED(apartment), .night = 1, .indoors = 1, .doors = 2, .surface = 1},
    {PLANNED(nightclub), .night = 1, .indoors = 1, .doors = 2, .surface = 0},
    {PLANNED(village), .night = 0, .indoors = 0, .doors = 2, .surface = 2},
    {PLANNED(street), .reflect = reflect_street, .ground = street_ground, .night = 1, .indoors = 0,
     .doors = 2, .surface = 4},
    {PLANNED(corridor), .night = 0, .indoors = 1, .doors = 8, .surface = 3},
    {PLANNED(studio), .reflect = reflect_studio, .night = 0, .indoors = 1, .doors = 2, .surface = 1},
    {PLANNED(lake), .ground = lake_ground, .night = 0, .indoors = 0, .doors = 1, .surface = 2},
    {PLANNED(lobby), .ground = lobby_ground, .night = 1, .indoors = 1, .doors = 3, .surface = 0},
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
