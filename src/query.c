/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/query.h"
#include "base/column_names.h"
#include "base/error.h"
#include "base/whole_file.h"
#include "base/wide_rows.h"
#include "reel/select.h"
#include "report/rows_csv.h"
#include "report/rows_json.h"
#include "report/rows_text.h"
#include <locale.h>
#include <stdlib.h>

const struct pst_query_params pst_query_default = {.format = PST_QUERY_CSV, .seconds = 30, .rows = -1};

struct querying {
    const struct pst_query_params *params;
    struct reel_select *select;
    struct column *columns;
    struct cell *cells;
    char **names;
    size_t count;
    struct whole_file out;
    struct text text;
};

/* Hands on what was made of a row or two. */
static enum pst_status hand_on(struct querying *q, struct pst_error *error)
{
    if (q->text.failed)
        return fail_memory(error);
    whole_file_write(&q->out, q->text.data, q->text.length);
    text_clear(&q->text);
    return q->out.reason
               ? fail(error, PST_OUTPUT, "cannot write to standard output: %s", REASON(q->out.reason))
               : PST_OK;
}

/* A row, as long as there is one that is asked for. */
static enum pst_status next(struct querying *q, int64_t written, bool *more, struct pst_error *error)
{
    *more = false;
    if (q->params->rows >= 0 && written >= q->params->rows)
        return PST_OK;
    return select_next(q->select, q->cells, more, error);
}

static enum pst_status write_csv(struct querying *q, struct pst_error *error)
{
    rows_csv_head(&q->text, q->columns, q->count);
    enum pst_status status = hand_on(q, error);
    bool more = true;
    for (int64_t row = 0; status == PST_OK; row++) {
        status = next(q, row, &more, error);
        if (status != PST_OK || !more)
            break;
        rows_csv_row(&q->text, q->cells, q->count, DIGITS_OF_SQL);
        status = hand_on(q, error);
    }
    return status;
}

/* Whole JSON even where the time was over. */
static enum pst_status write_json(struct querying *q, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    bool more = true;
    text_append(&q->text, "[");
    for (int64_t row = 0; status == PST_OK; row++) {
        status = next(q, row, &more, error);
        if (status != PST_OK || !more)
            break;
        text_append(&q->text, row ? ",\n" : "\n");
        rows_json_row(&q->text, q->names, q->cells, q->count, DIGITS_OF_SQL);
        status = hand_on(q, error);
    }
    text_append(&q->text, "\n]\n");
    enum pst_status written = hand_on(q, status == PST_OK ? error : NULL);
    return status == PST_OK ? written : status;
}

static void keep_row(struct wide_rows *rows, const struct querying *q)
{
    for (size_t i = 0; i < q->count; i++) {
        struct column column = {q->names[i], "", "", q->cells[i].kind, (int)i};
        switch (column.kind) {
        case CELL_MISSING: wide_rows_missing(rows, &column); break;
        case CELL_TEXT:
        case CELL_BLOB: wide_rows_bytes(rows, &column, q->cells[i].text, q->cells[i].size); break;
        case CELL_WHOLE: wide_rows_whole(rows, &column, q->cells[i].whole); break;
        case CELL_NUMBER: wide_rows_number(rows, &column, q->cells[i].number); break;
        }
    }
}

/* How wide a column is shows in the last row only: the rows wait in a file. */
static enum pst_status keep_rows(struct querying *q, struct wide_rows *rows, struct column_look *looks,
                                 struct pst_error *error)
{
    enum pst_status status = PST_OK;
    bool more = true;
    for (int64_t row = 0; status == PST_OK; row++) {
        status = next(q, row, &more, error);
        if (status != PST_OK || !more)
            break;
        for (size_t i = 0; i < q->count; i++)
            rows_text_widen(&looks[i], &q->cells[i]);
        keep_row(rows, q);
        status = wide_rows_end(rows, error);
    }
    return status;
}

static enum pst_status show_rows(struct querying *q, struct wide_rows *rows, struct column_look *looks,
                                 struct pst_error *error)
{
    bool more = true;
    rows_text_head(&q->text, q->columns, looks, q->count);
    enum pst_status status = hand_on(q, error);
    if (status == PST_OK)
        status = wide_rows_begin(rows, error);
    while (status == PST_OK && (status = wide_rows_next(rows, q->cells, &more, error)) == PST_OK && more) {
        rows_text_row(&q->text, looks, q->cells, q->count);
        status = hand_on(q, error);
    }
    return status;
}

static enum pst_status write_table(struct querying *q, struct pst_error *error)
{
    struct wide_rows rows = {0};
    struct column_look *looks = calloc(q->count + 1, sizeof *looks);
    if (!looks)
        return fail_memory(error);
    for (size_t i = 0; i < q->count; i++)
        looks[i].right = true;
    enum pst_status status = wide_rows_open(&rows, error);
    if (status == PST_OK)
        status = keep_rows(q, &rows, looks, error);
    if (status == PST_OK || status == PST_PARTLY) {
        enum pst_status shown = show_rows(q, &rows, looks, status == PST_OK ? error : NULL);
        status = status == PST_OK ? shown : status;
    }
    wide_rows_release(&rows);
    free(looks);
    return status;
}

static enum pst_status prepare(struct querying *q, struct pst_error *error)
{
    q->count = select_count(q->select);
    q->columns = calloc(q->count + 1, sizeof *q->columns);
    q->cells = calloc(q->count + 1, sizeof *q->cells);
    if (!q->columns || !q->cells)
        return fail_memory(error);
    for (size_t i = 0; i < q->count; i++)
        q->columns[i] = (struct column){select_name(q->select, i), "", "", CELL_MISSING, (int)i};
    q->names = column_names(q->columns, q->count);
    return q->names ? whole_file_open(NULL, &q->out, error) : fail_memory(error);
}

static enum pst_status run(struct querying *q, struct pst_error *error)
{
    enum pst_status status = prepare(q, error);
    if (status != PST_OK)
        return status;
    switch (q->params->format) {
    case PST_QUERY_CSV: status = write_csv(q, error); break;
    case PST_QUERY_JSON: status = write_json(q, error); break;
    case PST_QUERY_TABLE: status = write_table(q, error); break;
    }
    enum pst_status written = whole_file_commit(&q->out, status == PST_OK ? error : NULL);
    return status == PST_OK ? written : status;
}

enum pst_status pst_query(const char *path, const char *sql, const struct pst_query_params *params,
                          struct pst_error *error)
{
    struct querying q = {.params = params ? params : &pst_query_default};
    struct select_limits limits = {q.params->seconds, q.params->cancelled, q.params->data};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = select_open(path, sql, &limits, &q.select, error);
    if (status == PST_OK)
        status = run(&q, error);
    column_names_release(q.names, q.count);
    free(q.columns);
    free(q.cells);
    text_release(&q.text);
    select_close(&q.select);
    uselocale(before);
    freelocale(plain);
    return status;
}
