/* SPDX-License-Identifier: Apache-2.0 */
/* Whether the tables of a stranger's file are what they were made as: plain and STRICT, with these columns.
   Views and computed columns in their place would run what the stranger wrote. */
#ifndef PST_SHAPE_H
#define PST_SHAPE_H

#include "base/text.h"
#include <sqlite3.h>

/* A row a column of every plain table: the table's name, the column's, and what shape_append takes. */
extern const char shape_select[];
void shape_append(struct text *, sqlite3_stmt *);

/* The first table of `model` that `db` has not got or has otherwise; "" where there is none. Returns SQLite's
   result code. */
enum { SHAPE_NAME = 64 };
int shape_find_odd(sqlite3 *model, sqlite3 *db, char odd[SHAPE_NAME]);

#endif
