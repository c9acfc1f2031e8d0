/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/summary.h"
#include "base/clock.h"
#include "base/error.h"
#include "reel/reader.h"
#include "reel/sql.h"
#include <stdlib.h>
#include <string.h>

/* Shots begin one after the other, inside the film. */
static enum pst_status read_starts(struct pst_reel *reel, sqlite3_stmt *statement, size_t count,
                                   double *starts, struct pst_error *error)
{
    const struct pst_film *film = &reel->film;
    int64_t before = film->first_pts;
    size_t i = 0;
    for (; sqlite3_step(statement) == SQLITE_ROW && i < count; i++) {
        int64_t pts = sqlite3_column_int64(statement, 0);
        if (pts < before || (i > 0 && pts == before) || pts > film->end_pts)
            return damaged(reel, error, "shot %zu does not begin in its turn", i);
        starts[i] = clock_seconds(pts - film->first_pts, film->time_base);
        before = pts;
    }
    if (sqlite3_reset(statement) != SQLITE_OK)
        return sql_fail_input(reel->db, reel->path, error);
    return i == count ? PST_OK : damaged(reel, error, "shot %zu begins at no frame", i);
}

enum pst_status reel_shot_starts(struct pst_reel *reel, double **out, struct pst_error *error)
{
    const struct pst_shot *shots;
    size_t count;
    *out = NULL;
    enum pst_status status = pst_reel_shots(reel, &shots, &count, error);
    if (status != PST_OK)
        return status;
    double *starts = calloc(count + 1, sizeof *starts);
    if (!starts)
        return fail_memory(error);
    sqlite3_stmt *statement = NULL;
    if (sql_prepare(reel->db, "SELECT f.pts FROM shot s CROSS JOIN frame f ON f.n = s.first ORDER BY s.n",
                    &statement) == SQLITE_OK)
        status = read_starts(reel, statement, count, starts, error);
    else
        status = sql_fail_input(reel->db, reel->path, error);
    sqlite3_finalize(statement);
    if (status == PST_OK)
        *out = starts;
    else
        free(starts);
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
