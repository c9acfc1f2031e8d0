/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/table_writer.h"
#include "base/error.h"
#include "reel/new_database.h"
#include "reel/sql.h"
#include <stdlib.h>
#include <string.h>

struct table_writer {
    struct new_database file;
    sqlite3_stmt *insert;
    size_t count;
};

static const char *type_of(enum cell_kind kind)
{
    switch (kind) {
    case CELL_WHOLE: return "INTEGER";
    case CELL_NUMBER: return "REAL";
    case CELL_BLOB: return "BLOB";
    default: return "TEXT";
    }
}

static int create_tables(struct table_writer *w, const char *name, const struct column *columns,
                         char *const *names)
{
    sqlite3_str *sql = sqlite3_str_new(w->file.db);
    sqlite3_str_appendf(sql, "CREATE TABLE \"%w\"(", name);
    for (size_t i = 0; i < w->count; i++)
        sqlite3_str_appendf(sql, "%s\n  \"%w\" %s", i ? "," : "", names[i], type_of(columns[i].kind));
    sqlite3_str_appendf(sql, "\n);CREATE TABLE measure(\n  name TEXT PRIMARY KEY, unit TEXT, what TEXT\n);");
    for (size_t i = 0; i < w->count; i++)
        sqlite3_str_appendf(sql, "INSERT INTO measure VALUES(%Q, %Q, %Q);", names[i], columns[i].unit,
                            columns[i].what);
    char *text = sqlite3_str_finish(sql);
    int code = text ? sqlite3_exec(w->file.db, text, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(text);
    return code;
}

static int prepare_insert(struct table_writer *w, const char *name)
{
    sqlite3_str *sql = sqlite3_str_new(w->file.db);
    sqlite3_str_appendf(sql, "INSERT INTO \"%w\" VALUES(", name);
    for (size_t i = 0; i < w->count; i++)
        sqlite3_str_appendf(sql, i ? ",?" : "?");
    sqlite3_str_appendf(sql, ")");
    char *text = sqlite3_str_finish(sql);
    int code = text ? sql_prepare(w->file.db, text, &w->insert) : SQLITE_NOMEM;
    sqlite3_free(text);
    return code;
}

static enum pst_status create(struct table_writer *w, const char *name, const struct column *columns,
                              char *const *names, struct pst_error *error)
{
    if ((int)w->count > sqlite3_limit(w->file.db, SQLITE_LIMIT_COLUMN, -1))
        return fail(error, PST_USAGE, "the table has %zu columns, more than SQLite takes: write csv or json",
                    w->count);
    int code = create_tables(w, name, columns, names);
    if (code == SQLITE_OK)
        code = prepare_insert(w, name);
    return code == SQLITE_OK ? PST_OK : new_database_refused(&w->file, error);
}

void table_writer_abandon(struct table_writer **out)
{
    struct table_writer *w = *out;
    if (!w)
        return;
    sqlite3_finalize(w->insert);
    new_database_abandon(&w->file);
    free(w);
    *out = NULL;
}

enum pst_status table_writer_open(const char *target, const char *name, const struct column *columns,
                                  char *const *names, size_t count, struct table_writer **out,
                                  struct pst_error *error)
{
    struct table_writer *w = *out = calloc(1, sizeof *w);
    if (!w)
        return fail_memory(error);
    w->count = count;
    enum pst_status status = new_database_open(&w->file, target, error);
    if (status == PST_OK)
        status = create(w, name, columns, names, error);
    if (status != PST_OK)
        table_writer_abandon(out);
    return status;
}

static int bind_text(sqlite3_stmt *insert, int at, const char *text)
{
    struct text clean = {0};
    text_append_utf8(&clean, text);
    text_append(&clean, "");
    int code = clean.failed ? SQLITE_NOMEM : sqlite3_bind_text(insert, at, clean.data, -1, SQLITE_TRANSIENT);
    text_release(&clean);
    return code;
}

static int bind(sqlite3_stmt *insert, int at, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_TEXT: return bind_text(insert, at, cell->text);
    case CELL_BLOB: return sqlite3_bind_blob64(insert, at, cell->text, cell->size, SQLITE_TRANSIENT);
    case CELL_WHOLE: return sqlite3_bind_int64(insert, at, cell->whole);
    case CELL_NUMBER: return sqlite3_bind_double(insert, at, cell->number);
    default: return sqlite3_bind_null(insert, at);
    }
}

enum pst_status table_writer_row(struct table_writer *w, const struct cell *cells, struct pst_error *error)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < w->count && code == SQLITE_OK; i++)
        code = bind(w->insert, (int)i + 1, &cells[i]);
    if (code == SQLITE_OK && sqlite3_step(w->insert) != SQLITE_DONE)
        code = SQLITE_ERROR;
    sqlite3_reset(w->insert);
    return code == SQLITE_OK ? PST_OK : new_database_refused(&w->file, error);
}

enum pst_status table_writer_commit(struct table_writer **out, struct pst_error *error)
{
    struct table_writer *w = *out;
    sqlite3_finalize(w->insert);
    enum pst_status status = new_database_commit(&w->file, error);
    free(w);
    *out = NULL;
    return status;
}
