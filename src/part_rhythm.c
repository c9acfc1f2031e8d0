/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "form/rhythm_figures.h"
#include "pastiche/rhythm.h"
#include "reel/summary.h"
#include "shot_times.h"
#include <stdlib.h>

/* The shots that start in [from, to), as a film of their own that lasts from `from` to `to`, or as long as
   the last of them does. */
static struct rhythm_input cut_out(const struct rhythm_input *film, double from, double to)
{
    size_t first = 0, behind;
    if (film->count == 0)
        return (struct rhythm_input){.end = film->end, .begin = from};
    while (first < film->count && film->starts[first] < from)
        first++;
    for (behind = first; behind < film->count && film->starts[behind] < to;)
        behind++;
    double end = behind < film->count ? film->starts[behind] : film->end;
    return (struct rhythm_input){film->shots + first, film->starts + first, behind - first, end, from};
}

enum pst_status pst_rhythm_of(struct pst_reel *reel, double from, double to, int parts,
                              struct pst_rhythm *rhythm, struct pst_error *error)
{
    struct rhythm_input film = {0};
    const int64_t *pts;
    double *starts = NULL;
    *rhythm = (struct pst_rhythm){0};
    enum pst_status status = pst_reel_shots(reel, &film.shots, &film.count, error);
    if (status == PST_OK)
        status = reel_border_pts(reel, &pts, error);
    if (status == PST_OK &&
        !(film.starts = starts = shot_times(pst_reel_film(reel), pts, film.shots, film.count)))
        status = fail_memory(error);
    film.end = pst_reel_film(reel)->duration;
    to = to < 0 ? film.end : to;
    if (status == PST_OK &&
        (parts < 1 || parts > PST_RHYTHM_PARTS_MOST || !(from >= 0 && from < to && from < film.end)))
        status = fail(error, PST_USAGE, "no part of '%s' goes from %.3f s to %.3f s: it lasts %.3f s",
                      pst_reel_path(reel), from, to, film.end);
    struct rhythm_list list = {0};
    if (status == PST_OK) {
        struct rhythm_input part = cut_out(&film, from, to);
        status = rhythm_figures(&part, parts, &list, error);
    }
    free(starts);
    if (status == PST_OK)
        *rhythm = (struct pst_rhythm){list.items, list.count};
    else
        rhythm_release(&list);
    return status;
}

void pst_rhythm_release(struct pst_rhythm *rhythm)
{
    free(rhythm->figures);
    *rhythm = (struct pst_rhythm){0};
}
