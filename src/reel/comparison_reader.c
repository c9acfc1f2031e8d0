/* SPDX-License-Identifier: Apache-2.0 */
#include "base/array.h"
#include "base/error.h"
#include "reel/arena.h"
#include "reel/comparison_lists.h"
#include "reel/comparison_schema.h"
#include "reel/connect.h"
#include "reel/sql.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLOURS = 8 };

struct pst_comparison {
    sqlite3 *db;
    char *path;
    struct arena arena;
    struct text scratch;
    struct pst_comparison_about about;
    struct compared_array lists[COMPARED_LISTS];
    bool precedents_read; /* when first asked for: by far the most rows */
    struct {
        const char **items;
        size_t count, capacity;
    } notes;
};

static enum pst_status refused(const struct pst_comparison *c, struct pst_error *error)
{
    return sql_fail_input(c->db, c->path, error);
}

static enum pst_status damaged(const struct pst_comparison *c, const char *table, size_t row,
                               struct pst_error *error)
{
    if (c->scratch.failed || (sqlite3_errcode(c->db) & 0xff) == SQLITE_NOMEM)
        return fail_memory(error);
    return fail(error, PST_INPUT, "'%s' is damaged: row %zu of table '%s' says what cannot be", c->path, row,
                table);
}

static bool is_index(const struct pst_comparison *c, enum compared_list list, int64_t n)
{
    return n >= 0 && n < (int64_t)c->lists[list].count;
}

static const struct pst_compared *film_of(const struct pst_comparison *c, int64_t n)
{
    const struct pst_compared *films = c->lists[COMPARED_FILMS].items;
    return is_index(c, COMPARED_FILMS, n) ? &films[n] : NULL;
}

static bool is_span(const struct pst_comparison *c, int64_t film, int64_t first, int64_t last)
{
    const struct pst_compared *it = film_of(c, film);
    return it && first >= 0 && first <= last && last < it->frames;
}

static bool is_time(double starts, double seconds)
{
    return isfinite(starts) && isfinite(seconds) && seconds >= 0;
}

static bool is_film(const struct pst_compared *film, size_t n)
{
    return (film->role == PST_ROLE_FILM) == (n == 0) && film->frames >= 0 && film->shots >= 0 &&
           is_time(0, film->seconds) && film->rate_num >= 0 && film->rate_den >= 0 &&
           (film->rate_num == 0) == (film->rate_den == 0);
}

/* Could this be so? The lists before this one are read. */
static bool is_possible(const struct pst_comparison *c, enum compared_list list, const void *item, size_t n)
{
    const union {
        const void *any;
        const struct pst_compared *film;
        const struct pst_compared_shot *shot;
        const struct pst_departure *departure;
        const struct pst_reference_departure *reference_departure;
        const struct pst_stretch *stretch;
        const struct pst_stretch_facet *stretch_facet;
        const struct pst_precedent *precedent;
        const struct pst_signature_film *signature_film;
        const struct pst_common *common;
        const struct pst_copy *copy;
    } it = {item};
    switch (list) {
    case COMPARED_FILMS: return is_film(it.film, n);
    case COMPARED_SHOTS:
        return is_span(c, 0, it.shot->first, it.shot->last) && is_time(it.shot->starts, it.shot->seconds);
    case COMPARED_DEPARTURES: return is_time(it.departure->starts, it.departure->seconds);
    case COMPARED_REFERENCE_DEPARTURES:
        return film_of(c, it.reference_departure->film) &&
               is_time(it.reference_departure->starts, it.reference_departure->seconds);
    case COMPARED_STRETCHES:
        return is_span(c, 0, it.stretch->first, it.stretch->last) &&
               is_time(it.stretch->starts, it.stretch->ends - it.stretch->starts);
    case COMPARED_STRETCH_FACETS: return is_index(c, COMPARED_STRETCHES, it.stretch_facet->stretch);
    case COMPARED_PRECEDENTS:
        return it.precedent->rank >= 1 &&
               is_span(c, it.precedent->film, it.precedent->first, it.precedent->last) &&
               is_time(it.precedent->starts, it.precedent->seconds);
    case COMPARED_SIGNATURE_FILMS:
        return is_index(c, COMPARED_SIGNATURES, it.signature_film->signature) &&
               film_of(c, it.signature_film->film);
    case COMPARED_COMMONS:
        return is_span(c, it.common->film, it.common->first, it.common->last) &&
               is_time(it.common->starts, it.common->seconds);
    case COMPARED_COPIES:
        return it.copy->film > 0 && is_span(c, 0, it.copy->first, it.copy->last) &&
               is_span(c, it.copy->film, it.copy->its_first, it.copy->its_last) &&
               is_time(it.copy->starts, it.copy->seconds) &&
               is_time(it.copy->its_starts, it.copy->its_seconds);
    default: return true;
    }
}

