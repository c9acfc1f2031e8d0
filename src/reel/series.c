/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and vectors of one measure. */
#include "base/array.h"
#include "base/error.h"
#include "reel/reader.h"
#include "reel/sql.h"
#include "reel/walk.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Read once for frames: every row of `frame` in order, without a hole. */
typedef void keep_frame(sqlite3_stmt *, int64_t n, void *to);

static void keep_pts(sqlite3_stmt *statement, int64_t n, void *to)
{
    ((int64_t *)to)[n] = sqlite3_column_int64(statement, 1);
}

static void keep_value(sqlite3_stmt *statement, int64_t n, void *to)
{
    ((double *)to)[n] = sql_number(statement, 1);
}

static enum pst_status read_frames(struct pst_reel *reel, const char *column, keep_frame *keep, void *to,
                                   struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    int64_t n = 0;
    char *sql = sqlite3_mprintf("SELECT n, \"%w\" FROM frame ORDER BY n", column);
    int code = sql ? sql_prepare(reel->db, sql, &statement) : SQLITE_NOMEM;
    sqlite3_free(sql);
    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        if (sqlite3_column_int64(statement, 0) != n || n >= reel->film.frames)
            break;
        keep(statement, n++, to);
    }
    code = statement ? sqlite3_finalize(statement) : code;
    if (code != SQLITE_OK)
        return sql_fail_input(reel->db, reel->path, error);
    return n == reel->film.frames ? PST_OK : damaged(reel, error, "frame %lld is missing", (long long)n);
}

/* Pictures come one after the other, from the film's beginning to its end. */
static enum pst_status check_pts(struct pst_reel *reel, const int64_t *pts, struct pst_error *error)
{
    for (int64_t n = 0; n < reel->film.frames; n++)
        if (pts[n] < reel->film.first_pts || pts[n] > reel->film.end_pts || (n > 0 && pts[n] <= pts[n - 1]))
            return damaged(reel, error, "frame %lld is not shown in its turn", (long long)n);
    return PST_OK;
}

enum pst_status pst_reel_pts(struct pst_reel *reel, const int64_t **pts, struct pst_error *error)
{
    *pts = NULL;
    if (!reel->pts) {
        int64_t *read = calloc((size_t)reel->film.frames + 1, sizeof *read);
        if (!read)
            return fail_memory(error);
        enum pst_status status = read_frames(reel, "pts", keep_pts, read, error);
        if (status == PST_OK)
            status = check_pts(reel, read, error);
        if (status != PST_OK) {
            free(read);
            return status;
        }
        reel->pts = read;
    }
    *pts = reel->pts;
    return PST_OK;
}

static enum pst_status find_measure(struct pst_reel *reel, const char *name,
                                    const struct pst_measure **measure, struct cached **cached,
                                    struct pst_error *error)
{
    const struct pst_measure *all;
    size_t count;
    enum pst_status status = pst_reel_measures(reel, &all, &count, error);
    if (status != PST_OK)
        return status;
    if (!reel->cached && !(reel->cached = calloc(count + 1, sizeof *reel->cached)))
        return fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].name, name) == 0) {
            *measure = &all[i];
            *cached = &reel->cached[i];
            return PST_OK;
        }
    return fail(error, PST_USAGE, "'%s' has no measure '%s'", reel->path, name);
}

static double *missing(size_t count)
{
    double *values = malloc((count + 1) * sizeof *values);
    for (size_t i = 0; values && i < count; i++)
        values[i] = NAN;
    return values;
}

/* Fills values[n] from rows (n, value) for one measure. */
static enum pst_status read_pairs(struct pst_reel *reel, const char *sql, const char *name, double *values,
                                  size_t count, struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum pst_status status = PST_OK;
    int code = sql_prepare(reel->db, sql, &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && status == PST_OK && sqlite3_step(statement) == SQLITE_ROW) {
        int64_t n = sqlite3_column_int64(statement, 0);
        if (n < 0 || (uint64_t)n >= count)
            status = damaged(reel, error, "measure '%s' has a value where there is nothing", name);
        else
            values[n] = sql_number(statement, 1);
    }
    code = statement ? sqlite3_finalize(statement) : code;
    return code != SQLITE_OK && status == PST_OK ? sql_fail_input(reel->db, reel->path, error) : status;
}

