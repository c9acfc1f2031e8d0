/* SPDX-License-Identifier: Apache-2.0 */
/* Which column holds which member of a public struct: one table for the writer and the reader. */
#ifndef PST_FIELDS_H
#define PST_FIELDS_H

#include "base/text.h"
#include "reel/arena.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

enum field_kind {
    FIELD_TEXT,  /* char[size]; "" is NULL */
    FIELD_INT,   /* int */
    FIELD_YEAR,  /* int; 0 is NULL */
    FIELD_INDEX, /* int; negative is NULL */
    FIELD_INT64,
    FIELD_SOME, /* int64_t; 0 is NULL */
    FIELD_BOOL,
    FIELD_REAL,     /* double */
    FIELD_NUMBER,   /* double; NaN is NULL */
    FIELD_UNTIL,    /* double; negative is NULL */
    FIELD_RATIONAL, /* struct pst_rational in the columns NAME_num and NAME_den; {0, 0} is NULL */
    FIELD_NAME,     /* an enum, by its name */
    FIELD_SET,      /* unsigned, a bit a name: the names divided by blanks */
    FIELD_STRING,   /* const char *; NULL is "" */
};

struct field {
    const char *column;
    enum field_kind kind;
    size_t offset, size;
    const char *(*name)(int); /* FIELD_NAME, FIELD_SET: of the values from 0; NULL from where they end on */
};

#define FIELD(type, member, column, kind, name)                                                              \
    {                                                                                                        \
        column, kind, offsetof(type, member), sizeof(((type *)0)->member), name                              \
    }
#define FIELDS_END                                                                                           \
    {                                                                                                        \
        NULL, FIELD_INT, 0, 0, NULL                                                                          \
    }

/* Each ends in a field without a column. */
extern const struct field film_fields[], stream_fields[], chapter_fields[];

/* Appends "file, size, time_base_num, time_base_den, …" and returns how many columns that are. */
int fields_columns(const struct field *, struct text *);

/* Binds the members of *from to the parameters from `at` on. Returns SQLite's result code. */
int fields_bind(sqlite3_stmt *, int at, const struct field *, const void *from);

/* Fills *to from the columns from `at` on; strings go to the arena. False where a value is out of range or
   there is no memory. */
bool fields_read(sqlite3_stmt *, int at, const struct field *, void *to, struct arena *,
                 struct text *scratch);

#endif
