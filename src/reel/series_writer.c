/* SPDX-License-Identifier: Apache-2.0 */
/* Meters, their measures and what these hold. */
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "reel/sql.h"
#include "reel/writer_state.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Twice the lag that is promised: when the block is full its older half goes. */
enum { BLOCK_ROWS = 2 * FRAME_LAG, LONGEST_NAME = 63 };

static enum pst_status fault(struct reel_writer *w, struct pst_error *error, const char *what,
                             const char *name)
{
    struct pst_error failure;
    fail(&failure, PST_INTERNAL, "cannot write '%s': %s '%s'", w->target, what, name);
    return writer_failed(w, &failure, error);
}

static enum pst_status no_memory(struct reel_writer *w, struct pst_error *error)
{
    struct pst_error failure;
    fail_memory(&failure);
    return writer_failed(w, &failure, error);
}

/* --- the block of frames ------------------------------------------------------------------------------- */

void block_release(struct reel_writer *w)
{
    struct block *b = &w->block;
    sqlite3_finalize(b->insert);
    free(b->pts);
    free(b->values);
    *b = (struct block){.first = b->first + (int64_t)b->rows};
}

/* INSERT INTO frame(n, pts, "a", "b") … and the same for a frame that a base reel has already. */
static int prepare_insert(struct reel_writer *w)
{
    struct text sql = {0}, marks = {0}, sets = {0};
    text_append(&sql, "INSERT INTO frame(n, pts");
    for (size_t i = 0; i < w->declared.count; i++)
        if (w->declared.items[i].name && w->declared.items[i].frame) {
            const char *name = w->declared.items[i].name;
            text_format(&sql, ", \"%s\"", name);
            text_append(&marks, ", ?");
            text_format(&sets, ", \"%s\" = excluded.\"%s\"", name, name);
        }
    text_format(&sql, ") VALUES(?, ?%s) ON CONFLICT DO UPDATE SET pts = excluded.pts%s",
                marks.data ? marks.data : "", sets.data ? sets.data : "");
    bool failed = sql.failed || marks.failed || sets.failed;
    int code =
        failed ? SQLITE_NOMEM
               : sqlite3_prepare_v3(w->db, sql.data, -1, SQLITE_PREPARE_PERSISTENT, &w->block.insert, NULL);
    text_release(&sql);
    text_release(&marks);
    text_release(&sets);
    return code;
}

static enum pst_status block_prepare(struct reel_writer *w, struct pst_error *error)
{
    struct block *b = &w->block;
    if (b->ready)
        return PST_OK;
    b->columns = 0;
    for (size_t i = 0; i < w->declared.count; i++)
        if (w->declared.items[i].name && w->declared.items[i].frame)
            w->declared.items[i].column = b->columns++;
    b->pts = malloc(BLOCK_ROWS * sizeof *b->pts);
    b->values = malloc(BLOCK_ROWS * (b->columns + 1) * sizeof *b->values);
    if (!b->pts || !b->values)
        return no_memory(w, error);
    if (prepare_insert(w) != SQLITE_OK)
        return writer_refused(w, error);
    b->ready = true;
    return PST_OK;
}

static enum pst_status store_oldest(struct reel_writer *w, size_t rows, struct pst_error *error)
{
    struct block *b = &w->block;
    enum pst_status status = PST_OK;
    for (size_t row = 0; row < rows && status == PST_OK; row++) {
        const double *values = b->values + row * b->columns;
        int code = sqlite3_bind_int64(b->insert, 1, b->first + (int64_t)row);
        if (code == SQLITE_OK)
            code = sqlite3_bind_int64(b->insert, 2, b->pts[row]);
        for (size_t i = 0; i < b->columns && code == SQLITE_OK; i++)
            code = sql_bind_number(b->insert, (int)i + 3, values[i]);
        status = writer_step(w, b->insert, code, error);
    }
    b->first += (int64_t)rows;
    b->rows -= rows;
    memmove(b->pts, b->pts + rows, b->rows * sizeof *b->pts);
    memmove(b->values, b->values + rows * b->columns, b->rows * b->columns * sizeof *b->values);
    return status;
}

