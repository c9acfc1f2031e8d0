/* SPDX-License-Identifier: Apache-2.0 */
#include "form/boosted.h"
#include <math.h>

double boosted_probability(const struct boosted *model, const float *features)
{
    double sum = model->bias;
    for (int t = 0; t < model->trees; t++) {
        unsigned n = model->roots[t];
        while (model->nodes[n].feature >= 0)
            n = features[model->nodes[n].feature] > model->nodes[n].value ? model->nodes[n].above : n + 1;
        sum += model->nodes[n].value;
    }
    return 1 / (1 + exp(-sum));
}
