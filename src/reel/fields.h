/* SPDX-License-Identifier: Apache-2.0 */
/* Which column holds which member of a public struct: one table for the writer and the reader. */
#ifndef PST_FIELDS_H
#define PST_FIELDS_H

#include "base/text.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

enum field_kind {
    FIELD_TEXT,  /* char[size]; "" is NULL */
    FIELD_INT,   /* int */
    FIELD_YEAR,  /* int; 0 is NULL */
    FIELD_INDEX, /* int; negative is NULL */
    FIELD_INT64,
    FIELD_BOOL,
    FIELD_REAL,     /* double */
    FIELD_UNTIL,    /* double; negative is NULL */
    FIELD_RATIONAL, /* struct pst_rational in the columns NAME_num and NAME_den; {0, 0} is NULL */
    FIELD_NAME,     /* an enum, by its name */
};

struct field {
    const char *column;
    enum field_kind kind;
    size_t offset, size;
    const char *const *names; /* FIELD_NAME: of the enum's values from 0; ends in NULL */
};

/* Each ends in a field without a column. */
extern const struct field film_fields[], stream_fields[], chapter_fields[];

/* Appends "file, size, time_base_num, time_base_den, …" and returns how many columns that are. */
int fields_columns(const struct field *, struct text *);

/* Binds the members of *from to the parameters from `at` on. Returns SQLite's result code. */
int fields_bind(sqlite3_stmt *, int at, const struct field *, const void *from);

/* Fills *to from the columns from `at` on. False where a value is out of range. */
bool fields_read(sqlite3_stmt *, int at, const struct field *, void *to, struct text *scratch);

#endif
