/* SPDX-License-Identifier: Apache-2.0 */
/* A database as others see it: plain SQLite with its defaults. */
#ifndef PST_ASK_H
#define PST_ASK_H

#include "test.h"
#include <sqlite3.h>

static sqlite3 *db;

/* The rows of a SELECT: columns divided by '|', rows by a line feed; NULL is empty. */
static inline const char *ask(const char *sql)
{
    static char answer[65536];
    sqlite3_stmt *statement;
    size_t at = 0;
    answer[0] = '\0';
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        TEST_FAIL("%s: %s", sql, sqlite3_errmsg(db));
    for (int row = 0; sqlite3_step(statement) == SQLITE_ROW; row++)
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            at += (size_t)snprintf(answer + at, sizeof answer - at, "%s%s",
                                   i     ? "|"
                                   : row ? "\n"
                                         : "",
                                   text ? text : "");
            REQUIRE(at < sizeof answer);
        }
    if (sqlite3_finalize(statement) != SQLITE_OK)
        TEST_FAIL("%s: %s", sql, sqlite3_errmsg(db));
    return answer;
}

/* Each table, view and column stands in the document as `name`; of `open_table` the first two columns. */
static inline void check_document(const char *path, const char *open_table)
{
    static char document[1 << 17];
    FILE *in = fopen(path, "rb");
    if (!in)
        TEST_FAIL("cannot open '%s'", path);
    document[fread(document, 1, sizeof document - 1, in)] = '\0';
    fclose(in);
    char *sql =
        sqlite3_mprintf("SELECT '`' || name || '`' FROM sqlite_schema WHERE type IN ('table', 'view')"
                        " UNION SELECT '`' || c.name || '`' FROM sqlite_schema s, pragma_table_info(s.name) c"
                        " WHERE s.type IN ('table', 'view') AND NOT (s.name = %Q AND c.cid > 1)",
                        open_table);
    char *names = strdup(ask(sql));
    sqlite3_free(sql);
    REQUIRE(names);
    for (char *name = strtok(names, "\n"); name; name = strtok(NULL, "\n"))
        if (!strstr(document, name))
            TEST_FAIL("'%s' does not tell of %s", path, name);
    free(names);
}

#endif