/* Whose precedent it is stands in the last two columns. */
static bool read_owner(const struct pst_comparison *c, sqlite3_stmt *s, struct pst_precedent *precedent)
{
    int moment = sqlite3_column_count(s) - 1;
    precedent->window = sqlite3_column_type(s, moment) != SQLITE_NULL;
    precedent->of = sqlite3_column_int64(s, precedent->window ? moment : moment - 1);
    return is_index(c, precedent->window ? COMPARED_DEPARTURES : COMPARED_SHOTS, precedent->of);
}

static enum pst_status read_row(struct pst_comparison *c, enum compared_list name, sqlite3_stmt *s,
                                struct pst_error *error)
{
    const struct compared_table *table = &compared_tables[name];
    struct compared_array *list = &c->lists[name];
    if (!array_grow(&list->items, list->count, &list->capacity, table->item))
        return fail_memory(error);
    char *item = (char *)list->items + list->count * table->item;
    memset(item, 0, table->item);
    if (sqlite3_column_int64(s, 0) != (int64_t)list->count ||
        !fields_read(s, 1, table->fields, item, &c->arena, &c->scratch) ||
        (name == COMPARED_PRECEDENTS && !read_owner(c, s, (void *)item)) ||
        !is_possible(c, name, item, list->count))
        return damaged(c, table->name, list->count, error);
    list->count++;
    return PST_OK;
}

static int prepare_select(sqlite3 *db, const char *table, const char *key, const struct field *fields,
                          const char *more, sqlite3_stmt **statement)
{
    struct text sql = {0};
    text_format(&sql, "SELECT %s, ", key);
    fields_columns(fields, &sql);
    text_format(&sql, "%s FROM %s ORDER BY %s", more, table, key);
    int code = sql.failed ? SQLITE_NOMEM : sql_prepare(db, sql.data, statement);
    text_release(&sql);
    return code;
}

/* Calls `row` for each. */
typedef enum pst_status row_reader(struct pst_comparison *, sqlite3_stmt *, size_t n, int list,
                                   struct pst_error *);
static enum pst_status read_rows(struct pst_comparison *c, int code, sqlite3_stmt *s, row_reader *row,
                                 int list, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    size_t n = 0;
    while (status == PST_OK && code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
        status = row(c, s, n++, list, error);
        code = SQLITE_OK;
    }
    if (status == PST_OK && code != SQLITE_DONE)
        status = refused(c, error);
    sqlite3_finalize(s);
    return status;
}

static enum pst_status list_row(struct pst_comparison *c, sqlite3_stmt *s, size_t n, int list,
                                struct pst_error *error)
{
    (void)n;
    return read_row(c, (enum compared_list)list, s, error);
}

static enum pst_status read_list(struct pst_comparison *c, enum compared_list name, struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    const struct compared_table *table = &compared_tables[name];
    c->lists[name].count = 0;
    int code = prepare_select(c->db, table->name, "n", table->fields, table->more, &statement);
    return read_rows(c, code, statement, list_row, name, error);
}

