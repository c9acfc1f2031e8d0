/* SPDX-License-Identifier: Apache-2.0 */
#include "truth/pen.h"

#include "truth/truth_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { most_tables = 48 };

struct inserting {
    char table[24];
    sqlite3_stmt *statement;
};

struct pen {
    char *path, *part;
    sqlite3 *db;
    struct inserting tables[most_tables];
    int table_count;
    sqlite3_stmt *row;
    int column, failed;
};

static void fail(struct pen *pen)
{
    if (!pen->failed)
        fprintf(stderr, "stage: cannot write '%s': %s\n", pen->path, sqlite3_errmsg(pen->db));
    pen->failed = 1;
}

static char *with_suffix(const char *path, const char *suffix)
{
    size_t length = strlen(path), more = strlen(suffix) + 1;
    char *name = malloc(length + more);
    if (!name) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    memcpy(name, path, length);
    memcpy(name + length, suffix, more);
    return name;
}

/* Nothing is ever taken back, so there is no journal; what stops half-way leaves only the .part file. */
static void begin(struct pen *pen)
{
    char marks[96];
    snprintf(marks, sizeof marks, "PRAGMA application_id=%d; PRAGMA user_version=%d", truth_application,
             truth_version);
    pen_run(pen, "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
    for (int i = 0; truth_tables[i]; i++)
        pen_run(pen, truth_tables[i]);
    pen_run(pen, marks);
}

struct pen *pen_open(const char *path)
{
    struct pen *pen = calloc(1, sizeof *pen);
    if (!pen) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    pen->path = with_suffix(path, "");
    pen->part = with_suffix(path, ".part");
    remove(pen->part);
    if (sqlite3_open_v2(pen->part, &pen->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        fail(pen);
    else
        begin(pen);
    if (!pen->failed)
        return pen;
    pen_close(pen, 0);
    return NULL;
}

static int columns_of(struct pen *pen, const char *table)
{
    sqlite3_stmt *count = NULL;
    int columns = 0;
    sqlite3_prepare_v2(pen->db, "SELECT count(*) FROM pragma_table_info(?)", -1, &count, NULL);
    sqlite3_bind_text(count, 1, table, -1, SQLITE_STATIC);
    if (sqlite3_step(count) == SQLITE_ROW)
        columns = sqlite3_column_int(count, 0);
    sqlite3_finalize(count);
    return columns;
}

static sqlite3_stmt *prepare(struct pen *pen, const char *table)
{
    char sql[256];
    int at = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES(?", table);
    for (int i = columns_of(pen, table); i > 1; i--)
        at += snprintf(sql + at, sizeof sql - (size_t)at, ",?");
    snprintf(sql + at, sizeof sql - (size_t)at, ")");
    struct inserting *next = &pen->tables[pen->table_count++];
    snprintf(next->table, sizeof next->table, "%s", table);
    if (sqlite3_prepare_v3(pen->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &next->statement, NULL) != SQLITE_OK)
        fail(pen);
    return next->statement;
}

void pen_row(struct pen *pen, const char *table)
{
    int i = 0;
    while (i < pen->table_count && strcmp(pen->tables[i].table, table) != 0)
        i++;
    pen->row = i < pen->table_count ? pen->tables[i].statement : prepare(pen, table);
    pen->column = 0;
}

static void bound(struct pen *pen, int code)
{
    if (code != SQLITE_OK)
        fail(pen);
}

void pen_int(struct pen *pen, int64_t value)
{
    bound(pen, sqlite3_bind_int64(pen->row, ++pen->column, value));
}

void pen_known(struct pen *pen, int64_t value)
{
    if (value < 0)
        pen_null(pen, 1);
    else
        pen_int(pen, value);
}

void pen_real(struct pen *pen, double value)
{
    bound(pen, sqlite3_bind_double(pen->row, ++pen->column, value));
}

void pen_text(struct pen *pen, const char *value)
{
    bound(pen, sqlite3_bind_text(pen->row, ++pen->column, value, -1, SQLITE_TRANSIENT));
}

void pen_said(struct pen *pen, const char *value)
{
    pen_text(pen, value && *value ? value : NULL);
}

void pen_null(struct pen *pen, int columns)
{
    for (int i = 0; i < columns; i++)
        bound(pen, sqlite3_bind_null(pen->row, ++pen->column));
}

void pen_end(struct pen *pen)
{
    if (pen->column != sqlite3_bind_parameter_count(pen->row)) {
        fprintf(stderr, "stage: a row of %d columns in '%s'\n", pen->column, sqlite3_sql(pen->row));
        exit(5);
    }
    if (!pen->failed && sqlite3_step(pen->row) != SQLITE_DONE)
        fail(pen);
    sqlite3_reset(pen->row);
}

void pen_run(struct pen *pen, const char *sql)
{
    if (!pen->failed && sqlite3_exec(pen->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(pen);
}

sqlite3 *pen_database(struct pen *pen)
{
    return pen->db;
}

int pen_failed(const struct pen *pen)
{
    return pen->failed;
}

int pen_close(struct pen *pen, int keep)
{
    if (keep)
        pen_run(pen, "COMMIT");
    for (int i = 0; i < pen->table_count; i++)
        sqlite3_finalize(pen->tables[i].statement);
    if (sqlite3_close(pen->db) != SQLITE_OK)
        fail(pen);
    int kept = keep && !pen->failed;
    if (kept && rename(pen->part, pen->path) != 0) {
        fprintf(stderr, "stage: cannot write '%s'\n", pen->path);
        kept = 0;
    }
    if (!kept)
        unlink(pen->part);
    int result = keep && !kept ? -1 : 0;
    free(pen->path);
    free(pen->part);
    free(pen);
    return result;
}
