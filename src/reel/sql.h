/* SPDX-License-Identifier: Apache-2.0 */
/* What reading and writing a reel both need of SQLite. */
#ifndef PST_SQL_H
#define PST_SQL_H

#include "pastiche/status.h"
#include <sqlite3.h>
#include <stdint.h>

/* `path` such that SQLite takes it for a file name, whatever it looks like ("file:x", ":memory:"); the
   caller frees it; NULL where there is no memory. */
char *sql_path(const char *path);

int sql_prepare(sqlite3 *, const char *sql, sqlite3_stmt **);

/* The first column of the first row; 0 where there is none. */
int sql_integer(sqlite3 *, const char *sql, int64_t *value);

/* Formats as sqlite3_mprintf does (%Q quotes a string, %w goes inside "…") and runs it. */
int sql_run(sqlite3 *, const char *format, ...);

/* A column's text; "" where it is NULL. */
const char *sql_text(sqlite3_stmt *, int column);

/* A column's number; NaN where it is NULL or not finite. */
double sql_number(sqlite3_stmt *, int column);

/* Binds NULL where the number is not finite. */
int sql_bind_number(sqlite3_stmt *, int at, double value);

/* SQLite would play a journal that another program left of an old file into the new one of that name. */
void sql_drop_journals(const char *target);

/* SQLite's last error as ours: of a reel that is read, of one that is written. */
enum pst_status sql_fail_input(sqlite3 *, const char *path, struct pst_error *);
enum pst_status sql_fail_output(sqlite3 *, const char *path, struct pst_error *);

#endif
