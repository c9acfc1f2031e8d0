/* SPDX-License-Identifier: Apache-2.0 */
/* A reel changed by SQL, its checks switched off as by someone who means harm. */
#include "fuzz.h"
#include "strange_reel.h"
#include <sqlite3.h>
#include <strings.h>

enum { LONGEST = 1 << 20, STEPS = 1000, MOST_STEPS = 200 };

static int stop(void *data)
{
    return ++*(int *)data > MOST_STEPS;
}

/* Nothing but this reel is touched. */
static int allow(void *data, int what, const char *a, const char *b, const char *c, const char *d)
{
    (void)data, (void)a, (void)b, (void)c, (void)d;
    return what == SQLITE_ATTACH || what == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

static bool mentions(const char *sql, const char *word)
{
    for (; *sql; sql++)
        if (strncasecmp(sql, word, strlen(word)) == 0)
            return true;
    return false;
}

static void spoil(const char *sql)
{
    sqlite3 *db;
    int steps = 0;
    MUST(sqlite3_open(strange_path(), &db) == SQLITE_OK);
    sqlite3_exec(db,
                 "PRAGMA ignore_check_constraints=ON; PRAGMA foreign_keys=OFF; PRAGMA writable_schema=ON;"
                 "PRAGMA synchronous=OFF",
                 NULL, NULL, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST);
    sqlite3_set_authorizer(db, allow, NULL);
    sqlite3_progress_handler(db, STEPS, stop, &steps);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *sql = as_string(bytes, size);
    if (!mentions(sql, "vacuum") && !mentions(sql, "attach") && !mentions(sql, "_directory")) {
        place_sound_reel();
        spoil(sql);
        if (is_spoilt())
            try_strange_reel(size % 4 == 0);
        forget_strange_reel();
    }
    free(sql);
    return 0;
}
