/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a table whose columns are known only when the last row is: each row brings its own. Rows wait in a
   nameless temporary file, so that memory holds the columns' names and one row, however many there are. */
#ifndef PST_WIDE_ROWS_H
#define PST_WIDE_ROWS_H

#include "base/text.h"
#include "pastiche/status.h"
#include <stdint.h>
#include <stdio.h>

enum cell_kind { CELL_MISSING, CELL_TEXT, CELL_BLOB, CELL_WHOLE, CELL_NUMBER };

struct cell {
    enum cell_kind kind;
    int64_t whole;
    double number;    /* not finite: missing */
    const char *text; /* of size bytes, and a NUL behind them; a blob's bytes too */
    size_t size;
};

/* A column is known by name and unit. */
struct column {
    const char *name, *unit, *what;
    enum cell_kind kind; /* of its cells, unless they are missing */
    int place;           /* columns stand by place, and by name where that is the same */
};

struct wide_rows {
    struct column *columns; /* as they were met, names their own; in order after wide_rows_begin */
    size_t column_count, column_capacity;
    size_t next; /* where the next cell's column is looked for first */
    size_t *order;
    struct text row;
    FILE *file;
    int64_t row_count, rows_read;
};

/* PST_OUTPUT where there can be no temporary file (in TMPDIR, else /tmp). On success and on failure given
   back with wide_rows_release. */
enum pst_status wide_rows_open(struct wide_rows *, struct pst_error *);
void wide_rows_release(struct wide_rows *);

/* Adds a cell to the row that is being made. */
void wide_rows_text(struct wide_rows *, const struct column *, const char *text); /* "": missing */
void wide_rows_bytes(struct wide_rows *, const struct column *, const void *bytes, size_t size);
void wide_rows_whole(struct wide_rows *, const struct column *, int64_t value);
void wide_rows_number(struct wide_rows *, const struct column *, double value);
/* The column is there, whether a row fills it or not. */
void wide_rows_missing(struct wide_rows *, const struct column *);

/* The row is complete. */
enum pst_status wide_rows_end(struct wide_rows *, struct pst_error *);

/* Forgets the rows and columns that came after the mark. */
struct rows_mark {
    long at;
    int64_t row_count;
    size_t column_count;
};
struct rows_mark wide_rows_mark(const struct wide_rows *);
void wide_rows_take_back(struct wide_rows *, struct rows_mark);

/* Puts the columns in order and goes to the first row; may be called again. Then wide_rows_next fills
   cells[0 … column_count), good until the next call, as long as *more. */
enum pst_status wide_rows_begin(struct wide_rows *, struct pst_error *);
enum pst_status wide_rows_next(struct wide_rows *, struct cell *cells, bool *more, struct pst_error *);

#endif
