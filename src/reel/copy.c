/* SPDX-License-Identifier: Apache-2.0 */
/* An older reel as the start of a new one. Rows are copied, not the file: of what a stranger put into it
   (triggers, views, tables) nothing comes along. */
#include "base/error.h"
#include "base/text.h"
#include "reel/reader.h"
#include "reel/schema.h"
#include "reel/sql.h"
#include "reel/writer_state.h"
#include <stdlib.h>
#include <string.h>

static int copy_frames(sqlite3 *db, const struct pst_measure *measures, size_t count)
{
    struct text columns = {0};
    int code = SQLITE_OK;
    for (size_t i = 0; i < count && code == SQLITE_OK; i++)
        if (!measures[i].vector && strcmp(measures[i].grid, "frame") == 0) {
            char *quoted = sqlite3_mprintf(", \"%w\"", measures[i].name);
            code = quoted ? sql_run(db, "ALTER TABLE frame ADD COLUMN%s REAL", quoted + 1) : SQLITE_NOMEM;
            text_append(&columns, quoted ? quoted : "");
            sqlite3_free(quoted);
        }
    text_append(&columns, "");
    if (code == SQLITE_OK && columns.failed)
        code = SQLITE_NOMEM;
    if (code == SQLITE_OK)
        code = sql_run(db, "INSERT INTO main.frame(n, pts%s) SELECT n, pts%s FROM base.frame ORDER BY n",
                       columns.data, columns.data);
    text_release(&columns);
    return code;
}

/* By name, since an older reel's table may lack columns: they get their defaults. */
static int copy_table(sqlite3 *db, const char *table)
{
    struct text columns = {0};
    sqlite3_stmt *statement = NULL;
    int code = sql_prepare(db, "SELECT name FROM pragma_table_info(?, 'base')", &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        text_format(&columns, "%s%s", columns.length ? ", " : "", sql_text(statement, 0));
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    if (code == SQLITE_DONE)
        code = columns.failed || !columns.length
                   ? SQLITE_NOMEM
                   : sql_run(db, "INSERT INTO main.%s(%s) SELECT %s FROM base.%s", table, columns.data,
                             columns.data, table);
    text_release(&columns);
    return code;
}

static int copy_tables(sqlite3 *db, int64_t version)
{
    int code = SQLITE_OK;
    for (size_t i = 0; schema_tables[i] && code == SQLITE_OK; i++)
        if (schema_has(schema_tables[i], version))
            code = copy_table(db, schema_tables[i]);
    if (code == SQLITE_OK)
        code =
            sql_run(db, "INSERT OR IGNORE INTO candidate SELECT frame, width, height, jpeg FROM main.still");
    return code;
}

static enum pst_status copy_attached(struct reel_writer *w, const char *base, struct pst_reel *reel,
                                     struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t count;
    enum pst_status status = pst_reel_measures(reel, &measures, &count, error);
    char *name = sql_path(base);
    if (status != PST_OK || !name) {
        free(name);
        return status != PST_OK ? status : fail_memory(error);
    }
    int code = sql_run(w->db, "ATTACH %Q AS base", name);
    free(name);
    if (code == SQLITE_OK)
        code = sql_run(w->db, "BEGIN");
    if (code == SQLITE_OK)
        code = copy_frames(w->db, measures, count);
    if (code == SQLITE_OK)
        code = copy_tables(w->db, reel->version);
    if (code == SQLITE_OK)
        code = sql_run(w->db, "COMMIT; DETACH base");
    if (code == SQLITE_OK)
        return PST_OK;
    int reason = code & 0xff;
    /* An error: its measures have names that no table can have. */
    if (reason == SQLITE_CORRUPT || reason == SQLITE_CONSTRAINT || reason == SQLITE_NOTADB ||
        reason == SQLITE_ERROR)
        return fail(error, PST_INPUT, "'%s' is damaged: %s", base, sqlite3_errmsg(w->db));
    return sql_fail_output(w->db, w->target, error);
}

enum pst_status copy_reel(struct reel_writer *w, const char *base, struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(base, &reel, error);
    if (status != PST_OK)
        return status;
    status = reel_check(reel, error);
    if (status == PST_OK)
        status = copy_attached(w, base, reel, error);
    pst_reel_close(&reel);
    return status;
}