enum pst_status block_flush(struct reel_writer *w, struct pst_error *error)
{
    enum pst_status status = w->block.rows ? store_oldest(w, w->block.rows, error) : PST_OK;
    block_release(w);
    return status;
}

enum pst_status reel_write_frame(struct reel_writer *w, int64_t n, int64_t pts, struct pst_error *error)
{
    struct block *b = &w->block;
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK && n != b->first + (int64_t)b->rows)
        return fault(w, error, "frames must come one after the other", "frame");
    if (status == PST_OK)
        status = block_prepare(w, error);
    if (status == PST_OK && b->rows == BLOCK_ROWS)
        status = store_oldest(w, BLOCK_ROWS - FRAME_LAG, error);
    if (status != PST_OK)
        return status;
    b->pts[b->rows] = pts;
    for (size_t i = 0; i < b->columns; i++)
        b->values[b->rows * b->columns + i] = NAN;
    b->rows++;
    return PST_OK;
}

/* A value for a frame that has left the block, or that a base reel had. */
static enum pst_status update_frame(struct reel_writer *w, struct declared *d, int64_t n, double value,
                                    struct pst_error *error)
{
    if (!d->update) {
        char *sql = sqlite3_mprintf("UPDATE frame SET \"%w\" = ? WHERE n = ?", d->name);
        if (sql)
            sqlite3_prepare_v3(w->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &d->update, NULL);
        sqlite3_free(sql);
    }
    int code = sql_bind_number(d->update, 1, value);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(d->update, 2, n);
    enum pst_status status = writer_step(w, d->update, code, error);
    if (status == PST_OK && sqlite3_changes(w->db) != 1)
        return fault(w, error, "there is no such frame yet for a value of", d->name);
    return status;
}

/* --- meters and measures ------------------------------------------------------------------------------- */

static int run_for(struct reel_writer *w, const char *sql, const char *meter)
{
    sqlite3_stmt *statement = NULL;
    int code = sql_prepare(w->db, sql, &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, meter, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        sqlite3_step(statement);
    return statement ? sqlite3_finalize(statement) : code;
}

/* One UPDATE for all columns: each one by itself would write the whole table anew. */
static int empty_columns(struct reel_writer *w, const char *meter)
{
    struct text sql = {0};
    sqlite3_stmt *statement = NULL;
    int code = sql_prepare(
        w->db, "SELECT name FROM measure WHERE meter = ? AND grid = 'frame' AND NOT vector", &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, meter, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        text_format(&sql, "%s\"%s\" = NULL", sql.length ? ", " : "UPDATE frame SET ", sql_text(statement, 0));
    if (statement)
        code = sqlite3_finalize(statement);
    if (sql.failed)
        code = SQLITE_NOMEM;
    if (code == SQLITE_OK && sql.length)
        code = sqlite3_exec(w->db, sql.data, NULL, NULL, NULL);
    text_release(&sql);
    return code;
}

static void undeclare(struct declared *d)
{
    sqlite3_finalize(d->update);
    free(d->name);
    *d = (struct declared){0};
}

static int undeclare_all(struct reel_writer *w, const char *meter)
{
    sqlite3_stmt *statement = NULL;
    int code = sql_prepare(w->db, "SELECT id FROM measure WHERE meter = ?", &statement);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, meter, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(statement, 0);
        if (id >= 0 && (uint64_t)id < w->declared.count)
            undeclare(&w->declared.items[id]);
    }
    return statement ? sqlite3_finalize(statement) : code;
}

static int forget(struct reel_writer *w, const char *meter)
{
    static const char *const deletes[] = {
        "DELETE FROM window_value WHERE measure IN (SELECT id FROM measure WHERE meter = ?)",
        "DELETE FROM vector_value WHERE measure IN (SELECT id FROM measure WHERE meter = ?)",
        "DELETE FROM shot_measure WHERE measure IN (SELECT id FROM measure WHERE meter = ?)",
        "DELETE FROM title WHERE ? = 'title'",
        "DELETE FROM candidate WHERE ? = 'still'",
        "DELETE FROM measure WHERE meter = ?",
    };
    int code = empty_columns(w, meter);
    if (code == SQLITE_OK)
        code = undeclare_all(w, meter);
    for (size_t i = 0; i < sizeof deletes / sizeof *deletes && code == SQLITE_OK; i++)
        code = run_for(w, deletes[i], meter);
    return code == SQLITE_OK ? sql_run(w->db, "DELETE FROM grid WHERE name NOT IN (SELECT grid FROM measure)")
                             : code;
}

/* Nothing is there of a meter that was never entered. */
static int is_entered(struct reel_writer *w, const char *meter, bool *entered)
{
    sqlite3_stmt *s = writer_statement(w, FIND_METER);
    int code = s ? sqlite3_bind_text(s, 1, meter, -1, SQLITE_STATIC) : SQLITE_ERROR;
    if (code == SQLITE_OK)
        code = sqlite3_step(s);
    *entered = code == SQLITE_ROW;
    return s ? sqlite3_reset(s) : code;
}

static enum pst_status forget_flushed(struct reel_writer *w, const char *meter, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK)
        status = block_flush(w, error);
    bool entered = false;
    if (status == PST_OK && is_entered(w, meter, &entered) != SQLITE_OK)
        return writer_refused(w, error);
    if (entered && forget(w, meter) != SQLITE_OK)
        return writer_refused(w, error);
    return status;
}

