/* SPDX-License-Identifier: Apache-2.0 */
/* What is derived: shots, transitions, palettes, figures of a shot and of rhythm; and the stills of shots. */
#include "base/array.h"
#include "base/error.h"
#include "reel/sql.h"
#include "reel/writer_state.h"
#include <stdio.h>
#include <stdlib.h>

/* `frame` must hold the frames that a row refers to. */
static enum pst_status ready_with_frames(struct reel_writer *w, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    return status == PST_OK && w->block.rows ? block_flush(w, error) : status;
}

static enum pst_status store_shot(struct reel_writer *w, size_t n, const struct pst_shot *shot,
                                  struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, STORE_SHOT);
    int code = sqlite3_bind_int64(s, 1, (int64_t)n);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, shot->first);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 3, shot->last);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(s, 4, pst_shot_kind_name(shot->kind), -1, SQLITE_STATIC);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_shots(struct reel_writer *w, const struct pst_shot *shots, size_t count,
                                 struct pst_error *error)
{
    enum pst_status status = ready_with_frames(w, error);
    if (status == PST_OK)
        status = writer_run(w,
                            "DELETE FROM palette; DELETE FROM still; DELETE FROM shot_measure;"
                            "DELETE FROM vector_value"
                            " WHERE measure IN (SELECT id FROM measure WHERE grid = 'shot' AND vector);"
                            "DELETE FROM shot",
                            error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_shot(w, i, &shots[i], error);
    return status;
}

int writer_bind_transition(sqlite3_stmt *s, size_t n, const struct pst_transition *t)
{
    int code = sqlite3_bind_int64(s, 1, (int64_t)n);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(s, 2, pst_transition_kind_name(t->kind), -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 3, t->first);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 4, t->last);
    if (code == SQLITE_OK)
        code = sql_bind_number(s, 5, t->confidence);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 6, t->detail);
    return code;
}

static enum pst_status store_transition(struct reel_writer *w, size_t n, const struct pst_transition *t,
                                        struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, STORE_TRANSITION);
    return writer_step(w, s, writer_bind_transition(s, n, t), error);
}

enum pst_status reel_write_transitions(struct reel_writer *w, const struct pst_transition *transitions,
                                       size_t count, struct pst_error *error)
{
    enum pst_status status = ready_with_frames(w, error);
    if (status == PST_OK)
        status = writer_run(w, "DELETE FROM transition", error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_transition(w, i, &transitions[i], error);
    return status;
}

static enum pst_status store_swatch(struct reel_writer *w, int64_t shot, int rank,
                                    const struct pst_swatch *swatch, struct pst_error *error)
{
    char rgb[8];
    double numbers[] = {swatch->weight, swatch->l, swatch->a, swatch->b};
    sqlite3_stmt *s = writer_statement(w, STORE_SWATCH);
    snprintf(rgb, sizeof rgb, "#%02x%02x%02x", swatch->red, swatch->green, swatch->blue);
    int code = sqlite3_bind_int64(s, 1, shot);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 2, rank);
    for (int i = 0; i < 4 && code == SQLITE_OK; i++)
        code = sql_bind_number(s, 3 + i, numbers[i]);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(s, 7, rgb, -1, SQLITE_TRANSIENT);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_palette(struct reel_writer *w, int64_t shot, const struct pst_swatch *swatches,
                                   size_t count, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    sqlite3_stmt *clear = writer_statement(w, CLEAR_PALETTE);
    status = writer_step(w, clear, sqlite3_bind_int64(clear, 1, shot), error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_swatch(w, shot, (int)i + 1, &swatches[i], error);
    return status;
}

static enum pst_status find_measure(struct reel_writer *w, const char *name, int64_t *id,
                                    struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, FIND_MEASURE);
    if (sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC) != SQLITE_OK)
        return writer_refused(w, error);
    int code = sqlite3_step(s);
    *id = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    if (code == SQLITE_ROW)
        return PST_OK;
    struct pst_error failure;
    fail(&failure, PST_INTERNAL, "cannot write '%s': there is no measure '%s' of numbers", w->target, name);
    return code == SQLITE_DONE ? writer_failed(w, &failure, error) : writer_refused(w, error);
}

