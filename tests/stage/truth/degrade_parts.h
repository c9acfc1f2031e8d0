/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of degrade share. */
#ifndef STAGE_DEGRADE_PARTS_H
#define STAGE_DEGRADE_PARTS_H

#include "truth/degrade.h"
#include "truth/passage.h"

#include <sqlite3.h>

struct master_film {
    int width, height, rate, per, frames;
    int64_t samples;
};

/* 0, or -1, told. */
int degrade_master(const char *path, struct master_film *film);
int degrade_passage(const char *path, const struct degrade_row *row, struct master_film *film,
                    struct passage *passage);
/* Gives SQL the passage: cut_at, span_first and so on. */
int degrade_functions(sqlite3 *db, const struct passage *passage);

#endif
