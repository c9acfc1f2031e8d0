/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a table that tell of the film and of its reel. */
#ifndef PST_TABLE_FILM_H
#define PST_TABLE_FILM_H

#include "base/wide_rows.h"
#include "pastiche/reel.h"

/* What is told of a reel beside struct pst_film. */
struct table_film {
    struct text versions, parameters; /* of the meters, by name */
    size_t corrections;
    char *tool;
};

/* Given back with table_film_release, also after a failure. */
enum pst_status table_film_open(struct pst_reel *, struct table_film *, struct pst_error *);
void table_film_release(struct table_film *);

void table_film_put(const struct table_film *, const char *path, const struct pst_film *, struct wide_rows *);

#endif
