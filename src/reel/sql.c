/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/sql.h"
#include "base/error.h"
#include "base/text.h"
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *sql_path(const char *path)
{
    size_t size = strlen(path) + 3;
    char *safe = malloc(size);
    if (safe)
        snprintf(safe, size, "%s%s", path[0] == '/' ? "" : "./", path);
    return safe;
}

int sql_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **statement)
{
    return sqlite3_prepare_v2(db, sql, -1, statement, NULL);
}

int sql_integer(sqlite3 *db, const char *sql, int64_t *value)
{
    sqlite3_stmt *statement = NULL;
    *value = 0;
    int code = sql_prepare(db, sql, &statement);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

int sql_run(sqlite3 *db, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *sql = sqlite3_vmprintf(format, args);
    va_end(args);
    int code = sql ? sqlite3_exec(db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return code;
}

const char *sql_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

double sql_number(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return NAN;
    double value = sqlite3_column_double(statement, column);
    return isfinite(value) ? value : NAN;
}

int sql_bind_number(sqlite3_stmt *statement, int at, double value)
{
    return isfinite(value) ? sqlite3_bind_double(statement, at, value) : sqlite3_bind_null(statement, at);
}

/* Where SQLite has met no error it is our own string for it that could not be made. */
static bool is_out_of_memory(sqlite3 *db)
{
    int code = sqlite3_extended_errcode(db);
    return code == SQLITE_OK || (code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM;
}

enum pst_status sql_fail_input(sqlite3 *db, const char *path, struct pst_error *error)
{
    int code = sqlite3_errcode(db) & 0xff, reason = sqlite3_system_errno(db);
    if (is_out_of_memory(db))
        return fail_memory(error);
    switch (code) {
    case SQLITE_NOTADB: return fail(error, PST_INPUT, "'%s' is not a reel", path);
    case SQLITE_CORRUPT: return fail(error, PST_INPUT, "'%s' is damaged or cut short", path);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
        if (reason)
            return fail(error, PST_INPUT, "cannot read '%s': %s", path, REASON(reason));
        break;
    default: break;
    }
    return fail(error, PST_INPUT, "cannot read '%s': %s", path, sqlite3_errmsg(db));
}

enum pst_status sql_fail_output(sqlite3 *db, const char *path, struct pst_error *error)
{
    int code = sqlite3_errcode(db) & 0xff, reason = sqlite3_system_errno(db);
    if (is_out_of_memory(db))
        return fail_memory(error);
    switch (code) {
    case SQLITE_FULL: return fail(error, PST_OUTPUT, "cannot write '%s': %s", path, REASON(ENOSPC));
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return fail(error, PST_OUTPUT, "cannot write '%s': %s", path,
                    reason ? REASON(reason) : sqlite3_errmsg(db));
    default: return fail(error, PST_INTERNAL, "cannot write '%s': %s", path, sqlite3_errmsg(db));
    }
}

void sql_drop_journals(const char *target)
{
    static const char *const ends[] = {"-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct text path = {0};
        text_format(&path, "%s%s", target, ends[i]);
        if (!path.failed)
            unlink(path.data);
        text_release(&path);
    }
}
