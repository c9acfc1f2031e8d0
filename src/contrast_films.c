/* SPDX-License-Identifier: Apache-2.0 */
#include "contrast_films.h"
#include "base/error.h"
#include "table_shots.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum pst_status read_measures(struct contrast_film *film, struct pst_error *error)
{
    const struct pst_measure *all;
    size_t count;
    enum pst_status status = pst_reel_measures(film->reel, &all, &count, error);
    if (status != PST_OK)
        return status;
    film->measures = calloc(count + 1, sizeof *film->measures);
    if (!film->measures)
        return fail_memory(error);
    film->measures[film->measure_count++] =
        (struct contrast_measure){"shot_length", "s", "how long the shot lasts", film->lengths};
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        struct pst_series series;
        if (all[i].vector)
            continue;
        status = pst_reel_shot_series(film->reel, all[i].name, &series, error);
        if (status == PST_OK && series.count == film->shots && table_is_by_shot(&all[i], &series))
            film->measures[film->measure_count++] =
                (struct contrast_measure){all[i].name, all[i].unit, all[i].what, series.values};
    }
    return status;
}

enum pst_status contrast_film_read(struct pst_reel *reel, struct contrast_film *film, struct pst_error *error)
{
    *film = (struct contrast_film){.reel = reel};
    enum pst_status status = pst_shot_list(reel, &film->lines, &film->shots, error);
    if (status != PST_OK)
        return status;
    film->lengths = calloc(film->shots + 1, sizeof *film->lengths);
    if (!film->lengths)
        return fail_memory(error);
    for (size_t i = 0; i < film->shots; i++)
        film->lengths[i] = round(film->lines[i].length * 1e6) / 1e6; /* equal ones must be equal */
    return read_measures(film, error);
}

void contrast_film_release(struct contrast_film *film)
{
    pst_shot_list_release(&film->lines);
    free(film->lengths);
    free(film->measures);
    *film = (struct contrast_film){0};
}

const double *contrast_film_values(const struct contrast_film *film, const char *measure)
{
    for (size_t i = 0; i < film->measure_count; i++)
        if (strcmp(film->measures[i].name, measure) == 0)
            return film->measures[i].by_shot;
    return NULL;
}
