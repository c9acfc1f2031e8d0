/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/writer.h"
#include "base/error.h"
#include "base/text.h"
#include "reel/reader.h"
#include "reel/schema.h"
#include "reel/sql.h"
#include "reel/writer_state.h"
#include <stdlib.h>
#include <string.h>

/* A page of 8 KiB wastes less on frames' rows than one of 4, and less on a small reel than one of 16. */
enum { PAGE = 8192, CACHE_KIB = 16384 };

static const char *const sql[STATEMENTS] = {
    [STORE_METER] =
        "INSERT INTO meter VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET version = ?2, parameters = ?3",
    [FIND_METER] = "SELECT 1 FROM meter WHERE name = ?",
    [STORE_GRID] = "INSERT INTO grid VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [FIND_GRID] =
        "SELECT count(*) FROM grid WHERE name = ? AND start IS ? AND step_num IS ? AND step_den IS ?",
    [STORE_MEASURE] = "INSERT INTO measure(name, meter, grid, unit, what, vector) VALUES(?, ?, ?, ?, ?, ?)",
    [FIND_MEASURE] = "SELECT id FROM measure WHERE name = ? AND NOT vector",
    [STORE_WINDOW] = "INSERT INTO window_value VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3",
    [STORE_VECTOR] = "INSERT INTO vector_value VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3",
    [STORE_TITLE] = "INSERT INTO title VALUES((SELECT coalesce(max(n) + 1, 0) FROM title), ?, ?, ?, ?, ?, ?)",
    [STORE_PROBLEM] = "INSERT INTO problem VALUES((SELECT coalesce(max(n) + 1, 0) FROM problem), ?, ?, ?)",
    [STORE_SHOT] = "INSERT INTO shot VALUES(?, ?, ?, ?)",
    [STORE_TRANSITION] =
        "INSERT INTO transition(n, kind, first, last, confidence, detail) VALUES(?, ?, ?, ?, ?, ?)",
    [CLEAR_PALETTE] = "DELETE FROM palette WHERE shot = ?",
    [STORE_SWATCH] = "INSERT INTO palette VALUES(?, ?, ?, ?, ?, ?, ?)",
    [CLEAR_SHOT_VALUES] = "DELETE FROM shot_measure WHERE measure = ?",
    [STORE_SHOT_VALUE] = "INSERT INTO shot_measure VALUES(?, ?, ?)",
    [STORE_FIGURE] = "INSERT INTO rhythm VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [STORE_CANDIDATE] = "INSERT OR REPLACE INTO candidate VALUES(?, ?, ?, ?)",
    [CHOOSE_STILL] = "INSERT INTO still SELECT ?, frame, width, height, jpeg FROM candidate WHERE frame = ?",
    [STORE_CORRECTION] = "INSERT INTO correction VALUES(?, ?, ?)",
    [STORE_FOUND] = "INSERT INTO found_transition VALUES(?, ?, ?, ?, ?, ?, ?)",
    [STORE_ORIGIN] = "UPDATE transition SET origin = ?2, found = ?3, correction = ?4 WHERE n = ?1",
    [STORE_LABEL] = "INSERT INTO label VALUES(?, ?, ?, ?, ?)",
};

enum pst_status writer_ready(struct reel_writer *w, struct pst_error *error)
{
    return w->failed ? fail(error, w->failure.status, "%s", w->failure.message) : PST_OK;
}

enum pst_status writer_failed(struct reel_writer *w, const struct pst_error *failure, struct pst_error *error)
{
    if (!w->failed)
        w->failure = *failure;
    w->failed = true;
    return fail(error, w->failure.status, "%s", w->failure.message);
}

enum pst_status writer_refused(struct reel_writer *w, struct pst_error *error)
{
    struct pst_error failure;
    sql_fail_output(w->db, w->target, &failure);
    return writer_failed(w, &failure, error);
}

sqlite3_stmt *writer_statement(struct reel_writer *w, enum statement_name name)
{
    if (!w->statements[name])
        sqlite3_prepare_v3(w->db, sql[name], -1, SQLITE_PREPARE_PERSISTENT, &w->statements[name], NULL);
    return w->statements[name];
}

