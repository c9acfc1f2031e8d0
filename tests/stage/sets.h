/* SPDX-License-Identifier: Apache-2.0 */
/* The sets, one file each. A builder fills an empty scenery with facets, lamps and air, and says which film
 * and exposure suit it. */
#ifndef STAGE_SETS_H
#define STAGE_SETS_H

#include "develop.h"
#include "scenery.h"

struct set {
    const char *name;
    void (*build)(struct scenery *scenery, struct film_stock *stock);
    int night, indoors;
};

enum { set_count = 4 };

const struct set *set_list(void);
/* NULL where there is none of that name. */
const struct set *set_named(const char *name);

void build_apartment(struct scenery *scenery, struct film_stock *stock);
void build_nightclub(struct scenery *scenery, struct film_stock *stock);
void build_village(struct scenery *scenery, struct film_stock *stock);
void build_street(struct scenery *scenery, struct film_stock *stock);

/* Short ways to say what a set is made of. */
static inline struct material painted_with(enum pattern pattern, double metres, double red, double green,
                                           double blue, double gloss)
{
    return (struct material){
        colour(red, green, blue), (float)gloss, 0, pattern, (float)metres, (float)metres};
}

static inline struct material of_colour(double red, double green, double blue, double gloss)
{
    return painted_with(pattern_none, 1, red, green, blue, gloss);
}

static inline struct material glowing(double red, double green, double blue, double glow)
{
    return (struct material){colour(red, green, blue), 0, (float)glow, pattern_none, 1, 1};
}

#endif
