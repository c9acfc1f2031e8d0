/* SPDX-License-Identifier: Apache-2.0 */
/* An SQLite file that is written in one go, whole or not at all. */
#ifndef PST_NEW_DATABASE_H
#define PST_NEW_DATABASE_H

#include "base/part.h"
#include <sqlite3.h>

struct new_database {
    sqlite3 *db; /* in a transaction */
    struct part part;
    char *target, *place; /* as given; what will be replaced: its links followed */
};

/* Ends with one of the two below, also where it fails. */
enum pst_status new_database_open(struct new_database *, const char *target, struct pst_error *);

/* Statements must be finalized. *d is gone after it; where it fails the target is as it was. */
enum pst_status new_database_commit(struct new_database *, struct pst_error *);
void new_database_abandon(struct new_database *);

/* SQLite's last error. */
enum pst_status new_database_refused(const struct new_database *, struct pst_error *);

#endif
