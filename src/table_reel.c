/* SPDX-License-Identifier: Apache-2.0 */
#include "table_reel.h"
#include "base/error.h"
#include "choice.h"
#include "form/film_mean.h"
#include "form/rhythm_figures.h"
#include "pastiche/rhythm.h"
#include "reel/summary.h"
#include "shot_times.h"
#include "table_film.h"
#include "table_shots.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One reel, on its way into rows. */
struct tabled {
    struct pst_reel *reel;
    const char *path;
    const struct pst_table_params *params;
    struct wide_rows *rows;
    struct table_film film;
    struct choice choice;
    const struct pst_shot *shots;
    size_t shot_count;
    double *starts, end; /* starts: only where shots are chosen by them */
    bool *taken;         /* shots that the row is about */
    const struct pst_transition *transitions;
    size_t transition_count;
    const struct pst_measure *measures;
    size_t measure_count;
};

static enum pst_status find_starts(struct tabled *t, struct pst_error *error)
{
    const int64_t *pts;
    enum pst_status status = reel_border_pts(t->reel, &pts, error);
    if (status != PST_OK)
        return status;
    t->starts = shot_times(pst_reel_film(t->reel), pts, t->shots, t->shot_count);
    return t->starts ? PST_OK : fail_memory(error);
}

static enum pst_status open_tabled(struct tabled *t, struct pst_error *error)
{
    enum pst_status status = table_film_open(t->reel, &t->film, error);
    if (status == PST_OK)
        status = choice_read(t->reel, t->params->part, NULL, &t->choice, error);
    if (status == PST_OK)
        status = pst_reel_shots(t->reel, &t->shots, &t->shot_count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(t->reel, &t->transitions, &t->transition_count, error);
    if (status == PST_OK)
        status = pst_reel_measures(t->reel, &t->measures, &t->measure_count, error);
    if (status == PST_OK && (t->params->part || t->params->each == PST_EACH_PART))
        status = find_starts(t, error); /* costs more than all the rest */
    t->end = pst_reel_film(t->reel)->duration;
    t->taken = calloc(t->shot_count + 1, sizeof *t->taken);
    if (status == PST_OK && !t->taken)
        status = fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < t->shot_count; i++)
        t->taken[i] = choice_takes_start(&t->choice, t->shots[i].first);
    return status;
}

static void release(struct tabled *t)
{
    table_film_release(&t->film);
    choice_release(&t->choice);
    free(t->starts);
    free(t->taken);
}

/* Holds of one colour, which the figures of rhythm leave out, and transitions that begin in a taken shot. */
static void put_changes(struct tabled *t)
{
    int64_t changes[PST_SLIDE + 1] = {0}, holds[PST_SHOT_SOLID + 1] = {0};
    for (size_t i = 0; i < t->shot_count; i++)
        holds[t->shots[i].kind] += t->taken[i];
    for (size_t i = 0, shot = 0; i < t->transition_count; i++) {
        while (shot + 1 < t->shot_count && t->shots[shot].last < t->transitions[i].first)
            shot++;
        changes[t->transitions[i].kind] += t->shot_count && t->taken[shot];
    }
    char name[64];
    for (int kind = PST_SHOT_BLACK; kind <= PST_SHOT_SOLID; kind++) {
        snprintf(name, sizeof name, "shots_%s", pst_shot_kind_name((enum pst_shot_kind)kind));
        wide_rows_whole(
            t->rows, &(struct column){name, "shots", "holds of one colour", CELL_WHOLE, PLACE_CHANGES + kind},
            holds[kind]);
    }
    for (int kind = PST_CUT; kind <= PST_SLIDE; kind++) {
        snprintf(name, sizeof name, "changes_%s", pst_transition_kind_name((enum pst_transition_kind)kind));
        wide_rows_whole(t->rows,
                        &(struct column){name, "", "transitions of that kind that begin here", CELL_WHOLE,
                                         PLACE_CHANGES + PST_SHOT_SOLID + 1 + kind},
                        changes[kind]);
    }
}

static void put_bound(struct tabled *t, const struct pst_rhythm_figure *f, int place, const char *which,
                      double value)
{
    char name[128];
    snprintf(name, sizeof name, "%s_%s", f->name, which);
    wide_rows_number(t->rows, &(struct column){name, f->unit, "end of its interval", CELL_NUMBER, place},
                     value);
}

/* Only the exponent has an interval; where no film is long enough to tell, its columns are there all the
   same. */
static void put_rhythm(struct tabled *t, const struct pst_rhythm_figure *figures, size_t count, int parts,
                       int part)
{
    int place = PLACE_RHYTHM;
    for (size_t i = 0; i < count; i++) {
        const struct pst_rhythm_figure *f = &figures[i];
        if (f->parts != parts || f->part != part)
            continue;
        wide_rows_number(t->rows, &(struct column){f->name, f->unit, "see measures.md", CELL_NUMBER, place},
                         f->value);
        if (strcmp(f->name, "spectral_exponent") == 0 || isfinite(f->low)) {
            put_bound(t, f, place + 1, "low", f->low);
            put_bound(t, f, place + 2, "high", f->high);
        }
        place += 3;
    }
}

