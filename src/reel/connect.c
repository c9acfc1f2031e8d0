/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/connect.h"
#include "base/error.h"
#include "reel/sql.h"
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A file may come from a stranger: no value longer than this, no deeper SQL than ours. */
enum { LONGEST_VALUE = 64 << 20, DEEPEST_EXPRESSION = 100, BUSY_MS = 2000, CACHE_KIB = 8192 };

static void distrust(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL); /* a missing column is no string */
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, DEEPEST_EXPRESSION);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_busy_timeout(db, BUSY_MS);
    sql_run(db, "PRAGMA cell_size_check=ON");
    sql_run(db, "PRAGMA mmap_size=0");
    sql_run(db, "PRAGMA cache_size=-%d", CACHE_KIB);
}

static enum pst_status check_file(const char *path, const char *what, struct pst_error *error)
{
    struct stat file;
    if (stat(path, &file) != 0)
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    if (S_ISDIR(file.st_mode))
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(EISDIR));
    if (!S_ISREG(file.st_mode))
        return fail(error, PST_INPUT, "'%s' is not a %s", path, what);
    return file.st_size == 0 ? fail(error, PST_INPUT, "'%s' is empty", path) : PST_OK;
}

/* SQLite takes what is missing of the last page for zeros. What is no database is told of later. */
static enum pst_status check_whole(sqlite3 *db, const char *path, struct pst_error *error)
{
    struct stat file;
    int64_t page;
    bool known = sql_integer(db, "PRAGMA schema_version", &page) == SQLITE_OK &&
                 sql_integer(db, "PRAGMA page_size", &page) == SQLITE_OK && page > 0;
    if (known && stat(path, &file) == 0 && file.st_size % page != 0)
        return fail(error, PST_INPUT, "'%s' is damaged or cut short", path);
    return PST_OK;
}

enum pst_status connect_to_read(const char *path, const char *what, sqlite3 **db, struct pst_error *error)
{
    *db = NULL;
    enum pst_status status = check_file(path, what, error);
    if (status != PST_OK)
        return status;
    char *name = sql_path(path);
    if (!name)
        return fail_memory(error);
    int code = sqlite3_open_v2(name, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    free(name);
    if (code != SQLITE_OK)
        return *db ? sql_fail_input(*db, path, error) : fail_memory(error);
    distrust(*db);
    return check_whole(*db, path, error);
}
