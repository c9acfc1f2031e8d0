/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/summary.h"
#include "base/error.h"
#include "reel/reader.h"
#include "reel/schema.h"
#include "reel/sql.h"
#include <stdlib.h>

/* Frames are shown one after the other, inside the film. */
static enum pst_status read_borders(struct pst_reel *reel, sqlite3_stmt *statement, int64_t *pts,
                                    struct pst_error *error)
{
    const struct pst_film *film = &reel->film;
    int64_t before = film->first_pts - 1;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        int64_t n = sqlite3_column_int64(statement, 0);
        if (n == film->frames)
            continue;
        if (n < 0 || n > film->frames || sqlite3_column_type(statement, 1) == SQLITE_NULL)
            return damaged(reel, error, "frame %lld is missing", (long long)n);
        pts[n] = sqlite3_column_int64(statement, 1);
        if (pts[n] <= before || pts[n] > film->end_pts)
            return damaged(reel, error, "frame %lld is not shown in its turn", (long long)n);
        before = pts[n];
    }
    return sqlite3_reset(statement) == SQLITE_OK ? PST_OK : sql_fail_input(reel->db, reel->path, error);
}

static int prepare_borders(struct pst_reel *reel, sqlite3_stmt **statement)
{
    static const char labels[] = " UNION SELECT first FROM label UNION SELECT last + 1 FROM label";
    char *sql = sqlite3_mprintf("SELECT b.n, f.pts FROM (SELECT first AS n FROM shot"
                                " UNION SELECT first FROM transition UNION SELECT last + 1 FROM transition%s"
                                ") AS b LEFT JOIN frame AS f ON f.n = b.n ORDER BY b.n",
                                schema_has("label", reel->version) ? labels : "");
    int code = sql ? sql_prepare(reel->db, sql, statement) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return code;
}

enum pst_status reel_border_pts(struct pst_reel *reel, const int64_t **pts, struct pst_error *error)
{
    *pts = reel->pts ? reel->pts : reel->border_pts;
    if (*pts)
        return PST_OK;
    int64_t *read = calloc((size_t)reel->film.frames + 1, sizeof *read);
    if (!read)
        return fail_memory(error);
    sqlite3_stmt *statement = NULL;
    enum pst_status status = prepare_borders(reel, &statement) == SQLITE_OK
                                 ? read_borders(reel, statement, read, error)
                                 : sql_fail_input(reel->db, reel->path, error);
    sqlite3_finalize(statement);
    if (status == PST_OK)
        *pts = reel->border_pts = read;
    else
        free(read);
    return status;
}

enum pst_status reel_tool(struct pst_reel *reel, char **tool, struct pst_error *error)
{
    struct text text = {0};
    sqlite3_stmt *statement = NULL;
    *tool = NULL;
    if (sql_prepare(reel->db, "SELECT tool FROM film", &statement) != SQLITE_OK)
        return sql_fail_input(reel->db, reel->path, error);
    if (sqlite3_step(statement) == SQLITE_ROW)
        text_append_utf8(&text, sql_text(statement, 0));
    text_append(&text, "");
    enum pst_status status =
        sqlite3_finalize(statement) == SQLITE_OK ? PST_OK : sql_fail_input(reel->db, reel->path, error);
    if (status == PST_OK && text.failed)
        status = fail_memory(error);
    if (status == PST_OK)
        *tool = text.data;
    else
        text_release(&text);
    return status;
}
