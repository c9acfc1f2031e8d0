/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_COLUMN_NAMES_H
#define PST_COLUMN_NAMES_H

#include "base/wide_rows.h"

/* A name a column, valid UTF-8, none twice, not even in other letter case: where two columns have one name
   the later takes its unit to it, or a number. Given back with column_names_release; NULL: no memory. */
char **column_names(const struct column *, size_t count);
void column_names_release(char **names, size_t count);

#endif
