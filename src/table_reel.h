/* SPDX-License-Identifier: Apache-2.0 */
/* The rows that one reel gives to a table. */
#ifndef PST_TABLE_REEL_H
#define PST_TABLE_REEL_H

#include "base/wide_rows.h"
#include "pastiche/reel.h"
#include "pastiche/table.h"

/* The sections of a table, from left to right. */
enum table_place {
    PLACE_FILM = 0,
    PLACE_SHOT = 100, /* or part */
    PLACE_CHANGES = 200,
    PLACE_RHYTHM = 300,
    PLACE_MEASURE = 400,
    PLACE_PALETTE = 500,
};

enum pst_status table_reel(struct pst_reel *, const char *path, const struct pst_table_params *,
                           struct wide_rows *, struct pst_error *);

#endif
