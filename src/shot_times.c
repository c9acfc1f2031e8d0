/* SPDX-License-Identifier: Apache-2.0 */
#include "shot_times.h"
#include "base/clock.h"
#include "base/error.h"
#include <stdlib.h>

enum pst_status shot_times(struct pst_reel *reel, const struct pst_shot *shots, size_t count, double **starts,
                           double *end, struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(reel);
    const int64_t *pts;
    enum pst_status status = pst_reel_pts(reel, &pts, error);
    if (status != PST_OK)
        return status;
    *starts = calloc(count ? count : 1, sizeof **starts);
    if (!*starts)
        return fail_memory(error);
    for (size_t i = 0; i < count; i++)
        (*starts)[i] = clock_seconds(pts[shots[i].first] - film->first_pts, film->time_base);
    *end = clock_seconds(film->end_pts - film->first_pts, film->time_base);
    return PST_OK;
}
