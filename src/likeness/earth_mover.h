/* SPDX-License-Identifier: Apache-2.0 */
/* The earth mover's distance of two small sets of weighted points: the least work in which one heap of earth
   becomes the other, where moving a mass over a distance is their product (Rubner, Tomasi & Guibas, The earth
   mover's distance as a metric for image retrieval, 2000). */
#ifndef PST_EARTH_MOVER_H
#define PST_EARTH_MOVER_H

enum { MOVER_MOST = 8 };

struct mass {
    float weight; /* of any unit, 0 and up */
    float x, y, z;
};

/* What a distance rests on. flow[i][j] of `a`'s mass i goes to `b`'s mass j, in units of the whole; lift and
   drop prove that no plan is better: cost[i][j] ≥ drop[j] − lift[i] everywhere, equal where earth flows. */
struct moving {
    double cost[MOVER_MOST][MOVER_MOST];
    double flow[MOVER_MOST][MOVER_MOST];
    double lift[MOVER_MOST], drop[MOVER_MOST];
};

/* 1 ≤ counts ≤ MOVER_MOST; the weights of each set sum to more than 0 and count as shares of that sum, to
   2⁻³⁰. Exact but for rounding. `moving` may be NULL. */
double earth_mover(const struct mass *a, int a_count, const struct mass *b, int b_count,
                   struct moving *moving);

#endif