static enum pst_status departure_row(struct pst_comparison *c, sqlite3_stmt *s, size_t n, int list,
                                     struct pst_error *error)
{
    (void)list;
    struct pst_departure *all = c->lists[COMPARED_DEPARTURES].items;
    int64_t moment = sqlite3_column_int64(s, 0);
    int facet;
    if (!is_index(c, COMPARED_DEPARTURES, moment) || !pst_facet_parse(sql_text(s, 1), &facet))
        return damaged(c, "departure", n, error);
    all[moment].departure[facet] = sql_number(s, 2);
    all[moment].percentile[facet] = sql_number(s, 3);
    all[moment].control[facet] = sql_number(s, 4);
    return PST_OK;
}

static enum pst_status read_departures(struct pst_comparison *c, struct pst_error *error)
{
    struct compared_array *list = &c->lists[COMPARED_DEPARTURES];
    struct pst_departure *all = list->items;
    sqlite3_stmt *statement = NULL;
    for (size_t i = 0; i < list->count; i++)
        for (int facet = 0; facet < PST_LOOKS; facet++)
            all[i].departure[facet] = all[i].percentile[facet] = all[i].control[facet] = NAN;
    int code = sql_prepare(
        c->db, "SELECT moment, facet, departure, percentile, control FROM departure ORDER BY moment, facet",
        &statement);
    return read_rows(c, code, statement, departure_row, 0, error);
}

static bool is_colour(const char *rgb)
{
    return strlen(rgb) == 7 && *rgb == '#' && strspn(rgb + 1, "0123456789abcdef") == 6;
}

static enum pst_status colour_row(struct pst_comparison *c, sqlite3_stmt *s, size_t n, int list,
                                  struct pst_error *error)
{
    (void)list;
    struct pst_compared_shot *shots = c->lists[COMPARED_SHOTS].items;
    int64_t shot = sqlite3_column_int64(s, 0), rank = sqlite3_column_int64(s, 1);
    double weight = sql_number(s, 2);
    const char *rgb = sql_text(s, 3);
    if (!is_index(c, COMPARED_SHOTS, shot) || rank < 1 || rank > COLOURS || !(weight >= 0) ||
        !is_colour(rgb) || (rank > 1 && !*shots[shot].colours[rank - 2]))
        return damaged(c, "palette", n, error);
    shots[shot].weights[rank - 1] = weight;
    text_copy(shots[shot].colours[rank - 1], sizeof shots[shot].colours[0], rgb);
    return PST_OK;
}

static enum pst_status read_palettes(struct pst_comparison *c, struct pst_error *error)
{
    sqlite3_stmt *statement = NULL;
    int code =
        sql_prepare(c->db, "SELECT shot, rank, weight, rgb FROM palette ORDER BY shot, rank", &statement);
    return read_rows(c, code, statement, colour_row, 0, error);
}

static enum pst_status note_row(struct pst_comparison *c, sqlite3_stmt *s, size_t n, int list,
                                struct pst_error *error)
{
    (void)n, (void)list;
    const char *note = arena_utf8(&c->arena, &c->scratch, sql_text(s, 0));
    return note && array_push(&c->notes, note) ? PST_OK : fail_memory(error);
}

static enum pst_status about_row(struct pst_comparison *c, sqlite3_stmt *s, size_t n, int list,
                                 struct pst_error *error)
{
    (void)list;
    bool good = fields_read(s, 1, about_fields, &c->about, &c->arena, &c->scratch) &&
                is_time(c->about.window, c->about.window) && is_time(c->about.step, c->about.step) && n == 0;
    return good ? PST_OK : damaged(c, "comparison", n, error);
}

static enum pst_status read_about(struct pst_comparison *c, struct pst_error *error)
{
    sqlite3_stmt *about = NULL, *notes = NULL;
    int code = prepare_select(c->db, "comparison", "id", about_fields, "", &about);
    enum pst_status status = read_rows(c, code, about, about_row, 0, error);
    if (status == PST_OK && !c->about.tool)
        status = fail(error, PST_INPUT, "'%s' is damaged: it tells of no comparison", c->path);
    if (status != PST_OK)
        return status;
    code = sql_prepare(c->db, "SELECT text FROM note ORDER BY n", &notes);
    return read_rows(c, code, notes, note_row, 0, error);
}

