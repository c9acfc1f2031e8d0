/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/comparison_writer.h"
#include "base/error.h"
#include "reel/comparison_lists.h"
#include "reel/comparison_schema.h"
#include "reel/new_database.h"
#include "reel/sql.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

/* "INSERT INTO film(n, role, …) VALUES(?, ?, …)" */
static int prepare_insert(sqlite3 *db, const char *table, const char *key, const struct field *fields,
                          const char *more, sqlite3_stmt **statement)
{
    struct text sql = {0};
    text_format(&sql, "INSERT INTO %s(%s, ", table, key);
    int columns = fields_columns(fields, &sql);
    text_format(&sql, "%s) VALUES(?", more);
    for (const char *c = more; *c; c++)
        columns += *c == ',';
    for (int i = 0; i < columns; i++)
        text_append(&sql, ", ?");
    text_append(&sql, ")");
    int code = sql.failed ? SQLITE_NOMEM : sql_prepare(db, sql.data, statement);
    text_release(&sql);
    return code;
}

static int run(sqlite3_stmt *statement, int code)
{
    if (code == SQLITE_OK && sqlite3_step(statement) != SQLITE_DONE)
        code = SQLITE_ERROR;
    sqlite3_reset(statement);
    return code;
}

/* What comes after the fields. */
static int bind_precedent(sqlite3_stmt *s, const struct pst_precedent *precedent)
{
    int at = sqlite3_bind_parameter_count(s), mine = precedent->window ? at : at - 1;
    int code = sqlite3_bind_null(s, precedent->window ? at - 1 : at);
    return code == SQLITE_OK ? sqlite3_bind_int64(s, mine, precedent->of) : code;
}

static int write_list(sqlite3 *db, const struct comparison_data *data, enum compared_list list)
{
    const struct compared_table *table = &compared_tables[list];
    struct compared_array array = compared_array_of(data, list);
    sqlite3_stmt *insert = NULL;
    int code = prepare_insert(db, table->name, "n", table->fields, table->more, &insert);
    for (size_t i = 0; code == SQLITE_OK && i < array.count; i++) {
        const char *item = (const char *)array.items + i * table->item;
        code = sqlite3_bind_int64(insert, 1, (int64_t)i);
        if (code == SQLITE_OK)
            code = fields_bind(insert, 2, table->fields, item);
        if (code == SQLITE_OK && list == COMPARED_PRECEDENTS)
            code = bind_precedent(insert, (const void *)item);
        code = run(insert, code);
    }
    sqlite3_finalize(insert);
    return code;
}

static int write_departure(sqlite3_stmt *s, int64_t moment, int facet, const struct pst_departure *d)
{
    const double values[] = {d->departure[facet], d->percentile[facet], d->control[facet]};
    if (isnan(values[0]) && isnan(values[1]) && isnan(values[2]))
        return SQLITE_OK;
    int code = sqlite3_bind_int64(s, 1, moment);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(s, 2, pst_facet_name(facet), -1, SQLITE_STATIC);
    for (int i = 0; i < 3 && code == SQLITE_OK; i++)
        code = sql_bind_number(s, 3 + i, values[i]);
    return run(s, code);
}

static int write_departures(sqlite3 *db, const struct comparison_data *data)
{
    sqlite3_stmt *insert = NULL;
    int code = sql_prepare(db, "INSERT INTO departure VALUES(?, ?, ?, ?, ?)", &insert);
    for (size_t i = 0; i < data->departures.count; i++)
        for (int facet = 0; facet < PST_LOOKS && code == SQLITE_OK; facet++)
            code = write_departure(insert, (int64_t)i, facet, &data->departures.items[i]);
    sqlite3_finalize(insert);
    return code;
}

static int write_colour(sqlite3_stmt *s, int64_t shot, int rank, double weight, const char *rgb)
{
    int code = sqlite3_bind_int64(s, 1, shot);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(s, 2, rank);
    if (code == SQLITE_OK)
        code = sql_bind_number(s, 3, weight);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(s, 4, rgb, -1, SQLITE_STATIC);
    return run(s, code);
}

