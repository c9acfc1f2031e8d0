/* SPDX-License-Identifier: Apache-2.0 */
/* Trains boosted trees on log loss with Newton steps, as in T. Chen, C. Guestrin, "XGBoost: a scalable tree
 * boosting system", KDD 2016, section 2, and makes their probabilities true: each example's log odds by trees
 * that never saw its fold, then a line through them (J. Platt, "Probabilistic outputs for support vector
 * machines", 1999). Deterministic. */
#ifndef BENCH_BOOSTING_H
#define BENCH_BOOSTING_H

#include "form/shot_features.h"
#include <stddef.h>
#include <stdio.h>

enum { TREES = 200, TREE_DEPTH = 3, TREE_NODES = 1 << (TREE_DEPTH + 1), FOLDS = 5 };

struct example {
    float features[MODEL_FEATURES];
    float label; /* 0 or 1 */
    int fold;    /* examples of one film, or of films from one source, share a fold */
};

struct examples {
    struct example *items;
    size_t count, capacity;
};

struct tree_node {
    int feature, below, above; /* feature −1: leaf */
    double value, gain;
};

struct tree {
    struct tree_node nodes[TREE_NODES];
    int count;
};

struct forest {
    struct tree trees[TREES];
    double bias;         /* log odds before any tree */
    double scale, shift; /* the line: log odds times scale, plus shift */
};

/* Trains on all; what it did is told on `log` in one line. */
void boost(const struct examples *, const char *name, struct forest *, FILE *log);
/* As a C table that src/form/boosted.h reads, with the line worked in. */
void forest_write(const struct forest *, const char *name, FILE *);

#endif
