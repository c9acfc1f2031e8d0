/* SPDX-License-Identifier: Apache-2.0 */
/* SQL on a reel or a comparison, for reading. */
#ifndef PASTICHE_QUERY_H
#define PASTICHE_QUERY_H

#include "pastiche/status.h"
#include "pastiche/version.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum pst_query_format {
    PST_QUERY_CSV,
    PST_QUERY_JSON,  /* an array of objects */
    PST_QUERY_TABLE, /* for people: columns in line */
};

struct pst_query_params {
    enum pst_query_format format;
    double seconds;                /* the longest that it may take; 0: any time */
    int64_t rows;                  /* the most that are written; < 0: all */
    bool (*cancelled)(void *data); /* asked often; NULL: never */
    void *data;
};
PST_API extern const struct pst_query_params pst_query_default; /* CSV, 30 s, all rows */

/* Runs one SELECT (or WITH, VALUES, EXPLAIN, PRAGMA table_info) on the reel or comparison at `path` and
   writes what it gives to standard output. Nothing can be changed by it, no other file read or written.
   `params` may be NULL. PST_USAGE with SQLite's own words where the statement is wrong or asks for more;
   PST_PARTLY where the time was over before the last row. */
PST_API enum pst_status pst_query(const char *path, const char *sql, const struct pst_query_params *,
                                  struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
