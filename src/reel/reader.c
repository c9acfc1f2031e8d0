/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/reader.h"
#include "base/clock.h"
#include "base/error.h"
#include "reel/connect.h"
#include "reel/fields.h"
#include "reel/schema.h"
#include "reel/sql.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value that there was no memory for looks like one that is not there. */
enum pst_status damaged(const struct pst_reel *reel, struct pst_error *error, const char *format, ...)
{
    if (reel->scratch.failed || (sqlite3_errcode(reel->db) & 0xff) == SQLITE_NOMEM)
        return fail_memory(error);
    char what[512];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return fail(error, PST_INPUT, "'%s' is damaged: %s", reel->path, what);
}

const char *keep_text(struct pst_reel *reel, sqlite3_stmt *statement, int column)
{
    return arena_utf8(&reel->arena, &reel->scratch, sql_text(statement, column));
}

const void *keep_blob(struct pst_reel *reel, sqlite3_stmt *statement, int column, size_t *size)
{
    const void *blob = sqlite3_column_blob(statement, column);
    *size = (size_t)sqlite3_column_bytes(statement, column);
    void *kept = arena_take(&reel->arena, *size ? *size : 1);
    if (kept && blob && *size)
        memcpy(kept, blob, *size);
    return kept;
}

int64_t most_rows(struct pst_reel *reel)
{
    enum { SMALLEST_ROW = 4 }; /* bytes: two of the page's own, a header and one value */
    int64_t pages, page;
    if (sql_integer(reel->db, "PRAGMA page_count", &pages) != SQLITE_OK ||
        sql_integer(reel->db, "PRAGMA page_size", &page) != SQLITE_OK)
        return 0;
    return pages * page / SMALLEST_ROW;
}

bool is_time(int64_t pts)
{
    return pts > INT64_MIN / 4 && pts < INT64_MAX / 4;
}

/* A film lasts at most eleven years, the longest that pst_duration tells. */
static enum pst_status check_times(struct pst_reel *reel, struct pst_error *error)
{
    static const double longest = 3.6e8; /* seconds */
    struct pst_film *film = &reel->film;
    if (film->time_base.den ? film->time_base.num <= 0 : film->frames > 0)
        return damaged(reel, error, "the time base is not a time");
    if (!is_time(film->first_pts) || !is_time(film->end_pts) || film->end_pts < film->first_pts)
        return damaged(reel, error, "the film does not end after it begins");
    if (film->frames > 0)
        film->duration = clock_seconds(film->end_pts - film->first_pts, film->time_base);
    return film->duration <= longest ? PST_OK : damaged(reel, error, "the film lasts for ever");
}

static enum pst_status check_film(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_film *film = &reel->film;
    int64_t least, most;
    if (sql_integer(reel->db, "SELECT coalesce(min(n), 0) FROM frame", &least) != SQLITE_OK ||
        sql_integer(reel->db, "SELECT coalesce(max(n) + 1, 0) FROM frame", &most) != SQLITE_OK)
        return sql_fail_input(reel->db, reel->path, error);
    if (film->frames != most || least != 0 || film->frames < 0 || film->frames > most_rows(reel))
        return damaged(reel, error, "film tells of %lld frames, frames %lld to %lld are there",
                       (long long)film->frames, (long long)least, (long long)most - 1);
    if (film->width < 0 || film->height < 0 || film->active.width < 0 || film->active.height < 0)
        return damaged(reel, error, "the picture has no size");
    if (film->rotation < 0 || film->rotation > 270 || film->rotation % 90 != 0)
        return damaged(reel, error, "the picture is turned by no quarter");
    return check_times(reel, error);
}

