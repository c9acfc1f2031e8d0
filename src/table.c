/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/table.h"
#include "base/array.h"
#include "base/column_names.h"
#include "base/error.h"
#include "base/whole_file.h"
#include "pastiche/rhythm.h"
#include "reel/table_writer.h"
#include "reel_list.h"
#include "report/rows_csv.h"
#include "report/rows_json.h"
#include "table_reel.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *const each_names[] = {"film", "shot", "part"};

struct film_seen {
    char hash[33];
    size_t reel; /* index into the list */
};

struct meter_seen {
    char *name;
    unsigned lowest, highest;
};

struct tabling {
    const struct pst_table_params *params;
    struct reel_list reels;
    struct wide_rows rows;
    struct {
        struct film_seen *items;
        size_t count, capacity;
    } films;
    struct {
        struct meter_seen *items;
        size_t count, capacity;
    } meters;
    struct pst_table_result result;
    struct pst_error first; /* why the first reel was left out */
};

static void tell(const struct tabling *t, const char *line)
{
    if (t->params->told)
        t->params->told(t->params->data, line);
}

static bool is_cancelled(const struct tabling *t)
{
    return t->params->cancelled && t->params->cancelled(t->params->data);
}

static void leave_out(struct tabling *t, const struct pst_error *why)
{
    tell(t, why->message);
    if (!t->result.left_out++)
        t->first = *why;
}

static bool note_meter(struct tabling *t, const struct pst_meter_used *meter)
{
    for (size_t i = 0; i < t->meters.count; i++) {
        struct meter_seen *seen = &t->meters.items[i];
        if (strcmp(seen->name, meter->name) != 0)
            continue;
        seen->lowest = meter->version < seen->lowest ? meter->version : seen->lowest;
        seen->highest = meter->version > seen->highest ? meter->version : seen->highest;
        return true;
    }
    char *name = strdup(meter->name);
    if (name && array_push(&t->meters, (struct meter_seen){name, meter->version, meter->version}))
        return true;
    free(name);
    return false;
}

/* What is told of all reels together, once all are read. */
static enum pst_status note(struct tabling *t, struct pst_reel *reel, size_t at, struct pst_error *error)
{
    const struct pst_meter_used *meters;
    size_t count;
    struct film_seen film = {.reel = at};
    enum pst_status status = pst_reel_meters(reel, &meters, &count, error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        if (!note_meter(t, &meters[i]))
            status = fail_memory(error);
    text_copy(film.hash, sizeof film.hash, pst_reel_film(reel)->hash);
    if (status == PST_OK && *film.hash && !array_push(&t->films, film))
        status = fail_memory(error);
    return status;
}

static bool is_of_reel(enum pst_status status)
{
    return status == PST_INPUT || status == PST_USAGE;
}

/* A reel that fails in the middle takes its rows with it. */
static enum pst_status add_reel(struct tabling *t, size_t at, struct pst_error *error)
{
    struct pst_reel *reel;
    struct pst_error why = {0};
    struct rows_mark mark = wide_rows_mark(&t->rows);
    enum pst_status status = pst_reel_open(t->reels.items[at], &reel, &why);
    if (status == PST_OK)
        status = table_reel(reel, t->reels.items[at], t->params, &t->rows, &why);
    if (status == PST_OK) {
        status = note(t, reel, at, &why);
        t->result.reels++;
    }
    pst_reel_close(&reel);
    if (status == PST_OK)
        return status;
    wide_rows_take_back(&t->rows, mark);
    if (!is_of_reel(status))
        return fail(error, status, "%s", why.message);
    leave_out(t, &why);
    return PST_OK;
}

static enum pst_status list_reels(struct tabling *t, const char *const *reels, size_t count,
                                  struct pst_error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct pst_error why;
        enum pst_status status = reel_list_add(&t->reels, reels[i], &why);
        if (status == PST_INPUT)
            leave_out(t, &why);
        else if (status != PST_OK)
            return fail(error, status, "%s", why.message);
    }
    return PST_OK;
}

