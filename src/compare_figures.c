/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_figures.h"
#include "base/error.h"
#include "table_reel.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* They grow with the film, or are extremes or on a circle, where a mean and a deviation say nothing. */
static bool is_left_out(const struct column *column)
{
    static const char *const names[] = {"shots", "longest_shot", "shortest_shot", "lognormal_p",
                                        "density_bandwidth"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(column->name, names[i]) == 0)
            return true;
    return strcmp(column->unit, "degrees") == 0 || strcmp(column->what, "end of its interval") == 0;
}

static bool is_figure(const struct column *column)
{
    return column->kind == CELL_NUMBER && column->place >= PLACE_RHYTHM && column->place < PLACE_PALETTE &&
           !is_left_out(column);
}

/* Lengths and rates are told apart by how many times, not by how much. */
static bool is_ratio(const struct column *column)
{
    return strcmp(column->unit, "s") == 0 || strcmp(column->unit, "shots/min") == 0;
}

static enum pst_status read_rows(struct wide_rows *rows, struct cell *cells, struct compare_figures *figures,
                                 struct pst_error *error)
{
    bool more = true;
    enum pst_status status = PST_OK;
    for (int64_t film = 0; (status = wide_rows_next(rows, cells, &more, error)) == PST_OK && more; film++)
        for (size_t i = 0, figure = 0; i < rows->column_count; i++) {
            if (!is_figure(&rows->columns[i]))
                continue;
            bool told = cells[i].kind == CELL_NUMBER && isfinite(cells[i].number);
            figures->values[figure++ * (size_t)rows->row_count + (size_t)film] =
                told ? cells[i].number : (double)NAN;
        }
    return status;
}

enum pst_status compare_figures_read(struct wide_rows *rows, struct compare_figures *figures,
                                     struct pst_error *error)
{
    *figures = (struct compare_figures){0};
    enum pst_status status = wide_rows_begin(rows, error);
    if (status != PST_OK)
        return status;
    size_t films = (size_t)rows->row_count;
    figures->items = calloc(rows->column_count + 1, sizeof *figures->items);
    figures->values = calloc((rows->column_count + 1) * (films + 1), sizeof *figures->values);
    struct cell *cells = calloc(rows->column_count + 1, sizeof *cells);
    if (figures->items && figures->values && cells) {
        for (size_t i = 0; i < rows->column_count; i++) {
            const struct column *column = &rows->columns[i];
            if (!is_figure(column))
                continue;
            figures->items[figures->count] =
                (struct film_figure){column->name, column->unit, column->what, is_ratio(column),
                                     figures->values + figures->count * films};
            figures->count++;
        }
        status = read_rows(rows, cells, figures, error);
    } else
        status = fail_memory(error);
    free(cells);
    return status;
}

void compare_figures_release(struct compare_figures *figures)
{
    free(figures->items);
    free(figures->values);
    *figures = (struct compare_figures){0};
}
