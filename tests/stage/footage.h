/* SPDX-License-Identifier: Apache-2.0 */
/* A script's film shot into memory, pictures and truth, for tests that hold the one against the other. */
#ifndef STAGE_FOOTAGE_H
#define STAGE_FOOTAGE_H

#include "film/filming.h"
#include "film/script.h"

struct footage {
    struct screenplay film;
    struct running running;
    struct speeches speeches;
    struct picture_planes *pictures;
    struct film_frame *frames;
    struct true_transition *transitions;
    int transition_count;
};

/* Ends the test where the script has a fault. */
void footage_shoot(const char *script, struct footage *footage);
void footage_release(struct footage *footage);

/* Mean absolute difference of two pictures' luma, in steps. */
double luma_apart(const struct picture_planes *a, const struct picture_planes *b);
double mean_luma(const struct picture_planes *picture);
/* By how many pixels, fractions too, picture b's middle lies to the right of and below a's: where the sum of
 * absolute differences is least, over at most `reach` pixels each way. */
void shift_between(const struct picture_planes *a, const struct picture_planes *b, int reach, double *right,
                   double *down);

/* What differs by more than `least` steps of luma: how many pixels, their box (both ends inside) and middle.
 */
struct difference {
    int pixels, left, top, right, bottom;
    double x, y;
};
struct difference differing(const struct picture_planes *a, const struct picture_planes *b, int least);

#endif