static int write_palettes(sqlite3 *db, const struct comparison_data *data)
{
    enum { COLOURS = 8 };
    sqlite3_stmt *insert = NULL;
    int code = sql_prepare(db, "INSERT INTO palette VALUES(?, ?, ?, ?)", &insert);
    for (size_t i = 0; i < data->shots.count; i++) {
        const struct pst_compared_shot *shot = &data->shots.items[i];
        for (int c = 0; c < COLOURS && *shot->colours[c] && code == SQLITE_OK; c++)
            code = write_colour(insert, (int64_t)i, c + 1, shot->weights[c], shot->colours[c]);
    }
    sqlite3_finalize(insert);
    return code;
}

static int write_notes(sqlite3 *db, const struct comparison_data *data)
{
    sqlite3_stmt *insert = NULL;
    int code = sql_prepare(db, "INSERT INTO note VALUES(?, ?)", &insert);
    for (size_t i = 0; code == SQLITE_OK && i < data->notes.count; i++) {
        struct text clean = {0};
        text_append_utf8(&clean, data->notes.items[i]);
        text_append(&clean, "");
        code = clean.failed ? SQLITE_NOMEM : sqlite3_bind_int64(insert, 1, (int64_t)i);
        if (code == SQLITE_OK)
            code = sqlite3_bind_text(insert, 2, clean.data, -1, SQLITE_TRANSIENT);
        code = run(insert, code);
        text_release(&clean);
    }
    sqlite3_finalize(insert);
    return code;
}

static int write_about(sqlite3 *db, const struct comparison_data *data)
{
    sqlite3_stmt *insert = NULL;
    int code = prepare_insert(db, "comparison", "id", about_fields, "", &insert);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(insert, 1, 1);
    if (code == SQLITE_OK)
        code = fields_bind(insert, 2, about_fields, &data->about);
    code = run(insert, code);
    sqlite3_finalize(insert);
    return code;
}

static int write_all(sqlite3 *db, const struct comparison_data *data)
{
    int code = comparison_schema_create(db);
    if (code == SQLITE_OK)
        code = write_about(db, data);
    if (code == SQLITE_OK)
        code = write_notes(db, data);
    for (int list = 0; code == SQLITE_OK && list < COMPARED_LISTS; list++)
        code = write_list(db, data, (enum compared_list)list);
    if (code == SQLITE_OK)
        code = write_departures(db, data);
    return code == SQLITE_OK ? write_palettes(db, data) : code;
}

/* Empty, or a comparison by its first bytes: nothing else is ever replaced, be it a film or a reel named by
   mistake. What is no plain file is told of later. */
static enum pst_status check_target(const char *path, struct pst_error *error)
{
    enum { APPLICATION = 68, HEAD = 72 }; /* where SQLite's header has it, big-endian */
    unsigned char head[HEAD];
    struct stat there;
    if (stat(path, &there) != 0 || !S_ISREG(there.st_mode) || there.st_size == 0)
        return PST_OK;
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(error, PST_OUTPUT, "cannot replace '%s': %s", path, REASON(errno));
    bool whole = fread(head, 1, HEAD, file) == HEAD;
    fclose(file);
    uint32_t application = 0;
    for (int i = APPLICATION; whole && i < HEAD; i++)
        application = application << 8 | head[i];
    return application == COMPARISON_APPLICATION
               ? PST_OK
               : fail(error, PST_OUTPUT, "will not replace '%s': it is not a comparison", path);
}

enum pst_status comparison_write(const struct comparison_data *data, const char *path,
                                 struct pst_error *error)
{
    struct new_database file;
    enum pst_status status = check_target(path, error);
    if (status != PST_OK)
        return status;
    status = new_database_open(&file, path, error);
    if (status == PST_OK && write_all(file.db, data) != SQLITE_OK)
        status = new_database_refused(&file, error);
    if (status == PST_OK)
        return new_database_commit(&file, error);
    new_database_abandon(&file);
    return status;
}