enum pst_status writer_step(struct reel_writer *w, sqlite3_stmt *statement, int code, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    if (!statement || code != SQLITE_OK || sqlite3_step(statement) != SQLITE_DONE)
        status = writer_refused(w, error);
    sqlite3_reset(statement);
    return status;
}

enum pst_status writer_run(struct reel_writer *w, const char *text, struct pst_error *error)
{
    return sqlite3_exec(w->db, text, NULL, NULL, NULL) == SQLITE_OK ? PST_OK : writer_refused(w, error);
}

int writer_bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    struct text valid = {0};
    text_append_utf8(&valid, text ? text : "");
    text_append(&valid, "");
    int code =
        valid.failed ? SQLITE_NOMEM : sqlite3_bind_text(statement, at, valid.data, -1, SQLITE_TRANSIENT);
    text_release(&valid);
    return code;
}

static void release(struct reel_writer *w)
{
    pst_reel_close(&w->view);
    block_release(w);
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(w->statements[i]);
    for (size_t i = 0; i < w->declared.count; i++) {
        sqlite3_finalize(w->declared.items[i].update);
        free(w->declared.items[i].name);
    }
    free(w->declared.items);
    free(w->still_frames);
    sqlite3_close(w->db);
    part_drop(&w->work);
    free(w->target);
    free(w->place);
    free(w);
}

/* The work file is on the target's disk, so that a full one shows early, and nameless: the program may end
   in any way and nothing stays behind. No journal, since nothing is ever taken back: one failure ends it. */