static enum pst_status read_all(struct pst_comparison *c, struct pst_error *error)
{
    enum pst_status status = read_about(c, error);
    if (status == PST_OK)
        status = read_list(c, COMPARED_FILMS, error);
    if (status == PST_OK && c->lists[COMPARED_FILMS].count == 0)
        status = fail(error, PST_INPUT, "'%s' is damaged: it tells of no film", c->path);
    for (int list = COMPARED_FILMS + 1; status == PST_OK && list < COMPARED_LISTS; list++)
        if (list != COMPARED_PRECEDENTS)
            status = read_list(c, (enum compared_list)list, error);
    if (status == PST_OK)
        status = read_departures(c, error);
    return status == PST_OK ? read_palettes(c, error) : status;
}

enum pst_status pst_comparison_open(const char *path, struct pst_comparison **out, struct pst_error *error)
{
    struct pst_comparison *c = *out = calloc(1, sizeof *c);
    if (!c || !(c->path = strdup(path))) {
        pst_comparison_close(out);
        return fail_memory(error);
    }
    enum pst_status status = connect_to_read(path, "comparison", &c->db, error);
    if (status == PST_OK)
        status = comparison_schema_check(c->db, path, error);
    if (status == PST_OK)
        status = read_all(c, error);
    if (status != PST_OK)
        pst_comparison_close(out);
    return status;
}

void pst_comparison_close(struct pst_comparison **out)
{
    struct pst_comparison *c = out ? *out : NULL;
    if (!c)
        return;
    for (int i = 0; i < COMPARED_LISTS; i++)
        free(c->lists[i].items);
    free(c->notes.items);
    arena_release(&c->arena);
    text_release(&c->scratch);
    free(c->path);
    sqlite3_close(c->db);
    free(c);
    *out = NULL;
}

const char *pst_comparison_path(const struct pst_comparison *c)
{
    return c->path;
}

const struct pst_comparison_about *pst_comparison_about(const struct pst_comparison *c)
{
    return &c->about;
}

static enum pst_status give(struct pst_comparison *c, enum compared_list name, const void **items,
                            size_t *count, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    *items = NULL;
    *count = 0;
    if (name == COMPARED_PRECEDENTS && !c->precedents_read)
        status = read_list(c, name, error);
    if (status != PST_OK)
        return status;
    c->precedents_read |= name == COMPARED_PRECEDENTS;
    *items = c->lists[name].items;
    *count = c->lists[name].count;
    return PST_OK;
}

#define LIST_GETTER(function, type, name)                                                                    \
    enum pst_status pst_comparison_##function(struct pst_comparison *c, const struct type **list,            \
                                              size_t *count, struct pst_error *error)                        \
    {                                                                                                        \
        const void *items;                                                                                   \
        enum pst_status status = give(c, name, &items, count, error);                                        \
        *list = items;                                                                                       \
        return status;                                                                                       \
    }

LIST_GETTER(films, pst_compared, COMPARED_FILMS)
LIST_GETTER(shots, pst_compared_shot, COMPARED_SHOTS)
LIST_GETTER(departures, pst_departure, COMPARED_DEPARTURES)
LIST_GETTER(reference_departures, pst_reference_departure, COMPARED_REFERENCE_DEPARTURES)
LIST_GETTER(stretches, pst_stretch, COMPARED_STRETCHES)
LIST_GETTER(stretch_facets, pst_stretch_facet, COMPARED_STRETCH_FACETS)
LIST_GETTER(precedents, pst_precedent, COMPARED_PRECEDENTS)
LIST_GETTER(likenesses, pst_likeness, COMPARED_LIKENESSES)
LIST_GETTER(signatures, pst_signature, COMPARED_SIGNATURES)
LIST_GETTER(signature_films, pst_signature_film, COMPARED_SIGNATURE_FILMS)
LIST_GETTER(commons, pst_common, COMPARED_COMMONS)
LIST_GETTER(copies, pst_copy, COMPARED_COPIES)

enum pst_status pst_comparison_notes(struct pst_comparison *c, const char *const **notes, size_t *count,
                                     struct pst_error *error)
{
    (void)error;
    *notes = c->notes.items;
    *count = c->notes.count;
    return PST_OK;
}
