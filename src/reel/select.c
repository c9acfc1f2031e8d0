/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/select.h"
#include "base/error.h"
#include "reel/comparison_schema.h"
#include "reel/connect.h"
#include "reel/schema.h"
#include "reel/sql.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* SQLite looks up after so many of its own steps: well under a millisecond of most. */
enum { STEPS = 1000, LONGEST_SQL = 1 << 20, LONGEST_PATTERN = 1000, MOST_COMPOUNDS = 50 };

struct reel_select {
    sqlite3 *db;
    sqlite3_stmt *statement;
    char *path;
    struct select_limits limits;
    struct timespec began;
    bool late, cancelled;
};

static bool is_among(const char *word, const char *const *list)
{
    while (*list && (!word || sqlite3_stricmp(word, *list) != 0))
        list++;
    return *list != NULL;
}

/* What SQLite lets a statement do, before it runs. Functions that reach beyond the database are not built
   into the library as a rule; where they are, they stay out. */
static int authorize(void *data, int action, const char *first, const char *second, const char *database,
                     const char *trigger)
{
    static const char *const outside[] = {"load_extension", "readfile",         "writefile",
                                          "edit",           "fts3_tokenizer",   "fsdir",
                                          "zipfile",        "shell_add_schema", NULL};
    static const char *const telling[] = {
        "table_info",   "table_xinfo",    "table_list",    "index_list",       "index_info", "index_xinfo",
        "user_version", "application_id", "database_list", "foreign_key_list", NULL};
    (void)data, (void)database, (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return is_among(second, outside) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: {
        bool sets =
            second && (is_among(first, (const char *const[]){"user_version", "application_id", NULL}));
        return is_among(first, telling) && !sets ? SQLITE_OK : SQLITE_DENY;
    }
    /* SQLite's own, while it makes a table-valued function such as json_each known; of no use to the
       statement, which must be one that only reads. */
    case SQLITE_UPDATE:
        return is_among(first, (const char *const[]){"sqlite_master", NULL}) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

static int look_up(void *data)
{
    struct reel_select *s = data;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double taken = (double)(now.tv_sec - s->began.tv_sec) + (double)(now.tv_nsec - s->began.tv_nsec) / 1e9;
    s->late = s->limits.seconds > 0 && taken > s->limits.seconds;
    s->cancelled = s->limits.cancelled && s->limits.cancelled(s->limits.data);
    return s->late || s->cancelled;
}

static void limit(struct reel_select *s)
{
    sqlite3_limit(s->db, SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL);
    sqlite3_limit(s->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN);
    sqlite3_limit(s->db, SQLITE_LIMIT_COMPOUND_SELECT, MOST_COMPOUNDS);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_VIEW, 1, NULL); /* they only read, as all does here */
    sqlite3_set_authorizer(s->db, authorize, NULL);
    sqlite3_progress_handler(s->db, STEPS, look_up, s);
    clock_gettime(CLOCK_MONOTONIC, &s->began);
}

static enum pst_status failed(struct reel_select *s, struct pst_error *error)
{
    int code = sqlite3_errcode(s->db) & 0xff;
    if (s->cancelled)
        return fail(error, PST_INTERRUPTED, "interrupted");
    if (s->late)
        return fail(error, PST_PARTLY, "stopped after %g s, there may be more rows", s->limits.seconds);
    switch (code) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_BUSY:
    case SQLITE_NOMEM: return sql_fail_input(s->db, s->path, error);
    case SQLITE_AUTH:
        return fail(error, PST_USAGE, "SQL: only reading is allowed (%s)", sqlite3_errmsg(s->db));
    default: return fail(error, PST_USAGE, "SQL: %s", sqlite3_errmsg(s->db));
    }
}

/* What stands behind the first statement: nothing but blanks and comments, or a second one. */
static enum pst_status check_rest(struct reel_select *s, const char *rest, struct pst_error *error)
{
    sqlite3_stmt *second = NULL;
    int code = SQLITE_OK;
    while (*rest && !second && code == SQLITE_OK)
        code = sqlite3_prepare_v2(s->db, rest, -1, &second, &rest);
    bool more = second != NULL || code != SQLITE_OK;
    sqlite3_finalize(second);
    return more ? fail(error, PST_USAGE, "SQL: one statement at a time") : PST_OK;
}

