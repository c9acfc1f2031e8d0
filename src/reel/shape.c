/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/shape.h"
#include "reel/sql.h"
#include <string.h>

const char shape_select[] = "SELECT s.name, x.name, s.sql GLOB '*) STRICT*', x.type, x.pk, x.hidden"
                            " FROM sqlite_schema s, pragma_table_xinfo(s.name) x"
                            " WHERE s.sql LIKE 'CREATE TABLE %'";

void shape_append(struct text *shape, sqlite3_stmt *statement)
{
    for (int i = 1; i < 6; i++) {
        text_append(shape, sql_text(statement, i));
        text_append(shape, i < 5 ? " " : ";");
    }
}

static int shape_of(sqlite3 *db, const char *table, struct text *shape)
{
    sqlite3_stmt *statement = NULL;
    char *sql = sqlite3_mprintf("%s AND s.name = %Q", shape_select, table);
    int code = sql ? sql_prepare(db, sql, &statement) : SQLITE_NOMEM;
    sqlite3_free(sql);
    text_clear(shape);
    text_append(shape, "");
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        shape_append(shape, statement);
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    if (shape->failed)
        return SQLITE_NOMEM;
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int shape_find_odd(sqlite3 *model, sqlite3 *db, char odd[SHAPE_NAME])
{
    sqlite3_stmt *tables = NULL;
    struct text wanted = {0}, got = {0};
    int code = sql_prepare(model, "SELECT name FROM sqlite_schema WHERE type = 'table'", &tables);
    *odd = '\0';
    while (code == SQLITE_OK && !*odd && (code = sqlite3_step(tables)) == SQLITE_ROW) {
        const char *table = sql_text(tables, 0);
        code = shape_of(model, table, &wanted);
        if (code == SQLITE_OK)
            code = shape_of(db, table, &got);
        if (code == SQLITE_OK && strcmp(wanted.data, got.data) != 0)
            text_copy(odd, SHAPE_NAME, table);
    }
    sqlite3_finalize(tables);
    text_release(&wanted);
    text_release(&got);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}
