/* SPDX-License-Identifier: Apache-2.0 */
/* Rows as CSV (RFC 4180): commas, CRLF, UTF-8; what is missing is empty; a blob is x'…' in hexadecimal. */
#ifndef PST_ROWS_CSV_H
#define PST_ROWS_CSV_H

#include "base/wide_rows.h"

/* Names with their units in brackets. */
void rows_csv_head(struct text *out, const struct column *, size_t count);
/* Numbers with so many digits. */
void rows_csv_row(struct text *out, const struct cell *, size_t count, int digits);
enum { DIGITS_OF_MEASURE = 9, DIGITS_OF_SQL = 15 /* as many as hold whatever is stored */ };

/* A blob as SQL writes it. */
void rows_hex(struct text *out, const void *bytes, size_t size);

#endif
