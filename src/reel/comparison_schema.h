/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a comparison; docs/comparison.md tells what each holds. */
#ifndef PST_COMPARISON_SCHEMA_H
#define PST_COMPARISON_SCHEMA_H

#include "pastiche/status.h"
#include <sqlite3.h>

enum {
    COMPARISON_APPLICATION = 0x70636d70, /* "pcmp": SQLite's application_id */
    COMPARISON_VERSION = 3,              /* SQLite's user_version */
};

/* Makes every table and view in an empty database. Returns SQLite's result code. */
int comparison_schema_create(sqlite3 *);

/* Is this a comparison that we can read: the right application, a version that we know, tables of the shape
   that we wrote? */
enum pst_status comparison_schema_check(sqlite3 *, const char *path, struct pst_error *);

#endif
