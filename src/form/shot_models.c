/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shot_models.h"

/* A first guess, until there is a trained one: feature numbers are those of form/shot_features.h. */
static const struct boosted_node sudden_nodes[] = {
    {2, 2, 0.45f}, {-1, 0, -2.f},  {-1, 0, 1.5f}, /* share of blocks without a match */
    {43, 5, 2.f},  {-1, 0, -1.5f}, {-1, 0, 1.f},  /* what is left after moving, of what is usual around */
    {55, 8, 0.5f}, {-1, 0, -2.f},  {-1, 0, 0.5f}, /* whether it returns */
};
static const uint16_t roots[] = {0, 3, 6};
const struct boosted sudden_model = {sudden_nodes, roots, 3, 0};

static const struct boosted_node dissolve_nodes[] = {
    {2, 2, 0.3f},   {-1, 0, 1.5f}, {-1, 0, -2.f}, {43, 5, 0.4f}, {-1, 0, 1.f},
    {-1, 0, -1.5f}, {11, 8, 0.6f}, {-1, 0, 0.5f}, {-1, 0, -2.f},
};
const struct boosted dissolve_model = {dissolve_nodes, roots, 3, -0.5f};

static const struct boosted_node wipe_nodes[] = {
    {19, 2, 0.3f}, {-1, 0, 1.f},  {-1, 0, -2.f}, {21, 5, 0.6f},  {-1, 0, -2.f},
    {-1, 0, 1.5f}, {43, 8, 0.4f}, {-1, 0, 0.5f}, {-1, 0, -1.5f},
};
const struct boosted wipe_model = {wipe_nodes, roots, 3, -0.5f};

static const struct boosted_node fade_nodes[] = {
    {4, 2, 0.1f}, {-1, 0, 1.5f}, {-1, 0, -1.5f}, {5, 5, 0.5f},  {-1, 0, -1.5f},
    {-1, 0, 1.f}, {0, 8, 2.5f},  {-1, 0, -1.f},  {-1, 0, 0.5f},
};
const struct boosted fade_model = {fade_nodes, roots, 3, 0};
