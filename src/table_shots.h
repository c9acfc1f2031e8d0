/* SPDX-License-Identifier: Apache-2.0 */
/* A row a shot, as `export --as csv` tells it. */
#ifndef PST_TABLE_SHOTS_H
#define PST_TABLE_SHOTS_H

#include "base/wide_rows.h"
#include "choice.h"
#include "table_film.h"

enum pst_status table_shots(struct pst_reel *, const char *path, const struct table_film *,
                            const struct choice *, struct wide_rows *, struct pst_error *);

/* Has the measure a number a shot? Those of frames do, and any other that the reel tells one of. */
bool table_is_by_shot(const struct pst_measure *, const struct pst_series *by_shot);

#endif
