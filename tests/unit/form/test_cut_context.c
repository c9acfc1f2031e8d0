/* SPDX-License-Identifier: Apache-2.0 */
/* Models that say one thing of every candidate, so that all that is told of the neighbourhood is known. */
#include "form/cut_context.h"
#include "test.h"

enum { FRAMES = 100, FIRST_CONTEXT = SIGNAL_FEATURES + EXTRA_FEATURES };
enum {
    OWN,
    BEFORE_1,
    AFTER_1,
    BEFORE_2,
    AFTER_2,
    BEFORE_3,
    AFTER_3,
    LEAD,
    SHARE,
    NEAR_BEFORE,
    NEAR_AFTER,
    NEAR_SUM
};

static struct shot_models models_saying(float cut_odds, float change_odds)
{
    struct shot_models models;
    for (int m = 0; m < SHOT_MODELS; m++)
        models.of[m] = (struct boosted){.bias = m == MODEL_SUDDEN ? cut_odds : change_odds};
    return models;
}

static void test_neighbours(void)
{
    static struct signal_frame frames[FRAMES];
    static struct signal_candidate candidates[] = {
        {.hypothesis = SIGNAL_SUDDEN, .first = 20, .last = 20},
        {.hypothesis = SIGNAL_SUDDEN, .first = 22, .last = 22},
        {.hypothesis = SIGNAL_SUDDEN, .first = 30, .last = 30},
        {.hypothesis = SIGNAL_GRADUAL, .first = 60, .last = 70},
        {.hypothesis = SIGNAL_SUDDEN, .first = 99, .last = 200}, /* not in the film: not asked about */
    };
    const struct signal_series series = {frames, FRAMES, candidates, 5};
    struct shot_models models = models_saying(logf(3), -logf(4)); /* probabilities 3/4 and 1/5 */
    struct film_usual usual = film_usual_of(&series);
    struct cut_context context;
    float features[MODEL_FEATURES] = {0}, *told = features + FIRST_CONTEXT;
    REQUIRE(cut_context_make(&models, &series, &usual, &context));
    for (int n = 0; n < FRAMES; n++) {
        REQUIRE_NEAR(context.cut[n], n == 20 || n == 22 || n == 30 ? 0.75 : 0, 1e-6);
        REQUIRE_NEAR(context.change[n], n >= 60 && n <= 70 ? 0.2 : 0, 1e-6);
    }
    context_features(&context, 20, features);
    REQUIRE_NEAR(told[OWN], log(3), 1e-3);
    REQUIRE_NEAR(told[BEFORE_1] + told[AFTER_1] + told[BEFORE_2] + told[BEFORE_3] + told[AFTER_3], 0, 1e-9);
    REQUIRE_NEAR(told[AFTER_2], 0.75, 1e-6);
    REQUIRE_NEAR(told[LEAD], 0, 1e-6);
    REQUIRE_NEAR(told[SHARE], 0.75 / 1.51, 1e-6);
    REQUIRE_NEAR(told[NEAR_BEFORE], 0, 1e-9);
    REQUIRE_NEAR(told[NEAR_AFTER], 0.75, 1e-6);
    REQUIRE_NEAR(told[NEAR_SUM], 0.75, 1e-6);
    context_features(&context, 0, features); /* at the film's ends nothing lies beyond */
    context_features(&context, FRAMES - 1, features);
    cut_context_release(&context);
}

int main(void)
{
    test_neighbours();
    return 0;
}
