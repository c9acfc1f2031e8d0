/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of comma-separated values (RFC 4180), and what spreadsheet programs make of them: other separators, a
   byte order mark, any line ends. */
#ifndef PST_CSV_ROWS_H
#define PST_CSV_ROWS_H

#include "base/text.h"
#include "pastiche/status.h"
#include <stdint.h>

struct csv_rows {
    const char *name;     /* of the file, for messages */
    const char *at, *end; /* what is left */
    char separator;       /* of ",;\t|", the one that cuts the header into most fields */
    int row;              /* line on which the row that was just read begins, from 1 */
    int line;             /* lines gone by */
    struct text fields;   /* of the row, each ending in NUL */
    struct {
        size_t *items; /* where each begins */
        size_t count, capacity;
    } starts;
    struct pst_error *error;
};

/* PST_INPUT where it is text of another kind. */
enum pst_status csv_rows_open(struct csv_rows *, const char *name, const char *bytes, size_t size,
                              struct pst_error *);
void csv_rows_release(struct csv_rows *);

/* Reads the next row that is not empty; *more is false at the end. */
enum pst_status csv_rows_next(struct csv_rows *, bool *more);

/* Field i, without blanks round it where it is not quoted; "" where the row has none, or i < 0. Good until
   the next row. */
const char *csv_field(const struct csv_rows *, int i);

/* Index of the field of that text in the row that was just read (letters of either size), or -1. */
int csv_column(const struct csv_rows *, const char *name);

/* Fails where a row has more fields than `columns` and they are not empty. */
enum pst_status csv_check_width(const struct csv_rows *, size_t columns);

/* A whole number: no sign, point or comma, as spreadsheet programs like to put there. Fails, with row and
   column, where it is none. */
enum pst_status csv_whole(const struct csv_rows *, int i, const char *column, int64_t *value);

/* Field i on one line and not too long, for a message. */
enum { CSV_SHOWN_SIZE = 64 };
const char *csv_shown(const struct csv_rows *, int i, char shown[CSV_SHOWN_SIZE]);

#endif