static enum pst_status connect(struct reel_writer *w, const char *const *columns, struct pst_error *error)
{
    enum pst_status status = part_make(w->place, 0666, &w->work, error);
    if (status != PST_OK)
        return status;
    char *name = sql_path(w->work.path);
    if (!name)
        return fail_memory(error);
    int code = sqlite3_open_v2(name, &w->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    free(name);
    if (!w->db)
        return fail_memory(error);
    sqlite3_db_config(w->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(w->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    if (code == SQLITE_OK)
        code = sql_run(
            w->db,
            "PRAGMA page_size=%d; PRAGMA cache_size=-%d; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "PRAGMA main.locking_mode=EXCLUSIVE; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0",
            PAGE, CACHE_KIB);
    if (code == SQLITE_OK)
        code = schema_create(w->db, columns);
    if (code == SQLITE_OK)
        code =
            sql_run(w->db, "CREATE TABLE candidate(frame INTEGER PRIMARY KEY, width INTEGER, height INTEGER,"
                           " jpeg BLOB)");
    part_hide(&w->work);
    return code == SQLITE_OK ? PST_OK : sql_fail_output(w->db, w->target, error);
}

static enum pst_status open_writer(const char *target, const char *base, const char *const *columns,
                                   struct reel_writer **out, struct pst_error *error)
{
    *out = NULL;
    struct reel_writer *w = calloc(1, sizeof *w);
    if (!w)
        return fail_memory(error);
    w->work.fd = -1;
    w->target = strdup(target);
    w->place = realpath(target, NULL);
    if (!w->place)
        w->place = strdup(target);
    enum pst_status status = w->target && w->place ? PST_OK : fail_memory(error);
    if (status == PST_OK) {
        part_sweep(w->place);
        status = connect(w, columns, error);
    }
    if (status == PST_OK && base)
        status = copy_reel(w, base, error);
    if (status == PST_OK)
        status = writer_run(w, "BEGIN", error);
    if (status == PST_OK)
        *out = w;
    else
        release(w);
    return status;
}

enum pst_status reel_writer_open(const char *target, const char *base, struct reel_writer **out,
                                 struct pst_error *error)
{
    return open_writer(target, base, NULL, out, error);
}

enum pst_status reel_writer_create(const char *target, const char *const *columns, struct reel_writer **out,
                                   struct pst_error *error)
{
    return open_writer(target, NULL, columns, out, error);
}

void reel_writer_sweep(const char *target)
{
    char *place = realpath(target, NULL);
    part_sweep(place ? place : target);
    free(place);
}

void reel_writer_abandon(struct reel_writer **w)
{
    if (!w || !*w)
        return;
    release(*w);
    *w = NULL;
}

enum pst_status reel_writer_view(struct reel_writer *w, struct pst_reel **view, struct pst_error *error)
{
    *view = NULL;
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK)
        status = block_flush(w, error);
    if (status != PST_OK)
        return status;
    pst_reel_close(&w->view);
    status = reel_view(w->db, w->target, &w->view, error);
    *view = w->view;
    return status;
}

/* Columns of a meter's older version that the newer one does not write. */
static enum pst_status drop_old_columns(struct reel_writer *w, struct pst_error *error)
{
    struct text drops = {0};
    sqlite3_stmt *statement = NULL;
    int code = sql_prepare(w->db,
                           "SELECT printf('ALTER TABLE frame DROP COLUMN \"%w\";', name)"
                           " FROM pragma_table_info('frame') WHERE cid > 1 AND name NOT IN"
                           " (SELECT name FROM measure WHERE grid = 'frame' AND NOT vector)",
                           &statement);
    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        text_append(&drops, sql_text(statement, 0));
    if (statement)
        code = sqlite3_finalize(statement);
    enum pst_status status = PST_OK;
    if (code != SQLITE_OK)
        status = writer_refused(w, error);
    else if (drops.failed)
        status = fail_memory(error);
    else if (drops.length)
        status = writer_run(w, drops.data, error);
    text_release(&drops);
    return status;
}

/* An unsound reel here is our own fault. */
static enum pst_status check(struct reel_writer *w, struct pst_error *error)
{
    struct pst_reel *view;
    struct pst_error what = {.status = PST_INTERNAL};
    enum pst_status status = reel_writer_view(w, &view, &what);
    if (status == PST_OK)
        status = reel_check(view, &what);
    if (status == PST_INPUT)
        return fail(error, PST_INTERNAL, "%s", what.message);
    return status == PST_OK ? PST_OK : fail(error, status, "%s", what.message);
}

static void finish_statements(struct reel_writer *w)
{
    pst_reel_close(&w->view);
    block_release(w);
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(w->statements[i]);
        w->statements[i] = NULL;
    }
    for (size_t i = 0; i < w->declared.count; i++) {
        sqlite3_finalize(w->declared.items[i].update);
        w->declared.items[i].update = NULL;
    }
}

static enum pst_status put_in_place(struct reel_writer *w, struct part *packed, struct pst_error *error)
{
    sql_drop_journals(w->place);
    return part_commit(packed, w->place, error);
}

/* VACUUM packs the pages and puts them in an order that depends on the content alone. */
static enum pst_status pack(struct reel_writer *w, struct part *packed, struct pst_error *error)
{
    enum pst_status status = writer_run(w, "DROP TABLE candidate; COMMIT", error);
    if (status == PST_OK)
        status = part_make(w->place, 0666, packed, error);
    if (status != PST_OK)
        return status;
    char *name = sql_path(packed->path);
    int code = name ? sql_run(w->db, "VACUUM INTO %Q", name) : SQLITE_NOMEM;
    free(name);
    if (code != SQLITE_OK)
        status = name ? writer_refused(w, error) : fail_memory(error);
    return status;
}

enum pst_status reel_writer_commit(struct reel_writer **out, struct pst_error *error)
{
    struct reel_writer *w = *out;
    struct part packed = {NULL, -1};
    *out = NULL;
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK)
        status = block_flush(w, error);
    if (status == PST_OK)
        status = drop_old_columns(w, error);
    if (status == PST_OK)
        status = check(w, error);
    finish_statements(w);
    if (status == PST_OK)
        status = pack(w, &packed, error);
    if (status == PST_OK)
        status = put_in_place(w, &packed, error);
    part_drop(&packed);
    release(w);
    return status;
}