enum pst_status reel_forget_meter(struct reel_writer *w, const char *name, struct pst_error *error)
{
    enum pst_status status = forget_flushed(w, name, error);
    if (status == PST_OK && run_for(w, "DELETE FROM meter WHERE name = ?", name) != SQLITE_OK)
        return writer_refused(w, error);
    return status;
}

enum pst_status reel_write_meter(struct reel_writer *w, const char *name, unsigned version,
                                 const char *parameters, struct pst_error *error)
{
    enum pst_status status = forget_flushed(w, name, error);
    if (status != PST_OK)
        return status;
    sqlite3_stmt *s = writer_statement(w, STORE_METER);
    int code = writer_bind_text(s, 1, name);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, version);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 3, parameters);
    return writer_step(w, s, code, error);
}

static bool good_name(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return length > 0 && length <= LONGEST_NAME && name[length] == '\0' && name[0] >= 'a' &&
           strcmp(name, "n") != 0 && strcmp(name, "pts") != 0;
}

static int bind_grid(sqlite3_stmt *s, const char *name, double start, struct pst_rational step)
{
    int code = writer_bind_text(s, 1, name);
    if (code != SQLITE_OK || step.den == 0)
        return code;
    code = sql_bind_number(s, 2, start);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 3, step.num);
    return code == SQLITE_OK ? sqlite3_bind_int(s, 4, step.den) : code;
}

static enum pst_status write_grid(struct reel_writer *w, const char *name, bool vector, double start,
                                  struct pst_rational step, struct pst_error *error)
{
    bool own = strcmp(name, "frame") != 0 && strcmp(name, "film") != 0 && strcmp(name, "shot") != 0;
    if (!own || (vector && step.den == 0))
        step = (struct pst_rational){0, 0};
    else if (step.num <= 0 || step.den <= 0 || !isfinite(start))
        return fault(w, error, "there is no start or step for grid", name);
    sqlite3_stmt *store = writer_statement(w, STORE_GRID), *find = writer_statement(w, FIND_GRID);
    if (!store || !find)
        return writer_refused(w, error);
    sqlite3_clear_bindings(store);
    sqlite3_clear_bindings(find);
    enum pst_status status = writer_step(w, store, bind_grid(store, name, start, step), error);
    if (status != PST_OK)
        return status;
    if (bind_grid(find, name, start, step) != SQLITE_OK || sqlite3_step(find) != SQLITE_ROW)
        return writer_refused(w, error);
    bool same = sqlite3_column_int(find, 0) == 1;
    sqlite3_reset(find);
    return same ? PST_OK : fault(w, error, "two starts or steps for grid", name);
}

static enum pst_status add_column(struct reel_writer *w, const char *name, struct pst_error *error)
{
    int64_t there;
    char *sql = sqlite3_mprintf("SELECT count(*) FROM pragma_table_info('frame') WHERE name = %Q", name);
    int code = sql ? sql_integer(w->db, sql, &there) : SQLITE_NOMEM;
    sqlite3_free(sql);
    if (code == SQLITE_OK && !there)
        code = sql_run(w->db, "ALTER TABLE frame ADD COLUMN \"%w\" REAL", name);
    return code == SQLITE_OK ? PST_OK : writer_refused(w, error);
}

