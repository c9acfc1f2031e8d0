/* SPDX-License-Identifier: Apache-2.0 */
/* Rows as JSON objects; what is missing is null; a blob is "x'…'" in hexadecimal. */
#ifndef PST_ROWS_JSON_H
#define PST_ROWS_JSON_H

#include "base/wide_rows.h"

/* A string with its quotes. */
void rows_json_string(struct text *out, const char *);

/* "units":{…}, of those columns that have one, and "what":{…}, a line each. */
void rows_json_dictionary(struct text *out, char *const *names, const struct column *, size_t count);

/* digits: as in rows_csv_row; names: one a column, as column_names makes them. */
void rows_json_row(struct text *out, char *const *names, const struct cell *, size_t count, int digits);

#endif
