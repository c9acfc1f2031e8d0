/* SPDX-License-Identifier: Apache-2.0 */
/* What a person corrected: which list, what was found before it, where each transition comes from, labels. */
#include "base/error.h"
#include "reel/writer_state.h"

static int bind_reference(sqlite3_stmt *s, int at, int64_t to)
{
    return to < 0 ? sqlite3_bind_null(s, at) : sqlite3_bind_int64(s, at, to);
}

/* `frame` must hold the frames that a row refers to. */
static enum pst_status clear(struct reel_writer *w, const char *sql, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK && w->block.rows)
        status = block_flush(w, error);
    return status == PST_OK ? writer_run(w, sql, error) : status;
}

static enum pst_status store_correction(struct reel_writer *w, size_t n, const struct pst_correction *c,
                                        struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, STORE_CORRECTION);
    int code = sqlite3_bind_int64(s, 1, (int64_t)n);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 2, c->file);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 3, c->applied);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_corrections(struct reel_writer *w, const struct pst_correction *corrections,
                                       size_t count, struct pst_error *error)
{
    enum pst_status status = clear(w, "DELETE FROM correction", error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_correction(w, i, &corrections[i], error);
    return status;
}

enum pst_status reel_write_found(struct reel_writer *w, const struct pst_found *found, size_t count,
                                 struct pst_error *error)
{
    enum pst_status status = clear(w, "DELETE FROM found_transition", error);
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        sqlite3_stmt *s = writer_statement(w, STORE_FOUND);
        int code = writer_bind_transition(s, i, &found[i].transition);
        if (code == SQLITE_OK)
            code = bind_reference(s, 7, found[i].removed);
        status = writer_step(w, s, code, error);
    }
    return status;
}

enum pst_status reel_write_origins(struct reel_writer *w, const struct pst_origin *origins, size_t count,
                                   struct pst_error *error)
{
    static const char *const names[] = {[PST_FOUND] = "found", [PST_ADDED] = "added", [PST_MOVED] = "moved"};
    enum pst_status status = writer_ready(w, error);
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        sqlite3_stmt *s = writer_statement(w, STORE_ORIGIN);
        int code = sqlite3_bind_int64(s, 1, (int64_t)i);
        if (code == SQLITE_OK)
            code = sqlite3_bind_text(s, 2, names[origins[i].how], -1, SQLITE_STATIC);
        if (code == SQLITE_OK)
            code = bind_reference(s, 3, origins[i].found);
        if (code == SQLITE_OK)
            code = bind_reference(s, 4, origins[i].correction);
        status = writer_step(w, s, code, error);
    }
    return status;
}

static enum pst_status store_label(struct reel_writer *w, size_t n, const struct pst_label *label,
                                   struct pst_error *error)
{
    const int64_t numbers[] = {label->first, label->last, label->correction};
    sqlite3_stmt *s = writer_statement(w, STORE_LABEL);
    int code = sqlite3_bind_int64(s, 1, (int64_t)n);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 2, label->name);
    for (int i = 0; i < 3 && code == SQLITE_OK; i++)
        code = sqlite3_bind_int64(s, 3 + i, numbers[i]);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_labels(struct reel_writer *w, const struct pst_label *labels, size_t count,
                                  struct pst_error *error)
{
    enum pst_status status = clear(w, "DELETE FROM label", error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_label(w, i, &labels[i], error);
    return status;
}
