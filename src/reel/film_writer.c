/* SPDX-License-Identifier: Apache-2.0 */
/* What the film is, its titles, and what went wrong with it. */
#include "base/error.h"
#include "reel/fields.h"
#include "reel/sql.h"
#include "reel/writer_state.h"

/* INSERT INTO table(key, columns…) VALUES(?, ?…) */
static int prepare_store(struct reel_writer *w, const char *table, const char *key,
                         const struct field *fields, sqlite3_stmt **statement)
{
    struct text sql = {0};
    text_format(&sql, "INSERT INTO %s(%s, ", table, key);
    int columns = fields_columns(fields, &sql);
    text_append(&sql, ") VALUES(?");
    while (columns-- > 0)
        text_append(&sql, ", ?");
    text_append(&sql, ")");
    int code = sql.failed ? SQLITE_NOMEM : sql_prepare(w->db, sql.data, statement);
    text_release(&sql);
    return code;
}

static enum pst_status store_all(struct reel_writer *w, const char *table, const struct field *fields,
                                 const void *items, size_t item, size_t count, struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum pst_status status = PST_OK;
    if (prepare_store(w, table, "n", fields, &statement) != SQLITE_OK)
        return writer_refused(w, error);
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        int code = sqlite3_bind_int64(statement, 1, (int64_t)i);
        if (code == SQLITE_OK)
            code = fields_bind(statement, 2, fields, (const char *)items + i * item);
        status = writer_step(w, statement, code, error);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum pst_status store_film(struct reel_writer *w, const struct pst_film *film, struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    if (prepare_store(w, "film", "tool", film_fields, &statement) != SQLITE_OK)
        return writer_refused(w, error);
    int code = sqlite3_bind_text(statement, 1, PST_VERSION, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = fields_bind(statement, 2, film_fields, film);
    enum pst_status status = writer_step(w, statement, code, error);
    sqlite3_finalize(statement);
    return status;
}

enum pst_status reel_write_film(struct reel_writer *w, const struct pst_film *film, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK)
        status = writer_run(w, "DELETE FROM film; DELETE FROM stream; DELETE FROM chapter", error);
    if (status == PST_OK)
        status = store_film(w, film, error);
    if (status == PST_OK)
        status = store_all(w, "stream", stream_fields, film->streams, sizeof *film->streams,
                           film->stream_count, error);
    if (status == PST_OK)
        status = store_all(w, "chapter", chapter_fields, film->chapters, sizeof *film->chapters,
                           film->chapter_count, error);
    return status;
}

enum pst_status reel_write_title(struct reel_writer *w, const struct title *title, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    sqlite3_stmt *s = writer_statement(w, STORE_TITLE);
    int code = sqlite3_bind_int(s, 1, title->stream);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, title->first_pts);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 3, title->last_pts);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 4, title->time_base.num);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 5, title->time_base.den);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 6, title->text);
    return writer_step(w, s, code, error);
}

static int bind_frame(sqlite3_stmt *s, int at, int64_t frame)
{
    return frame < 0 ? sqlite3_bind_null(s, at) : sqlite3_bind_int64(s, at, frame);
}

enum pst_status reel_write_problem(struct reel_writer *w, const struct pst_problem *problem,
                                   struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    sqlite3_stmt *s = writer_statement(w, STORE_PROBLEM);
    int code = bind_frame(s, 1, problem->first);
    if (code == SQLITE_OK)
        code = bind_frame(s, 2, problem->last);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 3, problem->what);
    return writer_step(w, s, code, error);
}

enum pst_status reel_forget_problems(struct reel_writer *w, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    return status == PST_OK ? writer_run(w, "DELETE FROM problem", error) : status;
}
