/* SPDX-License-Identifier: Apache-2.0 */
/* A reel whose values are others. The input is a list of changes of 4 bytes each: which column of which table
   (2 bytes), in which row (255: in all), and what stands there then. */
#include "fuzz.h"
#include "strange_reel.h"
#include <sqlite3.h>

enum { CHANGE = 4, MOST_CHANGES = 24, MOST_COLUMNS = 256, ALL_ROWS = 255 };

static const char *const values[] = {
    "NULL",
    "0",
    "1",
    "-1",
    "2",
    "31",
    "32",
    "1000",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "2305843009213693951",
    "0.5",
    "1e300",
    "-1e300",
    "9e999",
    "-9e999",
    "1e-300",
    "''",
    "'frame'",
    "'film'",
    "'shot'",
    "'light'",
    "'cut'",
    "'picture'",
    "'fade_out'",
    "'#ffffff'",
    "'a' || char(10) || 'b'",
    "CAST(x'80ff' AS TEXT)",
    "printf('%.3000c', 'x')",
    "'00:59:59;23'",
    "x''",
    "zeroblob(28)",
    "zeroblob(3)",
    "randomblob(0) || x'ffffffffffffffffffffffffffffffffffffffffffffffffffffffff'",
    "zeroblob(70000)",
    "x'ffd8ffe000104a46494600010100000100010000ffd9'",
    "{} + 1",
    "{} - 1",
    "{} * 2",
    "-{}",
    "{} || {}",
    "(SELECT max(n) FROM frame)",
};
enum { VALUES = sizeof values / sizeof *values };

struct column {
    char *table, *name;
};

struct columns {
    struct column items[MOST_COLUMNS];
    size_t count;
};

static int take_column(void *data, int count, char **cells, char **names)
{
    (void)count, (void)names;
    struct columns *all = data;
    if (all->count < MOST_COLUMNS)
        all->items[all->count++] = (struct column){strdup(cells[0]), strdup(cells[1])};
    return 0;
}

static const struct columns *all_columns(sqlite3 *db)
{
    static struct columns columns;
    if (!columns.count)
        sqlite3_exec(db,
                     "SELECT s.name, i.name FROM sqlite_schema s, pragma_table_info(s.name) i"
                     " WHERE s.type = 'table' ORDER BY 1, 2",
                     take_column, &columns, NULL);
    MUST(columns.count);
    return &columns;
}

/* `value` with the column's name for every {}. */
static char *expression(const char *value, const char *column)
{
    char *text = sqlite3_mprintf("");
    for (const char *brace; (brace = strstr(value, "{}")); value = brace + 2) {
        char *longer = sqlite3_mprintf("%s%.*s\"%w\"", text, (int)(brace - value), value, column);
        sqlite3_free(text);
        text = longer;
    }
    char *whole = sqlite3_mprintf("%s%s", text, value);
    sqlite3_free(text);
    return whole;
}

static void change(sqlite3 *db, const struct columns *columns, const uint8_t *c)
{
    const struct column *column = &columns->items[(c[0] | (size_t)c[1] << 8) % columns->count];
    char *value = expression(values[c[3] % VALUES], column->name), *rows = sqlite3_mprintf("");
    if (c[2] != ALL_ROWS) {
        sqlite3_free(rows);
        rows = sqlite3_mprintf(
            " WHERE (SELECT count(*) FROM \"%w\") > %d AND \"%w\" IS (SELECT \"%w\" FROM \"%w\""
            " LIMIT 1 OFFSET %d)",
            column->table, c[2], column->name, column->name, column->table, c[2]);
    }
    char *sql = sqlite3_mprintf("UPDATE OR REPLACE \"%w\" SET \"%w\" = %s%s", column->table, column->name,
                                value, rows);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
    sqlite3_free(rows);
    sqlite3_free(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sqlite3 *db;
    place_sound_reel();
    MUST(sqlite3_open(strange_path(), &db) == SQLITE_OK);
    sqlite3_exec(db, "PRAGMA ignore_check_constraints=ON; PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL);
    const struct columns *columns = all_columns(db);
    for (size_t i = 0; i + CHANGE <= size && i < (size_t)CHANGE * MOST_CHANGES; i += CHANGE)
        change(db, columns, bytes + i);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(db);
    if (is_spoilt())
        try_strange_reel(size % 16 == 0);
    forget_strange_reel();
    return 0;
}