static enum pst_status read_film_row(struct pst_reel *reel, struct pst_error *error)
{
    struct text sql = {0};
    sqlite3_stmt *statement = NULL;
    enum pst_status status = PST_OK;
    text_append(&sql, "SELECT ");
    fields_columns(film_fields, &sql);
    text_append(&sql, " FROM film");
    int code = sql.failed ? SQLITE_NOMEM : sql_prepare(reel->db, sql.data, &statement);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_DONE)
        status = damaged(reel, error, "it tells of no film");
    else if (code != SQLITE_ROW)
        status = sql.failed ? fail_memory(error) : sql_fail_input(reel->db, reel->path, error);
    else if (!fields_read(statement, 0, film_fields, &reel->film, &reel->arena, &reel->scratch))
        status = damaged(reel, error, "a value in table 'film' is out of range");
    code = sqlite3_finalize(statement);
    if (status == PST_OK && code != SQLITE_OK)
        status = sql_fail_input(reel->db, reel->path, error);
    text_release(&sql);
    return status;
}

static enum pst_status read_film(struct pst_reel *reel, struct pst_error *error)
{
    struct list *streams = &reel->lists[LIST_STREAMS], *chapters = &reel->lists[LIST_CHAPTERS];
    enum pst_status status = read_film_row(reel, error);
    if (status == PST_OK)
        status = list_read(reel, LIST_STREAMS, error);
    if (status == PST_OK)
        status = list_read(reel, LIST_CHAPTERS, error);
    if (status == PST_OK)
        status = check_film(reel, error);
    reel->film.streams = streams->items;
    reel->film.stream_count = streams->count;
    reel->film.chapters = chapters->items;
    reel->film.chapter_count = chapters->count;
    return status;
}

enum pst_status reel_view(sqlite3 *db, const char *path, struct pst_reel **out, struct pst_error *error)
{
    struct pst_reel *reel = calloc(1, sizeof *reel);
    *out = NULL;
    if (!reel || !(reel->path = strdup(path))) {
        free(reel);
        return fail_memory(error);
    }
    reel->db = db;
    reel->borrowed = true;
    enum pst_status status = sql_integer(db, "PRAGMA user_version", &reel->version) == SQLITE_OK
                                 ? read_film(reel, error)
                                 : sql_fail_input(db, path, error);
    if (status == PST_OK)
        *out = reel;
    else
        pst_reel_close(&reel);
    return status;
}

enum pst_status reel_connect(const char *path, sqlite3 **db, struct pst_error *error)
{
    enum pst_status status = connect_to_read(path, "reel", db, error);
    return status == PST_OK ? schema_check(*db, path, error) : status;
}

enum pst_status pst_reel_open(const char *path, struct pst_reel **out, struct pst_error *error)
{
    sqlite3 *db = NULL;
    *out = NULL;
    enum pst_status status = reel_connect(path, &db, error);
    if (status == PST_OK)
        status = reel_view(db, path, out, error);
    if (status == PST_OK)
        (*out)->borrowed = false;
    else
        sqlite3_close(db);
    return status;
}

static void free_cached(struct cached *cached, size_t count)
{
    for (size_t i = 0; cached && i < count; i++) {
        free(cached[i].values);
        free(cached[i].shot_values);
        free(cached[i].vectors);
    }
    free(cached);
}

void pst_reel_close(struct pst_reel **out)
{
    struct pst_reel *reel = out ? *out : NULL;
    if (!reel)
        return;
    free_cached(reel->cached, reel->lists[LIST_MEASURES].count);
    for (int i = 0; i < LISTS; i++)
        free(reel->lists[i].items);
    free(reel->palette_first);
    free(reel->pts);
    free(reel->border_pts);
    arena_release(&reel->arena);
    text_release(&reel->scratch);
    free(reel->path);
    if (!reel->borrowed)
        sqlite3_close(reel->db);
    free(reel);
    *out = NULL;
}

const struct pst_film *pst_reel_film(const struct pst_reel *reel)
{
    return &reel->film;
}

const char *pst_reel_path(const struct pst_reel *reel)
{
    return reel->path;
}
