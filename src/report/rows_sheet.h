/* SPDX-License-Identifier: Apache-2.0 */
/* A table that is known whole before a line of it is written: for people as columns in line, for programs as
   CSV or JSON.
       struct sheet sheet;
       sheet_begin(&sheet, columns, "likeness");
       for each row:  sheet_text(&sheet, "colour");  sheet_number(&sheet, .5);     a cell a column, in order
       sheet_write(&sheet, SHEET_CSV, &text);
       sheet_release(&sheet); */
#ifndef PST_ROWS_SHEET_H
#define PST_ROWS_SHEET_H

#include "base/wide_rows.h"

/* In the order of the formats of pastiche/show.h and pastiche/contrast.h. */
enum sheet_format { SHEET_TEXT, SHEET_CSV, SHEET_JSON };

struct sheet_column {
    const char *name, *unit, *what;
    enum cell_kind kind;
    int decimals;   /* for people; negative: so many digits that count */
    bool data_only; /* not for people: the same is told in another column */
};

struct sheet {
    const struct sheet_column *columns;
    const char *name; /* what the rows are, in JSON */
    size_t count;     /* of columns */
    struct {
        struct cell *items;
        size_t count, capacity;
    } cells;
    struct {
        char **items;
        size_t count, capacity;
    } notes;     /* lines under it */
    bool failed; /* no memory */
};

/* `columns` end in one without a name, and stay the caller's. */
void sheet_begin(struct sheet *, const struct sheet_column *columns, const char *name);
void sheet_release(struct sheet *);

void sheet_text(struct sheet *, const char *);
void sheet_whole(struct sheet *, int64_t);
void sheet_number(struct sheet *, double); /* NaN: cannot tell */
void sheet_missing(struct sheet *);
void sheet_note(struct sheet *, const char *format, ...) __attribute__((format(printf, 2, 3)));

size_t sheet_rows(const struct sheet *);

/* Appends it. What is missing: "cannot tell", empty, null. */
void sheet_write(const struct sheet *, enum sheet_format, struct text *out);

#endif