static enum pst_status gather(struct tabling *t, struct pst_error *error)
{
    enum pst_status status = wide_rows_open(&t->rows, error);
    for (size_t i = 0; i < t->reels.count && status == PST_OK; i++)
        status = is_cancelled(t) ? fail(error, PST_INTERRUPTED, "interrupted") : add_reel(t, i, error);
    if (status == PST_OK && t->result.reels == 0)
        status = fail(error, t->first.status, "there is no reel to make a table of");
    return status;
}

static int by_hash(const void *a, const void *b)
{
    const struct film_seen *x = a, *y = b;
    int hashes = strcmp(x->hash, y->hash);
    return hashes ? hashes : (x->reel > y->reel) - (x->reel < y->reel);
}

/* A line a film, however many reels are of it. */
static void tell_twins(struct tabling *t)
{
    struct text line = {0};
    const struct film_seen *films = t->films.items;
    if (t->films.count)
        qsort(t->films.items, t->films.count, sizeof *t->films.items, by_hash);
    for (size_t i = 0, next; i < t->films.count; i = next) {
        for (next = i + 1; next < t->films.count && strcmp(films[next].hash, films[i].hash) == 0;)
            next++;
        if (next - i < 2)
            continue;
        text_clear(&line);
        text_format(&line, "'%s' and '%s'", t->reels.items[films[i].reel], t->reels.items[films[i + 1].reel]);
        if (next - i > 2)
            text_format(&line, " and %zu more", next - i - 2);
        text_append(&line, " are of one film");
        if (!line.failed)
            tell(t, line.data);
    }
    text_release(&line);
}

static void tell_versions(struct tabling *t)
{
    struct text line = {0};
    for (size_t i = 0; i < t->meters.count; i++) {
        const struct meter_seen *m = &t->meters.items[i];
        if (m->lowest != m->highest)
            text_format(&line, "%s%s %u to %u", line.length ? ", " : "", m->name, m->lowest, m->highest);
    }
    if (line.length) {
        text_append(&line, ": meters of differing versions, not to be compared unseen (column 'versions')");
        if (!line.failed)
            tell(t, line.data);
    }
    text_release(&line);
}

typedef enum pst_status row_writer(void *to, const struct cell *, struct pst_error *);

static enum pst_status write_rows(struct tabling *t, row_writer *write, void *to, struct pst_error *error)
{
    bool more = true;
    struct cell *cells = calloc(t->rows.column_count + 1, sizeof *cells);
    enum pst_status status = cells ? wide_rows_begin(&t->rows, error) : fail_memory(error);
    while (status == PST_OK && (status = wide_rows_next(&t->rows, cells, &more, error)) == PST_OK && more)
        status = is_cancelled(t) ? fail(error, PST_INTERRUPTED, "interrupted") : write(to, cells, error);
    free(cells);
    return status;
}

/* A table as text. */
struct text_output {
    struct tabling *t;
    struct whole_file file;
    struct text text;
    char **names;
    bool any;
};

static enum pst_status hand_on(struct text_output *out, struct pst_error *error)
{
    if (out->text.failed)
        return fail_memory(error);
    whole_file_write(&out->file, out->text.data, out->text.length);
    text_clear(&out->text);
    return PST_OK;
}

static enum pst_status csv_row(void *to, const struct cell *cells, struct pst_error *error)
{
    struct text_output *out = to;
    rows_csv_row(&out->text, cells, out->t->rows.column_count, DIGITS_OF_MEASURE);
    return hand_on(out, error);
}

static enum pst_status json_row(void *to, const struct cell *cells, struct pst_error *error)
{
    struct text_output *out = to;
    text_append(&out->text, out->any ? ",\n" : "\n");
    out->any = true;
    rows_json_row(&out->text, out->names, cells, out->t->rows.column_count, DIGITS_OF_MEASURE);
    return hand_on(out, error);
}

static enum pst_status write_csv(struct text_output *out, struct pst_error *error)
{
    rows_csv_head(&out->text, out->t->rows.columns, out->t->rows.column_count);
    return write_rows(out->t, csv_row, out, error);
}

