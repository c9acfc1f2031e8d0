/* SPDX-License-Identifier: Apache-2.0 */
/* Boosted regression trees: J. H. Friedman, "Greedy function approximation: a gradient boosting machine",
   Annals of Statistics 29 (2001). The sum of the trees' leaves is the log odds. */
#ifndef PST_BOOSTED_H
#define PST_BOOSTED_H

#include <stdint.h>

struct boosted_node {
    int16_t feature; /* −1: a leaf */
    uint16_t above;  /* node to go to where the feature is above `value`; else the next node */
    float value;     /* threshold, or the leaf's log odds */
};

struct boosted {
    const struct boosted_node *nodes; /* tree after tree */
    const uint16_t *roots;
    int trees;
    float bias; /* log odds before any tree */
};

/* Probability 0..1. */
double boosted_probability(const struct boosted *, const float *features);

#endif
