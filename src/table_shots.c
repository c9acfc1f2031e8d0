/* SPDX-License-Identifier: Apache-2.0 */
#include "table_shots.h"
#include "base/error.h"
#include "pastiche/shot_list.h"
#include "table_reel.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SWATCHES = 8 };

bool table_is_by_shot(const struct pst_measure *measure, const struct pst_series *by_shot)
{
    if (measure->vector || strcmp(measure->grid, "film") == 0)
        return false;
    bool told = strcmp(measure->grid, "frame") == 0 || strcmp(measure->grid, "shot") == 0;
    for (size_t i = 0; !told && i < by_shot->count; i++)
        told = !isnan(by_shot->values[i]);
    return told;
}

struct shot_measure {
    struct column column;
    const double *values;
};

static enum pst_status gather(struct pst_reel *reel, struct shot_measure **out, size_t *count,
                              struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t all;
    *count = 0;
    enum pst_status status = pst_reel_measures(reel, &measures, &all, error);
    if (status != PST_OK)
        return status;
    struct shot_measure *found = *out = calloc(all + 1, sizeof *found);
    if (!found)
        return fail_memory(error);
    for (size_t i = 0; i < all && status == PST_OK; i++) {
        struct pst_series series;
        if (measures[i].vector)
            continue;
        status = pst_reel_shot_series(reel, measures[i].name, &series, error);
        if (status == PST_OK && table_is_by_shot(&measures[i], &series))
            found[(*count)++] = (struct shot_measure){
                {measures[i].name, measures[i].unit, measures[i].what, CELL_NUMBER, PLACE_MEASURE},
                series.values};
    }
    return status;
}

static void put_transition(struct wide_rows *rows, int place, const char *way, const struct pst_transition *t)
{
    char names[5][48];
    static const char *const rest[] = {"", "_first_frame", "_last_frame", "_confidence", "_detail"};
    for (int i = 0; i < 5; i++)
        snprintf(names[i], sizeof names[i], "transition_%s%s", way, rest[i]);
    const struct column kind = {names[0], "", "its kind", CELL_TEXT, place},
                        first = {names[1], "", "in which it shows", CELL_WHOLE, place + 1},
                        last = {names[2], "", "in which it shows", CELL_WHOLE, place + 2},
                        confidence = {names[3], "", "0 to 1", CELL_NUMBER, place + 3},
                        detail = {names[4], "", "its colour, or which wipe", CELL_TEXT, place + 4};
    wide_rows_text(rows, &kind, t ? pst_transition_kind_name(t->kind) : "");
    if (t) {
        wide_rows_whole(rows, &first, t->first);
        wide_rows_whole(rows, &last, t->last);
    } else {
        wide_rows_missing(rows, &first);
        wide_rows_missing(rows, &last);
    }
    wide_rows_number(rows, &confidence, t ? t->confidence : (double)NAN);
    wide_rows_text(rows, &detail, t ? t->detail : "");
}

static void put_line(struct wide_rows *rows, const struct pst_shot_line *line)
{
    const int place = PLACE_SHOT;
    const struct column number = {"shot", "", "counted from 1", CELL_WHOLE, place},
                        first = {"first_frame", "", "counted from 0", CELL_WHOLE, place + 1},
                        last = {"last_frame", "", "in the shot", CELL_WHOLE, place + 2},
                        in = {"in", "", "timecode", CELL_TEXT, place + 3},
                        out = {"out", "", "timecode of the first moment after it", CELL_TEXT, place + 4},
                        start = {"start", "s", "film time", CELL_NUMBER, place + 5},
                        length = {"length", "s", "of the shot", CELL_NUMBER, place + 6},
                        kind = {"kind", "", "picture, black or solid", CELL_TEXT, place + 7};
    wide_rows_whole(rows, &number, (int64_t)line->number);
    wide_rows_whole(rows, &first, line->shot.first);
    wide_rows_whole(rows, &last, line->shot.last);
    wide_rows_text(rows, &in, line->in);
    wide_rows_text(rows, &out, line->out);
    wide_rows_number(rows, &start, line->start);
    wide_rows_number(rows, &length, line->length);
    wide_rows_text(rows, &kind, pst_shot_kind_name(line->shot.kind));
    put_transition(rows, place + 10, "in", line->begins);
    put_transition(rows, place + 20, "out", line->ends);
}

static enum pst_status put_palette(struct wide_rows *rows, struct pst_reel *reel, size_t shot,
                                   struct pst_error *error)
{
    const struct pst_swatch *swatches;
    size_t count;
    enum pst_status status = pst_reel_palette(reel, shot, &swatches, &count, error);
    for (size_t i = 0; i < SWATCHES && status == PST_OK; i++) {
        char name[16], weight[24], rgb[8] = "";
        int place = PLACE_PALETTE + 2 * (int)i;
        snprintf(name, sizeof name, "palette_%zu", i + 1);
        snprintf(weight, sizeof weight, "palette_%zu_weight", i + 1);
        if (i < count)
            snprintf(rgb, sizeof rgb, "#%02x%02x%02x", swatches[i].red, swatches[i].green, swatches[i].blue);
        wide_rows_text(rows, &(struct column){name, "", "sRGB", CELL_TEXT, place}, rgb);
        wide_rows_number(rows, &(struct column){weight, "", "share of the pixels", CELL_NUMBER, place + 1},
                         i < count ? swatches[i].weight : (double)NAN);
    }
    return status;
}

static enum pst_status put_shots(struct pst_reel *reel, const char *path, const struct table_film *film,
                                 const struct choice *choice, struct wide_rows *rows,
                                 const struct shot_measure *measures, size_t measure_count,
                                 struct pst_error *error)
{
    struct pst_shot_line *lines;
    size_t count;
    enum pst_status status = pst_shot_list(reel, &lines, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        if (!choice_takes_start(choice, lines[i].shot.first))
            continue;
        table_film_put(film, path, pst_reel_film(reel), rows);
        put_line(rows, &lines[i]);
        for (size_t m = 0; m < measure_count; m++)
            wide_rows_number(rows, &measures[m].column, measures[m].values[i]);
        status = put_palette(rows, reel, i, error);
        if (status == PST_OK)
            status = wide_rows_end(rows, error);
    }
    pst_shot_list_release(&lines);
    return status;
}

enum pst_status table_shots(struct pst_reel *reel, const char *path, const struct table_film *film,
                            const struct choice *choice, struct wide_rows *rows, struct pst_error *error)
{
    struct shot_measure *measures = NULL;
    size_t count;
    enum pst_status status = gather(reel, &measures, &count, error);
    if (status == PST_OK)
        status = put_shots(reel, path, film, choice, rows, measures, count, error);
    free(measures);
    return status;
}
