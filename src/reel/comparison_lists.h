/* SPDX-License-Identifier: Apache-2.0 */
/* Which table of a comparison holds which list, and which column which member: one table for the writer and
   the reader. A row begins with `n`, the item's place in its list. */
#ifndef PST_COMPARISON_LISTS_H
#define PST_COMPARISON_LISTS_H

#include "base/comparison_data.h"
#include "reel/fields.h"

/* Each after those that it refers to. */
enum compared_list {
    COMPARED_FILMS,
    COMPARED_SHOTS,
    COMPARED_DEPARTURES,
    COMPARED_REFERENCE_DEPARTURES,
    COMPARED_STRETCHES,
    COMPARED_STRETCH_FACETS,
    COMPARED_PRECEDENTS,
    COMPARED_LIKENESSES,
    COMPARED_SIGNATURES,
    COMPARED_SIGNATURE_FILMS,
    COMPARED_COMMONS,
    COMPARED_COPIES,
    COMPARED_LISTS
};

struct compared_table {
    const char *name;
    const struct field *fields;
    const char *more; /* ", shot, moment": columns after those of the fields; "" */
    size_t item;      /* bytes */
    size_t array;     /* offset of the list in struct comparison_data */
};

extern const struct compared_table compared_tables[COMPARED_LISTS];
extern const struct field about_fields[];

/* Any of the arrays of struct comparison_data. */
struct compared_array {
    void *items;
    size_t count, capacity;
};
struct compared_array compared_array_of(const struct comparison_data *, enum compared_list);

#endif
