/* SPDX-License-Identifier: Apache-2.0 */
/* The sets, one file each. A builder fills an empty scenery with facets, lamps and air, and says which film
 * and exposure suit it. */
#ifndef STAGE_SETS_H
#define STAGE_SETS_H

#include "render/develop.h"
#include "render/scenery.h"

/* A place with a name: where somebody stands, sits or comes in, and where they look from there. */
struct mark {
    const char *name;
    struct vec at;
    double heading;
};

/* A door's leaf turns about its hinge, clockwise seen from above, by its degrees when fully open. */
struct leaf {
    int door; /* leaves of a double door have one number */
    struct vec hinge;
    double heading; /* from the hinge along the shut leaf */
    double wide, high, degrees;
    uint16_t material; /* a number of the set's */
};

struct floor_piece {
    double x0, z0, x1, z1;
};

struct set {
    const char *name;
    /* `dressing` chooses colours of walls and things, and what stands about; 0 is the usual. */
    void (*build)(struct scenery *scenery, struct film_stock *stock, uint64_t dressing);
    /* Adds what moves, after the set ended, anew each frame: door n is open[n] open (0 to 1). NULL: nothing
     * does. */
    void (*arrange)(struct scenery *scenery, const double *open);
    /* Height of the floor, stairs included; NULL: 0 everywhere. */
    double (*ground)(double x, double z);
    int night, indoors, doors;
    int surface; /* of steps, as in sound/soundtrack.h: 0 hard, 1 wood, 2 snow, 3 carpet, 4 wet */
    /* Names are of letters and hyphens. "beyond-…" lies behind a door, off the floors: people come from there
     * and go there, cameras do not. "…-seat" lies on something to sit on. */
    const struct mark *marks;
    int mark_count;
    const struct floor_piece *floors; /* where people may walk and cameras may stand */
    int floor_count;
    const struct floor_piece
        *blocked; /* what stands on the floors, up to higher than a camera's usual place */
    int blocked_count;
    const struct leaf *leaves;
    int leaf_count;
    /* Adds, after all else that moves this frame, what the set's mirrors show of it (as the set's own: who
     * is 0). NULL: it has none. */
    void (*reflect)(struct scenery *scenery);
};

enum { set_count = 8 };

const struct set *set_list(void);
/* NULL where there is none of that name. */
const struct set *set_named(const char *name);
/* NULL where the set has no such mark. */
const struct mark *set_mark(const struct set *set, const char *name);

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