static enum pst_status write_json(struct text_output *out, struct pst_error *error)
{
    out->names = column_names(out->t->rows.columns, out->t->rows.column_count);
    if (!out->names)
        return fail_memory(error);
    text_format(&out->text, "{\"pastiche\":\"%s\",\"each\":\"%s\",\n", pst_version(),
                each_names[out->t->params->each]);
    rows_json_dictionary(&out->text, out->names, out->t->rows.columns, out->t->rows.column_count);
    text_append(&out->text, "\"rows\":[");
    enum pst_status status = write_rows(out->t, json_row, out, error);
    text_append(&out->text, "\n]}\n");
    return status == PST_OK ? hand_on(out, error) : status;
}

static enum pst_status write_text(struct tabling *t, const char *path, struct pst_error *error)
{
    struct text_output out = {.t = t};
    enum pst_status status = whole_file_open(path, &out.file, error);
    if (status != PST_OK)
        return status;
    status = t->params->format == PST_TABLE_CSV ? write_csv(&out, error) : write_json(&out, error);
    if (status == PST_OK)
        status = whole_file_commit(&out.file, error);
    else
        whole_file_abandon(&out.file);
    column_names_release(out.names, t->rows.column_count);
    text_release(&out.text);
    return status;
}

static enum pst_status sqlite_row(void *to, const struct cell *cells, struct pst_error *error)
{
    return table_writer_row(to, cells, error);
}

static enum pst_status write_sqlite(struct tabling *t, const char *path, struct pst_error *error)
{
    struct table_writer *writer = NULL;
    char **names = column_names(t->rows.columns, t->rows.column_count);
    enum pst_status status = names ? table_writer_open(path, each_names[t->params->each], t->rows.columns,
                                                       names, t->rows.column_count, &writer, error)
                                   : fail_memory(error);
    if (status == PST_OK)
        status = write_rows(t, sqlite_row, writer, error);
    if (status == PST_OK)
        status = table_writer_commit(&writer, error);
    table_writer_abandon(&writer);
    column_names_release(names, t->rows.column_count);
    return status;
}

static enum pst_status write_out(struct tabling *t, const char *path, struct pst_error *error)
{
    enum pst_status status = wide_rows_begin(&t->rows, error);
    if (status == PST_OK)
        status =
            t->params->format == PST_TABLE_SQLITE ? write_sqlite(t, path, error) : write_text(t, path, error);
    t->result.rows = t->rows.row_count;
    t->result.columns = t->rows.column_count;
    return status;
}

static void release(struct tabling *t)
{
    reel_list_release(&t->reels);
    wide_rows_release(&t->rows);
    free(t->films.items);
    for (size_t i = 0; i < t->meters.count; i++)
        free(t->meters.items[i].name);
    free(t->meters.items);
}

static enum pst_status check(const struct pst_table_params *params, const char *path, struct pst_error *error)
{
    if (params->format == PST_TABLE_SQLITE && !path)
        return fail(error, PST_USAGE, "a table in SQLite's form needs a file to go to");
    if (params->each != PST_EACH_PART)
        return PST_OK;
    if (params->parts < 1 || params->parts > PST_RHYTHM_PARTS_MOST)
        return fail(error, PST_USAGE, "a film has 1 to %d parts, not %d", PST_RHYTHM_PARTS_MOST,
                    params->parts);
    return params->part ? fail(error, PST_USAGE, "a part of a film is not divided into parts again") : PST_OK;
}

enum pst_status pst_table(const char *const *reels, size_t count, const struct pst_table_params *params,
                          const char *path, struct pst_table_result *result, struct pst_error *error)
{
    struct tabling t = {.params = params};
    enum pst_status status = check(params, path, error);
    if (status != PST_OK)
        return status;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    status = list_reels(&t, reels, count, error);
    if (status == PST_OK)
        status = gather(&t, error);
    if (status == PST_OK) {
        tell_twins(&t);
        tell_versions(&t);
        status = write_out(&t, path, error);
    }
    if (result)
        *result = t.result;
    if (status == PST_OK && t.result.left_out)
        status = fail(error, PST_PARTLY, "%zu of %zu reels are not in the table", t.result.left_out,
                      t.result.reels + t.result.left_out);
    release(&t);
    uselocale(before);
    freelocale(plain);
    return status;
}
