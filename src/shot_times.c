/* SPDX-License-Identifier: Apache-2.0 */
#include "shot_times.h"
#include "base/clock.h"
#include <stdlib.h>

double *shot_times(const struct pst_film *film, const int64_t *pts, const struct pst_shot *shots,
                   size_t count)
{
    double *starts = calloc(count + 1, sizeof *starts);
    for (size_t i = 0; starts && i < count; i++)
        starts[i] = clock_seconds(pts[shots[i].first] - film->first_pts, film->time_base);
    return starts;
}
