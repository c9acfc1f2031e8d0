/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a reel that is read. */
#ifndef PST_READER_H
#define PST_READER_H

#include "base/text.h"
#include "pastiche/reel.h"
#include "reel/arena.h"
#include <sqlite3.h>

enum list_name {
    LIST_STREAMS,
    LIST_CHAPTERS,
    LIST_METERS,
    LIST_GRIDS,
    LIST_MEASURES,
    LIST_SHOTS,
    LIST_TRANSITIONS,
    LIST_SWATCHES,
    LIST_TITLES,
    LIST_STILLS,
    LIST_RHYTHM,
    LIST_PROBLEMS,
    LIST_CORRECTIONS,
    LIST_ORIGINS,
    LIST_FOUND,
    LIST_LABELS,
    LISTS
};

struct list {
    void *items;
    size_t count, capacity;
    bool read;
};

struct grid {
    const char *name;
    double start, step; /* seconds; NaN where the grid is not even */
};

/* What was read of one measure. */
struct cached {
    double *values, *shot_values;
    struct pst_series series, shot_series;
    struct pst_vector *vectors;
    size_t vector_count;
    bool vectors_read;
};

struct pst_reel {
    sqlite3 *db;
    bool borrowed; /* the connection is the writer's */
    char *path;
    int64_t version; /* of its schema */
    struct pst_film film;
    struct arena arena;  /* strings and blobs */
    struct text scratch; /* for one string */
    struct list lists[LISTS];
    size_t *palette_first; /* where a shot's swatches begin; one more than there are shots */
    size_t palette_filled;
    int64_t *pts, *border_pts;
    struct cached *cached; /* one a measure */
};

/* A connection that only reads and trusts nothing in the file, which is a reel that we can read. *db is the
   caller's to close, also after a failure. */
enum pst_status reel_connect(const char *path, sqlite3 **db, struct pst_error *);

/* Over a connection that stays the caller's; *reel is given back with pst_reel_close. */
enum pst_status reel_view(sqlite3 *, const char *path, struct pst_reel **, struct pst_error *);

/* Are the parts sound that others lean on: frames without a hole, titles of a stream, shots that tile,
   transitions inside? */
enum pst_status reel_check(struct pst_reel *, struct pst_error *);

enum pst_status list_read(struct pst_reel *, enum list_name, struct pst_error *);

/* "'x.reel' is damaged: …" */
enum pst_status damaged(const struct pst_reel *, struct pst_error *, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A column's text as valid UTF-8 in the reel's memory; NULL where there is none left. */
const char *keep_text(struct pst_reel *, sqlite3_stmt *, int column);
/* Likewise a blob. */
const void *keep_blob(struct pst_reel *, sqlite3_stmt *, int column, size_t *size);

/* Whether times in ticks are such that the difference of any two can be told. */
bool is_time(int64_t pts);

/* How many rows a file of this size could hold at most: a bound for what is told but not yet read. */
int64_t most_rows(struct pst_reel *);

#endif