static enum pst_status store_measure(struct reel_writer *w, const struct pst_measure *m,
                                     struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, STORE_MEASURE);
    const char *texts[] = {m->name, m->meter, m->grid, m->unit, m->what};
    int code = SQLITE_OK;
    for (int i = 0; i < 5 && code == SQLITE_OK; i++)
        code = writer_bind_text(s, i + 1, texts[i]);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 6, m->vector);
    return writer_step(w, s, code, error);
}

static bool declare(struct reel_writer *w, const struct pst_measure *m, int64_t id)
{
    while (w->declared.count <= (uint64_t)id)
        if (!array_push(&w->declared, (struct declared){0}))
            return false;
    struct declared *d = &w->declared.items[id];
    undeclare(d);
    d->name = strdup(m->name);
    d->vector = m->vector;
    d->frame = !m->vector && strcmp(m->grid, "frame") == 0;
    d->shot = !m->vector && strcmp(m->grid, "shot") == 0;
    return d->name != NULL;
}

enum pst_status reel_write_measure(struct reel_writer *w, const struct pst_measure *m, double start,
                                   struct pst_rational step, int *id, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK && !good_name(m->name))
        return fault(w, error, "this is no name for a measure:", m->name);
    if (status == PST_OK)
        status = block_flush(w, error);
    if (status == PST_OK)
        status = write_grid(w, m->grid, m->vector, start, step, error);
    if (status == PST_OK)
        status = store_measure(w, m, error);
    int64_t row = sqlite3_last_insert_rowid(w->db);
    if (status == PST_OK && (row < 1 || row > 1 << 20 || !declare(w, m, row)))
        return no_memory(w, error);
    if (status == PST_OK && !m->vector && strcmp(m->grid, "frame") == 0)
        status = add_column(w, m->name, error);
    *id = (int)row;
    return status;
}

enum pst_status reel_move_grid(struct reel_writer *w, const char *grid, double start, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    int code = sql_run(w->db, "UPDATE grid SET start = %!.17g WHERE name = %Q AND step_num > 0", start, grid);
    return code == SQLITE_OK ? PST_OK : writer_refused(w, error);
}

/* --- values -------------------------------------------------------------------------------------------- */

static struct declared *find_declared(struct reel_writer *w, int id)
{
    bool there = id > 0 && (size_t)id < w->declared.count && w->declared.items[id].name;
    return there ? &w->declared.items[id] : NULL;
}

static enum pst_status write_window(struct reel_writer *w, int id, int64_t n, double value,
                                    struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, STORE_WINDOW);
    int code = sqlite3_bind_int(s, 1, id);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, n);
    if (code == SQLITE_OK)
        code = sql_bind_number(s, 3, value);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_value(struct reel_writer *w, int id, int64_t n, double value,
                                 struct pst_error *error)
{
    const struct block *b = &w->block;
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    struct declared *d = find_declared(w, id);
    if (!d || d->vector || d->shot)
        return fault(w, error, "no single values belong to", d ? d->name : "an unknown measure");
    if (!d->frame)
        return write_window(w, id, n, value, error);
    if (!b->ready || n < b->first || n >= b->first + (int64_t)b->rows)
        return update_frame(w, d, n, value, error);
    b->values[(size_t)(n - b->first) * b->columns + d->column] = value;
    return PST_OK;
}

enum pst_status reel_write_vector(struct reel_writer *w, int id, int64_t n, const void *data, size_t size,
                                  struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    const struct declared *d = find_declared(w, id);
    if (!d || !d->vector)
        return fault(w, error, "no vectors belong to", d ? d->name : "an unknown measure");
    sqlite3_stmt *s = writer_statement(w, STORE_VECTOR);
    int code = sqlite3_bind_int(s, 1, id);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, n);
    if (code == SQLITE_OK)
        code = size ? sqlite3_bind_blob64(s, 3, data, size, SQLITE_STATIC) : sqlite3_bind_zeroblob(s, 3, 0);
    return writer_step(w, s, code, error);
}