static enum pst_status prepare(struct reel_select *s, const char *sql, struct pst_error *error)
{
    const char *rest = "";
    if (strlen(sql) > LONGEST_SQL)
        return fail(error, PST_USAGE, "SQL: the statement is longer than %d bytes", LONGEST_SQL);
    if (sqlite3_prepare_v2(s->db, sql, -1, &s->statement, &rest) != SQLITE_OK)
        return failed(s, error);
    if (!s->statement)
        return fail(error, PST_USAGE, "SQL: there is no statement");
    if (sqlite3_column_count(s->statement) == 0 || !sqlite3_stmt_readonly(s->statement))
        return fail(error, PST_USAGE, "SQL: only what gives rows is allowed: SELECT, WITH, VALUES");
    return check_rest(s, rest, error);
}

/* To a reel or a comparison. */
static enum pst_status connect(const char *path, sqlite3 **db, struct pst_error *error)
{
    int64_t application;
    enum pst_status status = connect_to_read(path, "reel", db, error);
    if (status != PST_OK)
        return status;
    bool is_comparison = sql_integer(*db, "PRAGMA application_id", &application) == SQLITE_OK &&
                         application == COMPARISON_APPLICATION;
    return is_comparison ? comparison_schema_check(*db, path, error) : schema_check(*db, path, error);
}

enum pst_status select_open(const char *path, const char *sql, const struct select_limits *limits,
                            struct reel_select **out, struct pst_error *error)
{
    struct reel_select *s = *out = calloc(1, sizeof *s);
    if (!s || !(s->path = strdup(path))) {
        select_close(out);
        return fail_memory(error);
    }
    s->limits = *limits;
    enum pst_status status = connect(path, &s->db, error);
    if (status == PST_OK) {
        limit(s);
        status = prepare(s, sql, error);
    }
    if (status != PST_OK)
        select_close(out);
    return status;
}

void select_close(struct reel_select **out)
{
    struct reel_select *s = *out;
    if (!s)
        return;
    sqlite3_finalize(s->statement);
    sqlite3_close(s->db);
    free(s->path);
    free(s);
    *out = NULL;
}

size_t select_count(const struct reel_select *s)
{
    return (size_t)sqlite3_column_count(s->statement);
}

const char *select_name(struct reel_select *s, size_t column)
{
    const char *name = sqlite3_column_name(s->statement, (int)column);
    return name ? name : "";
}

static struct cell read_cell(sqlite3_stmt *statement, int column)
{
    struct cell cell = {.kind = CELL_MISSING};
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        cell.kind = CELL_WHOLE;
        cell.whole = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        cell.number = sqlite3_column_double(statement, column);
        cell.kind = isfinite(cell.number) ? CELL_NUMBER : CELL_MISSING;
        break;
    case SQLITE_TEXT:
        cell.kind = CELL_TEXT;
        cell.text = sql_text(statement, column);
        cell.size = strlen(cell.text);
        break;
    case SQLITE_BLOB:
        cell.kind = CELL_BLOB;
        cell.text = sqlite3_column_blob(statement, column);
        cell.size = (size_t)sqlite3_column_bytes(statement, column);
        break;
    default: break;
    }
    return cell;
}

/* Rows come quicker than SQLite looks up where each is made in a few steps. */
enum pst_status select_next(struct reel_select *s, struct cell *cells, bool *more, struct pst_error *error)
{
    *more = false;
    int code = look_up(s) ? SQLITE_INTERRUPT : sqlite3_step(s->statement);
    if (code == SQLITE_DONE)
        return PST_OK;
    if (code != SQLITE_ROW)
        return failed(s, error);
    for (size_t i = 0; i < select_count(s); i++)
        cells[i] = read_cell(s->statement, (int)i);
    *more = true;
    return PST_OK;
}
