/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a reel; docs/reel.md tells what each holds. */
#ifndef PST_SCHEMA_H
#define PST_SCHEMA_H

#include "pastiche/status.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    SCHEMA_APPLICATION = 0x7265656c, /* "reel": SQLite's application_id */
    SCHEMA_VERSION = 2,              /* SQLite's user_version */
};

/* The tables that are copied from one reel to another, each after those that it refers to; `frame` is not
   among them, because its columns differ. Ends in NULL. */
extern const char *const schema_tables[];

/* Makes every table and view in an empty database. `columns`: names of further columns of `frame`, ended by
   NULL; or NULL. Returns SQLite's result code. */
int schema_create(sqlite3 *, const char *const *columns);

/* Is this a reel that we can read: the right application, a version that we know, tables (not views, no
   computed columns) of the shape that we wrote? */
enum pst_status schema_check(sqlite3 *, const char *path, struct pst_error *);

/* Is the table in reels of that version? */
bool schema_has(const char *table, int64_t version);

#endif
