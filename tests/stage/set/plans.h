/* SPDX-License-Identifier: Apache-2.0 */
/* What each set's file gives to the list of sets. */
#ifndef STAGE_PLANS_H
#define STAGE_PLANS_H

#include "set/sets.h"

#define PLAN(set, marks, floors, blocks, leaves)                                                             \
    void build_##set(struct scenery *scenery, struct film_stock *stock, uint64_t dressing);                  \
    void arrange_##set(struct scenery *scenery, const double *open);                                         \
    extern const struct mark set##_marks[marks];                                                             \
    extern const struct floor_piece set##_floors[floors], set##_blocked[blocks];                             \
    extern const struct leaf set##_leaves[leaves]

PLAN(apartment, 13, 2, 9, 2);
PLAN(corridor, 9, 2, 4, 9);
PLAN(nightclub, 13, 3, 11, 3);
PLAN(village, 11, 5, 8, 2);
PLAN(street, 12, 3, 13, 2);
PLAN(studio, 11, 1, 7, 2);
PLAN(lobby, 14, 5, 17, 4);

PLAN(lake, 10, 4, 6, 1);

double lake_ground(double x, double z);
double lobby_ground(double x, double z);
double street_ground(double x, double z);
void reflect_street(struct scenery *scenery);
void reflect_studio(struct scenery *scenery);

#undef PLAN

#endif
