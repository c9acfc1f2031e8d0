/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a reel that is written. */
#ifndef PST_WRITER_STATE_H
#define PST_WRITER_STATE_H

#include "base/part.h"
#include "reel/writer.h"
#include <sqlite3.h>

enum statement_name {
    STORE_METER,
    FIND_METER,
    STORE_GRID,
    FIND_GRID,
    STORE_MEASURE,
    FIND_MEASURE,
    STORE_WINDOW,
    STORE_VECTOR,
    STORE_TITLE,
    STORE_PROBLEM,
    STORE_SHOT,
    STORE_TRANSITION,
    CLEAR_PALETTE,
    STORE_SWATCH,
    CLEAR_SHOT_VALUES,
    STORE_SHOT_VALUE,
    STORE_FIGURE,
    STORE_CANDIDATE,
    CHOOSE_STILL,
    STORE_CORRECTION,
    STORE_FOUND,
    STORE_ORIGIN,
    STORE_LABEL,
    STATEMENTS
};

/* A measure that this run declared. */
struct declared {
    char *name;
    bool vector, frame, shot;
    size_t column;        /* in the block of frames */
    sqlite3_stmt *update; /* for a value that comes after its frame has left the block */
};

/* The newest frames, whose values still come in. Flushed oldest first, a row at a time. */
struct block {
    bool ready;
    int64_t first;
    size_t rows, columns;
    int64_t *pts;
    double *values; /* rows × columns, NaN where nothing came */
    sqlite3_stmt *insert;
};

struct reel_writer {
    char *target; /* as given, for messages */
    char *place;  /* the target with its links followed */
    struct part work;
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    struct {
        struct declared *items;
        size_t count, capacity;
    } declared; /* by id */
    struct block block;
    struct pst_reel *view;
    int64_t *still_frames;
    bool failed;
    struct pst_error failure; /* the first */
};

/* PST_OK, or the first failure again. */
enum pst_status writer_ready(struct reel_writer *, struct pst_error *);

/* Notes a failure, so that every later call fails; returns the status given. */
enum pst_status writer_failed(struct reel_writer *, const struct pst_error *failure, struct pst_error *);

/* SQLite's last error as a failure. */
enum pst_status writer_refused(struct reel_writer *, struct pst_error *);

/* Prepared when first asked for; NULL where that fails. */
sqlite3_stmt *writer_statement(struct reel_writer *, enum statement_name);

/* Runs a statement without result rows and makes it ready for the next time; `code` tells how binding went.
 */
enum pst_status writer_step(struct reel_writer *, sqlite3_stmt *, int code, struct pst_error *);

/* Runs SQL without parameters. */
enum pst_status writer_run(struct reel_writer *, const char *sql, struct pst_error *);

/* Binds as valid UTF-8; NULL as "". */
int writer_bind_text(sqlite3_stmt *, int at, const char *text);

/* Columns 1 to 6 of `transition` and `found_transition`; returns SQLite's code. */
int writer_bind_transition(sqlite3_stmt *, size_t n, const struct pst_transition *);

/* Brings all frames of the block to the file and makes the block anew for what is declared then. */
enum pst_status block_flush(struct reel_writer *, struct pst_error *);
void block_release(struct reel_writer *);

/* Takes everything from another reel; before any transaction. */
enum pst_status copy_reel(struct reel_writer *, const char *base, struct pst_error *);

#endif