static enum pst_status store_shot_value(struct reel_writer *w, int64_t measure, size_t shot, double value,
                                        struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, STORE_SHOT_VALUE);
    int code = sqlite3_bind_int64(s, 1, (int64_t)shot);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, measure);
    if (code == SQLITE_OK)
        code = sql_bind_number(s, 3, value);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_shot_values(struct reel_writer *w, const char *measure, const double *values,
                                       size_t count, struct pst_error *error)
{
    int64_t id = 0;
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK)
        status = find_measure(w, measure, &id, error);
    if (status != PST_OK)
        return status;
    sqlite3_stmt *clear = writer_statement(w, CLEAR_SHOT_VALUES);
    status = writer_step(w, clear, sqlite3_bind_int64(clear, 1, id), error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_shot_value(w, id, i, values[i], error);
    return status;
}

static enum pst_status store_figure(struct reel_writer *w, size_t n, const struct pst_rhythm_figure *figure,
                                    struct pst_error *error)
{
    double numbers[] = {figure->value, figure->low, figure->high};
    sqlite3_stmt *s = writer_statement(w, STORE_FIGURE);
    int code = sqlite3_bind_int64(s, 1, (int64_t)n);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 2, figure->parts);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 3, figure->part);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 4, figure->name);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 5, figure->unit);
    for (int i = 0; i < 3 && code == SQLITE_OK; i++)
        code = sql_bind_number(s, 6 + i, numbers[i]);
    if (code == SQLITE_OK)
        code = writer_bind_text(s, 9, figure->note);
    return writer_step(w, s, code, error);
}

enum pst_status reel_write_rhythm(struct reel_writer *w, const struct pst_rhythm_figure *figures,
                                  size_t count, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status == PST_OK)
        status = writer_run(w, "DELETE FROM rhythm", error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = store_figure(w, i, &figures[i], error);
    return status;
}

enum pst_status reel_keep_still(struct reel_writer *w, int64_t frame, int width, int height, const void *jpeg,
                                size_t size, struct pst_error *error)
{
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    sqlite3_stmt *s = writer_statement(w, STORE_CANDIDATE);
    int code = sqlite3_bind_int64(s, 1, frame);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 2, width);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 3, height);
    if (code == SQLITE_OK)
        code = sqlite3_bind_blob64(s, 4, jpeg, size, SQLITE_STATIC);
    return writer_step(w, s, code, error);
}

enum pst_status reel_still_frames(struct reel_writer *w, const int64_t **frames, size_t *count,
                                  struct pst_error *error)
{
    struct {
        int64_t *items;
        size_t count, capacity;
    } list = {0};
    sqlite3_stmt *statement = NULL;
    *frames = NULL;
    *count = 0;
    enum pst_status status = writer_ready(w, error);
    if (status != PST_OK)
        return status;
    int code = sql_prepare(w->db, "SELECT frame FROM candidate ORDER BY frame", &statement);
    bool memory = true;
    while (code == SQLITE_OK && memory && sqlite3_step(statement) == SQLITE_ROW)
        memory = array_push(&list, sqlite3_column_int64(statement, 0));
    if (statement)
        code = sqlite3_finalize(statement);
    free(w->still_frames);
    w->still_frames = list.items;
    *frames = list.items;
    *count = list.count;
    if (!memory)
        return fail_memory(error);
    return code == SQLITE_OK ? PST_OK : writer_refused(w, error);
}

static enum pst_status choose_still(struct reel_writer *w, int64_t shot, int64_t frame,
                                    struct pst_error *error)
{
    sqlite3_stmt *s = writer_statement(w, CHOOSE_STILL);
    int code = sqlite3_bind_int64(s, 1, shot);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s, 2, frame);
    enum pst_status status = writer_step(w, s, code, error);
    if (status != PST_OK || sqlite3_changes(w->db) == 1)
        return status;
    struct pst_error failure;
    fail(&failure, PST_INTERNAL, "cannot write '%s': no still was kept of frame %lld", w->target,
         (long long)frame);
    return writer_failed(w, &failure, error);
}

enum pst_status reel_choose_stills(struct reel_writer *w, const int64_t *frame_of_shot, size_t count,
                                   struct pst_error *error)
{
    enum pst_status status = ready_with_frames(w, error);
    if (status == PST_OK)
        status = writer_run(w, "DELETE FROM still", error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        if (frame_of_shot[i] >= 0)
            status = choose_still(w, (int64_t)i, frame_of_shot[i], error);
    return status;
}