static enum pst_status put_measure(struct tabled *t, const struct pst_measure *measure,
                                   struct pst_error *error)
{
    struct pst_series series;
    const struct column column = {measure->name, measure->unit, measure->what, CELL_NUMBER, PLACE_MEASURE};
    bool of_film = strcmp(measure->grid, "film") == 0;
    if (measure->vector || (of_film && (t->params->each != PST_EACH_FILM || t->params->part)))
        return PST_OK;
    enum pst_status status = of_film ? pst_reel_series(t->reel, measure->name, &series, error)
                                     : pst_reel_shot_series(t->reel, measure->name, &series, error);
    if (status == PST_OK && of_film)
        wide_rows_number(t->rows, &column, series.values[0]);
    else if (status == PST_OK && table_is_by_shot(measure, &series))
        wide_rows_number(
            t->rows, &column,
            film_mean(mean_kind_of(measure->unit), t->shots, t->taken, series.values, t->shot_count));
    return status;
}

static enum pst_status put_row(struct tabled *t, const struct pst_rhythm_figure *figures, size_t count,
                               int parts, int part, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    put_changes(t);
    put_rhythm(t, figures, count, parts, part);
    for (size_t i = 0; i < t->measure_count && status == PST_OK; i++)
        status = put_measure(t, &t->measures[i], error);
    return status == PST_OK ? wide_rows_end(t->rows, error) : status;
}

/* The taken shots, joined end to end, as a film of their own. Time in the part before its first shot begins
   counts, as it does in pst_rhythm_of. */
static enum pst_status joined_rhythm(struct tabled *t, struct rhythm_list *list, struct pst_error *error)
{
    struct rhythm_input input = {0};
    struct pst_shot *shots = calloc(t->shot_count + 1, sizeof *shots);
    double *starts = calloc(t->shot_count + 1, sizeof *starts);
    size_t span = 0;
    for (size_t i = 0; shots && starts && i < t->shot_count; i++) {
        if (!t->taken[i])
            continue;
        for (; span < t->choice.span_count && t->choice.spans[span].first <= t->shots[i].first; span++)
            input.begin -= t->starts[i] - t->choice.spans[span].start;
        shots[input.count] = t->shots[i];
        starts[input.count++] = input.end;
        input.end += (i + 1 < t->shot_count ? t->starts[i + 1] : t->end) - t->starts[i];
    }
    input.shots = shots;
    input.starts = starts;
    enum pst_status status = shots && starts ? rhythm_figures(&input, 1, list, error) : fail_memory(error);
    free(shots);
    free(starts);
    return status;
}

static enum pst_status put_chosen(struct tabled *t, struct pst_error *error)
{
    struct rhythm_list list = {0};
    enum pst_status status = joined_rhythm(t, &list, error);
    if (status == PST_OK)
        status = put_row(t, list.items, list.count, 1, 0, error);
    rhythm_release(&list);
    return status;
}

static enum pst_status put_film(struct tabled *t, struct pst_error *error)
{
    const struct pst_rhythm_figure *figures;
    size_t count;
    table_film_put(&t->film, t->path, pst_reel_film(t->reel), t->rows);
    if (t->params->part)
        return put_chosen(t, error);
    enum pst_status status = pst_reel_rhythm(t->reel, &figures, &count, error);
    return status == PST_OK ? put_row(t, figures, count, 1, 0, error) : status;
}

/* The same borders as rhythm_figures draws. */
static void take_part(struct tabled *t, int parts, int part)
{
    double from = t->end * part / parts, to = t->end * (part + 1) / parts;
    bool last = part + 1 == parts;
    for (size_t i = 0; i < t->shot_count; i++)
        t->taken[i] = t->starts[i] >= from && (last || t->starts[i] < to);
    wide_rows_whole(t->rows, &(struct column){"part", "", "counted from 1", CELL_WHOLE, PLACE_SHOT},
                    part + 1);
    wide_rows_whole(
        t->rows, &(struct column){"parts", "", "equal ones of the film", CELL_WHOLE, PLACE_SHOT + 1}, parts);
    wide_rows_number(t->rows, &(struct column){"start", "s", "of the part", CELL_NUMBER, PLACE_SHOT + 2},
                     from);
    wide_rows_number(t->rows, &(struct column){"length", "s", "of the part", CELL_NUMBER, PLACE_SHOT + 3},
                     (last ? t->end : to) - from);
}

static enum pst_status put_parts(struct tabled *t, struct pst_error *error)
{
    struct pst_rhythm rhythm;
    int parts = t->params->parts;
    enum pst_status status = pst_rhythm_of(t->reel, 0, -1, parts, &rhythm, error);
    for (int part = 0; status == PST_OK && part < parts; part++) {
        table_film_put(&t->film, t->path, pst_reel_film(t->reel), t->rows);
        take_part(t, parts, part);
        status = put_row(t, rhythm.figures, rhythm.count, parts, part, error);
    }
    pst_rhythm_release(&rhythm);
    return status;
}

enum pst_status table_reel(struct pst_reel *reel, const char *path, const struct pst_table_params *params,
                           struct wide_rows *rows, struct pst_error *error)
{
    struct tabled t = {.reel = reel, .path = path, .params = params, .rows = rows};
    enum pst_status status = open_tabled(&t, error);
    if (status == PST_OK && params->each == PST_EACH_SHOT)
        status = table_shots(reel, path, &t.film, &t.choice, rows, error);
    else if (status == PST_OK)
        status = params->each == PST_EACH_PART ? put_parts(&t, error) : put_film(&t, error);
    release(&t);
    return status;
}