static enum pst_status count_windows(struct pst_reel *reel, const char *name, size_t *count,
                                     struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    int64_t end = 0;
    int code = sql_prepare(reel->db,
                           "SELECT max(n) + 1 FROM window_value"
                           " WHERE measure = (SELECT id FROM measure WHERE name = ?)",
                           &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        end = sqlite3_column_int64(statement, 0);
    code = statement ? sqlite3_finalize(statement) : code;
    if (code != SQLITE_OK)
        return sql_fail_input(reel->db, reel->path, error);
    if (end < 0 || end > most_rows(reel))
        return damaged(reel, error, "measure '%s' goes on for ever", name);
    *count = (size_t)end;
    return PST_OK;
}

static enum pst_status find_grid(struct pst_reel *reel, const char *name, const struct grid **grid,
                                 struct pst_error *error)
{
    enum pst_status status = list_read(reel, LIST_GRIDS, error);
    if (status != PST_OK)
        return status;
    const struct grid *grids = reel->lists[LIST_GRIDS].items;
    for (size_t i = 0; i < reel->lists[LIST_GRIDS].count; i++)
        if (strcmp(grids[i].name, name) == 0) {
            *grid = &grids[i];
            return PST_OK;
        }
    return damaged(reel, error, "there is no grid '%s'", name);
}

static enum pst_status read_window(struct pst_reel *reel, const struct pst_measure *measure,
                                   struct pst_series *series, double **values, struct pst_error *error)
{
    const struct grid *grid = NULL;
    bool film = strcmp(measure->grid, "film") == 0;
    enum pst_status status = find_grid(reel, measure->grid, &grid, error);
    if (status == PST_OK && !film)
        status = count_windows(reel, measure->name, &series->count, error);
    if (film)
        series->count = 1;
    else if (status == PST_OK && !(grid->step > 0 && isfinite(grid->start)))
        status = damaged(reel, error, "grid '%s' has no start or step", grid->name);
    if (status != PST_OK)
        return status;
    series->start = film ? 0 : grid->start;
    series->step = film ? 0 : grid->step;
    if (!(*values = missing(series->count)))
        return fail_memory(error);
    return read_pairs(reel,
                      "SELECT n, value FROM window_value"
                      " WHERE measure = (SELECT id FROM measure WHERE name = ?)",
                      measure->name, *values, series->count, error);
}

static enum pst_status read_shot_values(struct pst_reel *reel, const struct pst_measure *measure,
                                        struct pst_series *series, double **values, struct pst_error *error)
{
    enum pst_status status = list_read(reel, LIST_SHOTS, error);
    series->count = reel->lists[LIST_SHOTS].count;
    if (status != PST_OK)
        return status;
    if (!(*values = missing(series->count)))
        return fail_memory(error);
    return read_pairs(reel,
                      "SELECT shot, value FROM shot_measure"
                      " WHERE measure = (SELECT id FROM measure WHERE name = ?)",
                      measure->name, *values, series->count, error);
}

static enum pst_status read_frame_values(struct pst_reel *reel, const struct pst_measure *measure,
                                         struct pst_series *series, double **values, struct pst_error *error)
{
    series->count = (size_t)reel->film.frames;
    if (!(*values = missing(series->count)))
        return fail_memory(error);
    return read_frames(reel, measure->name, keep_value, *values, error);
}

typedef enum pst_status series_reader(struct pst_reel *, const struct pst_measure *, struct pst_series *,
                                      double **values, struct pst_error *);

/* Reads with `read` unless it was read before; what failed is read again next time. */
static enum pst_status once(struct pst_reel *reel, const struct pst_measure *measure, series_reader *read,
                            struct pst_series *series, double **values, struct pst_error *error)
{
    if (*values)
        return PST_OK;
    *series = (struct pst_series){0};
    enum pst_status status = read(reel, measure, series, values, error);
    series->values = *values;
    if (status != PST_OK) {
        free(*values);
        *values = NULL;
    }
    return status;
}

static series_reader *reader_of(const char *grid)
{
    if (strcmp(grid, "frame") == 0)
        return read_frame_values;
    return strcmp(grid, "shot") == 0 ? read_shot_values : read_window;
}

/* Numbers of a measure: its own, or one a shot. */
static enum pst_status read_series(struct pst_reel *reel, const char *name, bool by_shot,
                                   struct pst_series *series, struct pst_error *error)
{
    const struct pst_measure *measure;
    struct cached *cached;
    *series = (struct pst_series){0};
    enum pst_status status = find_measure(reel, name, &measure, &cached, error);
    if (status != PST_OK)
        return status;
    if (measure->vector)
        return fail(error, PST_USAGE, "measure '%s' of '%s' is vectors, not numbers", name, reel->path);
    struct pst_series *kept = by_shot ? &cached->shot_series : &cached->series;
    double **values = by_shot ? &cached->shot_values : &cached->values;
    status = once(reel, measure, by_shot ? read_shot_values : reader_of(measure->grid), kept, values, error);
    if (status == PST_OK)
        *series = *kept;
    return status;
}

enum pst_status pst_reel_series(struct pst_reel *reel, const char *measure, struct pst_series *series,
                                struct pst_error *error)
{
    return read_series(reel, measure, false, series, error);
}

enum pst_status pst_reel_shot_series(struct pst_reel *reel, const char *measure, struct pst_series *series,
                                     struct pst_error *error)
{
    return read_series(reel, measure, true, series, error);
}

void reel_forget_series(struct pst_reel *reel, const char *name)
{
    const struct pst_measure *measure;
    struct cached *cached;
    if (find_measure(reel, name, &measure, &cached, NULL) != PST_OK)
        return;
    free(cached->values);
    cached->values = NULL;
    cached->series = (struct pst_series){0};
}

#define VECTORS_OF "SELECT n, value FROM vector_value WHERE measure = (SELECT id FROM measure WHERE name = ?)"

static enum pst_status visit_rows(sqlite3_stmt *statement, vector_visitor *visit, void *data,
                                  struct pst_error *error)
{
    enum pst_status status = PST_OK;
    while (status == PST_OK && sqlite3_step(statement) == SQLITE_ROW) {
        const void *blob = sqlite3_column_blob(statement, 1);
        struct pst_vector vector = {sqlite3_column_int64(statement, 0), blob ? blob : "",
                                    (size_t)sqlite3_column_bytes(statement, 1)};
        status = visit(data, &vector, error);
    }
    return status;
}

static enum pst_status walk(struct pst_reel *reel, const char *name, vector_visitor *visit, void *data,
                            struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum pst_status status = PST_OK;
    int code = sql_prepare(reel->db, VECTORS_OF " ORDER BY n", &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        status = visit_rows(statement, visit, data, error);
    code = statement ? sqlite3_finalize(statement) : code;
    return code != SQLITE_OK && status == PST_OK ? sql_fail_input(reel->db, reel->path, error) : status;
}

static enum pst_status find_vectors(struct pst_reel *reel, const char *name, struct cached **cached,
                                    struct pst_error *error)
{
    const struct pst_measure *measure;
    enum pst_status status = find_measure(reel, name, &measure, cached, error);
    if (status == PST_OK && !measure->vector)
        return fail(error, PST_USAGE, "measure '%s' of '%s' is numbers, not vectors", name, reel->path);
    return status;
}

enum pst_status reel_walk_vectors(struct pst_reel *reel, const char *name, vector_visitor *visit, void *data,
                                  struct pst_error *error)
{
    struct cached *cached;
    enum pst_status status = find_vectors(reel, name, &cached, error);
    return status == PST_OK ? walk(reel, name, visit, data, error) : status;
}

static enum pst_status walk_at(struct pst_reel *reel, const char *name, const int64_t *places, size_t count,
                               vector_visitor *visit, void *data, struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum pst_status status = PST_OK;
    int code = sql_prepare(reel->db, VECTORS_OF " AND n = ?", &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    for (size_t i = 0; i < count && code == SQLITE_OK && status == PST_OK; i++) {
        code = sqlite3_bind_int64(statement, 2, places[i]);
        if (code == SQLITE_OK)
            status = visit_rows(statement, visit, data, error);
        if (code == SQLITE_OK)
            code = sqlite3_reset(statement);
    }
    int ended = statement ? sqlite3_finalize(statement) : code;
    code = code == SQLITE_OK ? ended : code;
    return code != SQLITE_OK && status == PST_OK ? sql_fail_input(reel->db, reel->path, error) : status;
}

enum pst_status reel_walk_vectors_at(struct pst_reel *reel, const char *name, const int64_t *places,
                                     size_t count, vector_visitor *visit, void *data, struct pst_error *error)
{
    struct cached *cached;
    enum pst_status status = find_vectors(reel, name, &cached, error);
    if (status != PST_OK)
        return status;
    /* One transaction: else the file is locked, and looked for a journal, at every place. */
    bool held = sql_run(reel->db, "SAVEPOINT walk") == SQLITE_OK;
    status = walk_at(reel, name, places, count, visit, data, error);
    if (held)
        sql_run(reel->db, "RELEASE walk");
    return status;
}

struct keeping {
    struct pst_reel *reel;
    struct list list;
};

static enum pst_status keep_vector(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct keeping *k = data;
    void *kept = arena_take(&k->reel->arena, vector->size ? vector->size : 1);
    if (!kept || !array_grow(&k->list.items, k->list.count, &k->list.capacity, sizeof *vector))
        return fail_memory(error);
    memcpy(kept, vector->data, vector->size);
    ((struct pst_vector *)k->list.items)[k->list.count++] =
        (struct pst_vector){vector->n, kept, vector->size};
    return PST_OK;
}

enum pst_status pst_reel_vectors(struct pst_reel *reel, const char *name, const struct pst_vector **vectors,
                                 size_t *count, struct pst_error *error)
{
    struct cached *cached;
    *vectors = NULL;
    *count = 0;
    enum pst_status status = find_vectors(reel, name, &cached, error);
    if (status != PST_OK)
        return status;
    if (!cached->vectors_read) {
        struct keeping keeping = {.reel = reel};
        status = walk(reel, name, keep_vector, &keeping, error);
        if (status != PST_OK) {
            free(keeping.list.items);
            return status;
        }
        cached->vectors = keeping.list.items;
        cached->vector_count = keeping.list.count;
        cached->vectors_read = true;
    }
    *vectors = cached->vectors;
    *count = cached->vector_count;
    return PST_OK;
}
