/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a truth file, for tests. */
#ifndef STAGE_TRUTH_ASK_H
#define STAGE_TRUTH_ASK_H

#include "test.h"

#include <sqlite3.h>

/* The rows of a SELECT: columns divided by '|', rows by a line feed; NULL is empty. The caller frees. */
static inline char *truth_ask(sqlite3 *db, const char *sql)
{
    size_t room = 1 << 16, at = 0;
    char *answer = calloc(1, room);
    sqlite3_stmt *statement;
    REQUIRE(answer);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        TEST_FAIL("%s: %s", sql, sqlite3_errmsg(db));
    for (int row = 0; sqlite3_step(statement) == SQLITE_ROW; row++) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            const char *mark = i ? "|" : row ? "\n" : "";
            at += (size_t)snprintf(answer + at, room - at, "%s%s", mark, text ? text : "");
            REQUIRE(at < room);
        }
    }
    if (sqlite3_finalize(statement) != SQLITE_OK)
        TEST_FAIL("%s: %s", sql, sqlite3_errmsg(db));
    return answer;
}

static inline void truth_answers(sqlite3 *db, const char *sql, const char *wanted, int line)
{
    char *got = truth_ask(db, sql);
    if (strcmp(got, wanted) != 0)
        TEST_FAIL("line %d: %s\ngot:\n%s\nwanted:\n%s", line, sql, got, wanted);
    free(got);
}

#define REQUIRE_ROWS(db, sql, wanted) truth_answers(db, sql, wanted, __LINE__)

#endif
