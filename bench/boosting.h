/* SPDX-License-Identifier: Apache-2.0 */
/* Trains boosted trees on log loss with Newton steps over histograms of the features: T. Chen, C. Guestrin,
 * "XGBoost: a scalable tree boosting system", KDD 2016, section 2; G. Ke et al., "LightGBM", NIPS 2017,
 * section 2.1. Makes their probabilities true: each example's log odds by trees that never saw its part, then
 * a line through them (J. Platt, "Probabilistic outputs for support vector machines", 1999). Deterministic.
 */
#ifndef BENCH_BOOSTING_H
#define BENCH_BOOSTING_H

#include "form/boosted.h"
#include "form/shot_features.h"
#include <stddef.h>
#include <stdio.h>

enum { TREES = 300, TREE_DEPTH = 5, TREE_NODES = 1 << (TREE_DEPTH + 1), PARTS = 5 };

struct example {
    float features[MODEL_FEATURES];
    float label;  /* 0 or 1 */
    float weight; /* of one, 1 */
    int part;     /* 0 to PARTS − 1; examples of one film, or of films from one clip or seed, share it */
};

struct examples {
    struct example *items;
    size_t count, capacity;
};

/* Trees with their probabilities made true. */
struct forest {
    struct boosted_node nodes[TREES * TREE_NODES];
    uint16_t roots[TREES];
    int count; /* of nodes */
    float bias;
};

/* [p]: trained without part p; [PARTS]: on all. What it did is told on `log` in one line. */
void boost(const struct examples *, const char *name, struct forest forests[PARTS + 1], FILE *log);
/* Valid as long as the forest. */
struct boosted forest_as_model(const struct forest *);
/* As a C table of form/shot_models.h. */
void forest_write(const struct forest *, const char *name, FILE *);

#endif
