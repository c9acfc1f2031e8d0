/* SPDX-License-Identifier: Apache-2.0 */
/* A table as an SQLite file, written whole or not at all: the table `name` with a column each, and `measure`,
   which tells name, unit and meaning of each. */
#ifndef PST_TABLE_WRITER_H
#define PST_TABLE_WRITER_H

#include "base/wide_rows.h"

struct table_writer;

/* `names`: one a column, none twice but for capitals. On success *out ends with one of the two below.
   PST_USAGE where there are more columns than SQLite takes. */
enum pst_status table_writer_open(const char *target, const char *name, const struct column *,
                                  char *const *names, size_t count, struct table_writer **out,
                                  struct pst_error *);
enum pst_status table_writer_row(struct table_writer *, const struct cell *, struct pst_error *);
enum pst_status table_writer_commit(struct table_writer **, struct pst_error *);
void table_writer_abandon(struct table_writer **);

#endif
