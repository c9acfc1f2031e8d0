/* SPDX-License-Identifier: Apache-2.0 */
/* One SELECT of a stranger's on a reel: nothing is changed, no other file is touched, and it ends in time. */
#ifndef PST_SELECT_H
#define PST_SELECT_H

#include "base/wide_rows.h"

struct select_limits {
    double seconds;                /* 0: any time */
    bool (*cancelled)(void *data); /* may be NULL */
    void *data;
};

struct reel_select;

/* On success *out ends with select_close. PST_USAGE where the statement is wrong, is more than one, or asks
   for what is not allowed. */
enum pst_status select_open(const char *path, const char *sql, const struct select_limits *,
                            struct reel_select **out, struct pst_error *);
void select_close(struct reel_select **);

/* Names, good until it is closed. */
size_t select_count(const struct reel_select *);
const char *select_name(struct reel_select *, size_t column);

/* Fills cells[0 … count), good until the next call, as long as *more. PST_PARTLY: the time is over;
   PST_INTERRUPTED: cancelled. */
enum pst_status select_next(struct reel_select *, struct cell *cells, bool *more, struct pst_error *);

#endif
