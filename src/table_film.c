/* SPDX-License-Identifier: Apache-2.0 */
#include "table_film.h"
#include "base/clock.h"
#include "base/error.h"
#include "reel/summary.h"
#include "table_reel.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const struct pst_meter_used *const *)a)->name,
                  (*(const struct pst_meter_used *const *)b)->name);
}

/* Meters by name, so that two reels of the same versions tell them in the same words. */
static enum pst_status sorted_meters(struct pst_reel *reel, const struct pst_meter_used ***sorted,
                                     size_t *count, struct pst_error *error)
{
    const struct pst_meter_used *meters;
    *sorted = NULL;
    enum pst_status status = pst_reel_meters(reel, &meters, count, error);
    if (status != PST_OK)
        return status;
    *sorted = calloc(*count + 1, sizeof(const struct pst_meter_used *));
    if (!*sorted)
        return fail_memory(error);
    for (size_t i = 0; i < *count; i++)
        (*sorted)[i] = &meters[i];
    if (*count)
        qsort(*sorted, *count, sizeof(const struct pst_meter_used *), by_name);
    return PST_OK;
}

enum pst_status table_film_open(struct pst_reel *reel, struct table_film *told, struct pst_error *error)
{
    const struct pst_meter_used **meters;
    const struct pst_correction *corrections;
    size_t count;
    *told = (struct table_film){0};
    enum pst_status status = sorted_meters(reel, &meters, &count, error);
    text_append(&told->versions, "");
    text_append(&told->parameters, "{");
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        text_format(&told->versions, "%s%s %u", i ? ", " : "", meters[i]->name, meters[i]->version);
        text_format(&told->parameters, "%s\"%s\":%s", i ? "," : "", meters[i]->name, meters[i]->parameters);
    }
    free(meters);
    text_append(&told->parameters, "}");
    if (status == PST_OK)
        status = pst_reel_corrections(reel, &corrections, &told->corrections, error);
    if (status == PST_OK)
        status = reel_tool(reel, &told->tool, error);
    return status == PST_OK && (told->versions.failed || told->parameters.failed) ? fail_memory(error)
                                                                                  : status;
}

void table_film_release(struct table_film *told)
{
    text_release(&told->versions);
    text_release(&told->parameters);
    free(told->tool);
}

static void put_text(struct wide_rows *rows, int place, const char *name, const char *what, const char *text)
{
    wide_rows_text(rows, &(struct column){name, "", what, CELL_TEXT, PLACE_FILM + place}, text);
}

static void put_whole(struct wide_rows *rows, int place, const char *name, const char *unit, const char *what,
                      int64_t value)
{
    wide_rows_whole(rows, &(struct column){name, unit, what, CELL_WHOLE, PLACE_FILM + place}, value);
}

static void put_number(struct wide_rows *rows, int place, const char *name, const char *unit,
                       const char *what, double value)
{
    wide_rows_number(rows, &(struct column){name, unit, what, CELL_NUMBER, PLACE_FILM + place}, value);
}

static void put_year(struct wide_rows *rows, int year)
{
    const struct column column = {"year", "", "of the film", CELL_WHOLE, PLACE_FILM + 4};
    if (year)
        wide_rows_whole(rows, &column, year);
    else
        wide_rows_missing(rows, &column);
}

void table_film_put(const struct table_film *told, const char *path, const struct pst_film *film,
                    struct wide_rows *rows)
{
    put_text(rows, 0, "reel", "the reel's file, as it was given", path);
    put_text(rows, 1, "film", "the title, or the file name where there is none",
             *film->title ? film->title : film->file);
    put_text(rows, 2, "title", "as given, or as told by the file", film->title);
    put_text(rows, 3, "director", "as given, or as told by the file", film->director);
    put_year(rows, film->year);
    put_text(rows, 5, "file", "name of the film's file", film->file);
    put_text(rows, 6, "hash", "the same for the same file", film->hash);
    put_number(rows, 7, "duration", "s", "of what was measured", film->duration);
    put_number(rows, 8, "rate", "frames/s", "the mean where it varies", rational_value(film->frame_rate));
    put_whole(rows, 9, "variable_rate", "", "1 where the frame rate varies", film->variable_rate);
    put_whole(rows, 10, "frames", "frames", "measured", film->frames);
    put_whole(rows, 11, "width", "px", "of the coded picture", film->width);
    put_whole(rows, 12, "height", "px", "of the coded picture", film->height);
    put_number(rows, 13, "measured_from", "s", "the part that was asked for", film->measured_from);
    put_number(rows, 14, "measured_to", "s", "the part that was asked for; missing: to the end",
               film->measured_to < 0 ? (double)NAN : film->measured_to);
    put_whole(rows, 15, "corrections", "", "lists that a person corrected and put in force",
              (int64_t)told->corrections);
    put_text(rows, 16, "pastiche", "version that made the reel", told->tool);
    put_text(rows, 17, "versions", "of the meters; rows that differ here are not to be compared unseen",
             told->versions.data);
    put_text(rows, 18, "parameters", "of the meters, a JSON object", told->parameters.data);
}
