/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/distance_sums.h"
#include <math.h>
#include <stdlib.h>

bool distance_sums_open(struct distance_sums *sums, size_t shots)
{
    *sums = (struct distance_sums){.shots = shots};
    sums->sum = calloc(2 * shots * PST_FACETS + 1, sizeof *sums->sum);
    sums->told = sums->sum ? sums->sum + shots * PST_FACETS : NULL;
    return sums->sum;
}

void distance_sums_release(struct distance_sums *sums)
{
    free(sums->sum);
    *sums = (struct distance_sums){0};
}

void distance_sums_add(struct distance_sums *sums, const struct nearness *near)
{
    for (size_t i = 0; i < sums->shots * PST_FACETS; i++) {
        double distance = near->distance.look[0][i];
        if (isnan(distance))
            continue;
        sums->sum[i] += distance;
        sums->told[i]++;
    }
}

bool distance_sums_mean(const struct distance_sums *sums, struct curves *mean)
{
    if (!curves_open(mean, sums->shots))
        return false;
    for (size_t i = 0; i < sums->shots * PST_FACETS; i++)
        if (sums->told[i] > 0)
            mean->look[0][i] = sums->sum[i] / sums->told[i];
    return true;
}
