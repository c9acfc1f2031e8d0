/* SPDX-License-Identifier: Apache-2.0 */
/* Rows for people: columns in line, numbers to the right, what is missing left empty. */
#ifndef PST_ROWS_TEXT_H
#define PST_ROWS_TEXT_H

#include "base/wide_rows.h"

struct column_look {
    size_t width; /* characters */
    bool right;   /* numbers alone */
};

/* The cell as it will be shown: one line, whatever it holds. */
void rows_text_cell(struct text *out, const struct cell *);

/* Widens a column's look by a cell. */
void rows_text_widen(struct column_look *, const struct cell *);

void rows_text_head(struct text *out, const struct column *, struct column_look *, size_t count);
void rows_text_row(struct text *out, const struct column_look *, const struct cell *, size_t count);

#endif
