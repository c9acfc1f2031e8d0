/* SPDX-License-Identifier: Apache-2.0 */
/* How far each shot of a film is from other films' nearest, summed over them film by film: so that a film
   more is one added, and nothing asked again. */
#ifndef PST_DISTANCE_SUMS_H
#define PST_DISTANCE_SUMS_H

#include "likeness/nearness.h"

struct distance_sums {
    size_t shots;
    double *sum, *told; /* [facet × shots + shot]: of distances, and of how many; one allocation, sum's */
};

/* All nought. false: no memory. */
bool distance_sums_open(struct distance_sums *, size_t shots);
void distance_sums_release(struct distance_sums *);

/* Adds one film's. In the same order of films they are the same to the bit. */
void distance_sums_add(struct distance_sums *, const struct nearness *);

/* Their mean; NaN where no film told. false: no memory. */
bool distance_sums_mean(const struct distance_sums *, struct curves *);

#endif
