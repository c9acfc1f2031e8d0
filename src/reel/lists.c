/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of a reel: each a SELECT, and a function that makes an item of a row and doubts it. */
#include "base/array.h"
#include "base/error.h"
#include "reel/fields.h"
#include "reel/reader.h"
#include "reel/sql.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_STILL = 16384 }; /* pixels a side */

typedef enum pst_status row_reader(struct pst_reel *, sqlite3_stmt *, size_t i, void *item,
                                   struct pst_error *);

static enum pst_status read_fields(struct pst_reel *reel, sqlite3_stmt *s, const struct field *fields,
                                   void *item, const char *table, struct pst_error *error)
{
    if (!fields_read(s, 0, fields, item, &reel->arena, &reel->scratch))
        return damaged(reel, error, "a value in table '%s' is out of range", table);
    return PST_OK;
}

static enum pst_status stream_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                  struct pst_error *error)
{
    (void)i;
    return read_fields(reel, s, stream_fields, item, "stream", error);
}

static enum pst_status chapter_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                   struct pst_error *error)
{
    struct pst_chapter *chapter = item;
    enum pst_status status = read_fields(reel, s, chapter_fields, item, "chapter", error);
    if (status == PST_OK && !(is_time(chapter->first_pts) && is_time(chapter->last_pts)))
        return damaged(reel, error, "chapter %zu has no time", i);
    return status;
}

static enum pst_status meter_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                 struct pst_error *error)
{
    (void)i;
    struct pst_meter_used *meter = item;
    *meter = (struct pst_meter_used){keep_text(reel, s, 0), (unsigned)sqlite3_column_int64(s, 1),
                                     keep_text(reel, s, 2)};
    return meter->name && meter->parameters ? PST_OK : fail_memory(error);
}

static enum pst_status grid_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                struct pst_error *error)
{
    (void)i;
    struct grid *grid = item;
    double den = sql_number(s, 3);
    *grid = (struct grid){keep_text(reel, s, 0), sql_number(s, 1), den > 0 ? sql_number(s, 2) / den : NAN};
    return grid->name ? PST_OK : fail_memory(error);
}

static enum pst_status measure_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                   struct pst_error *error)
{
    (void)i;
    struct pst_measure *m = item;
    m->name = keep_text(reel, s, 0);
    m->meter = keep_text(reel, s, 1);
    m->grid = keep_text(reel, s, 2);
    m->unit = keep_text(reel, s, 3);
    m->what = keep_text(reel, s, 4);
    m->vector = sqlite3_column_int(s, 5) != 0;
    return m->name && m->meter && m->grid && m->unit && m->what ? PST_OK : fail_memory(error);
}

static enum pst_status shot_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                struct pst_error *error)
{
    struct pst_shot *shot = item;
    int64_t follows = i ? shot[-1].last + 1 : 0;
    shot->first = sqlite3_column_int64(s, 1);
    shot->last = sqlite3_column_int64(s, 2);
    if (sqlite3_column_int64(s, 0) != (int64_t)i || shot->first != follows || shot->last < shot->first ||
        shot->last >= reel->film.frames)
        return damaged(reel, error, "shots do not tile the film at shot %zu", i);
    if (!pst_shot_kind_parse(sql_text(s, 3), &shot->kind))
        return damaged(reel, error, "shot %zu is of no known kind", i);
    return PST_OK;
}

static enum pst_status transition_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                      struct pst_error *error)
{
    struct pst_transition *t = item;
    if (!pst_transition_kind_parse(sql_text(s, 0), &t->kind))
        return damaged(reel, error, "transition %zu is of no known kind", i);
    t->first = sqlite3_column_int64(s, 1);
    t->last = sqlite3_column_int64(s, 2);
    t->confidence = sql_number(s, 3);
    if (t->first < 0 || t->last < t->first || t->last >= reel->film.frames)
        return damaged(reel, error, "transition %zu lies outside the film", i);
    if (!(t->confidence >= 0 && t->confidence <= 1))
        return damaged(reel, error, "transition %zu has no confidence from 0 to 1", i);
    text_clear(&reel->scratch);
    text_append_utf8(&reel->scratch, sql_text(s, 4));
    text_copy(t->detail, sizeof t->detail, reel->scratch.data ? reel->scratch.data : "");
    if (reel->scratch.failed)
        return fail_memory(error);
    return PST_OK;
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static bool parse_rgb(const char *text, uint8_t rgb[3])
{
    if (strlen(text) != 7 || text[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        int high = hex(text[1 + 2 * i]), low = hex(text[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        rgb[i] = (uint8_t)(16 * high + low);
    }
    return true;
}

static enum pst_status swatch_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                  struct pst_error *error)
{
    uint8_t rgb[3];
    int64_t shot = sqlite3_column_int64(s, 0);
    if (shot < 0 || shot >= (int64_t)reel->lists[LIST_SHOTS].count || !parse_rgb(sql_text(s, 5), rgb))
        return damaged(reel, error, "a palette has no shot or no colour");
    while (reel->palette_filled <= (size_t)shot)
        reel->palette_first[reel->palette_filled++] = i;
    *(struct pst_swatch *)item = (struct pst_swatch){
        sql_number(s, 1), sql_number(s, 2), sql_number(s, 3), sql_number(s, 4), rgb[0], rgb[1], rgb[2]};
    return PST_OK;
}

static enum pst_status title_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                 struct pst_error *error)
{
    struct pst_title *title = item;
    int64_t stream = sqlite3_column_int64(s, 0), num = sqlite3_column_int64(s, 3),
            den = sqlite3_column_int64(s, 4);
    if (stream < 0 || stream >= (int64_t)reel->film.stream_count)
        return damaged(reel, error, "title %zu is of no stream", i);
    if (num <= 0 || den <= 0 || num > INT32_MAX || den > INT32_MAX)
        return damaged(reel, error, "title %zu has no time base", i);
    if (!is_time(sqlite3_column_int64(s, 1)) || !is_time(sqlite3_column_int64(s, 2)))
        return damaged(reel, error, "title %zu has no time", i);
    *title = (struct pst_title){(int)stream,
                                sqlite3_column_int64(s, 1),
                                sqlite3_column_int64(s, 2),
                                {(int32_t)num, (int32_t)den},
                                keep_text(reel, s, 5)};
    return title->text ? PST_OK : fail_memory(error);
}

static enum pst_status still_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                 struct pst_error *error)
{
    struct pst_still *still = item;
    int64_t width = sqlite3_column_int64(s, 2), height = sqlite3_column_int64(s, 3);
    still->shot = sqlite3_column_int64(s, 0);
    still->frame = sqlite3_column_int64(s, 1);
    if (still->shot < 0 || still->shot >= (int64_t)reel->lists[LIST_SHOTS].count || still->frame < 0 ||
        still->frame >= reel->film.frames)
        return damaged(reel, error, "still %zu is of no shot or frame", i);
    if (width < 1 || height < 1 || width > LARGEST_STILL || height > LARGEST_STILL)
        return damaged(reel, error, "still %zu has no sensible size", i);
    still->width = (int)width;
    still->height = (int)height;
    still->jpeg = keep_blob(reel, s, 4, &still->size);
    return still->jpeg ? PST_OK : fail_memory(error);
}

static enum pst_status rhythm_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                  struct pst_error *error)
{
    struct pst_rhythm_figure *figure = item;
    int64_t parts = sqlite3_column_int64(s, 0), part = sqlite3_column_int64(s, 1);
    if (parts < 1 || parts > INT32_MAX || part < 0 || part >= parts)
        return damaged(reel, error, "figure %zu of rhythm is of no part of the film", i);
    *figure = (struct pst_rhythm_figure){
        (int)parts,       (int)part,        keep_text(reel, s, 2), keep_text(reel, s, 3),
        sql_number(s, 4), sql_number(s, 5), sql_number(s, 6),      keep_text(reel, s, 7)};
    return figure->name && figure->unit && figure->note ? PST_OK : fail_memory(error);
}

static enum pst_status problem_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                   struct pst_error *error)
{
    (void)i;
    struct pst_problem *problem = item;
    *problem =
        (struct pst_problem){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), keep_text(reel, s, 2)};
    return problem->what ? PST_OK : fail_memory(error);
}

/* -1 for NULL; a row's number in the list it refers to else. */
static bool read_reference(sqlite3_stmt *s, int column, int64_t count, int64_t *to)
{
    *to = sqlite3_column_type(s, column) == SQLITE_NULL ? -1 : sqlite3_column_int64(s, column);
    return *to >= -1 && *to < count;
}

static enum pst_status correction_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                      struct pst_error *error)
{
    struct pst_correction *correction = item;
    if (sqlite3_column_int64(s, 0) != (int64_t)i)
        return damaged(reel, error, "correction %zu is missing", i);
    *correction = (struct pst_correction){keep_text(reel, s, 1), keep_text(reel, s, 2)};
    return correction->file && correction->applied ? PST_OK : fail_memory(error);
}

static enum pst_status origin_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                  struct pst_error *error)
{
    static const char *const names[] = {"found", "added", "moved"};
    struct pst_origin *origin = item;
    size_t how = 0;
    while (how < 3 && strcmp(sql_text(s, 0), names[how]) != 0)
        how++;
    origin->how = (enum pst_origin_how)how;
    if (how == 3 || !read_reference(s, 1, (int64_t)reel->lists[LIST_FOUND].count, &origin->found) ||
        !read_reference(s, 2, (int64_t)reel->lists[LIST_CORRECTIONS].count, &origin->correction))
        return damaged(reel, error, "transition %zu comes from nowhere", i);
    return PST_OK;
}

static enum pst_status found_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                 struct pst_error *error)
{
    struct pst_found *found = item;
    if (!read_reference(s, 5, (int64_t)reel->lists[LIST_CORRECTIONS].count, &found->removed))
        return damaged(reel, error, "transition %zu was removed by nobody", i);
    return transition_row(reel, s, i, &found->transition, error);
}

static enum pst_status label_row(struct pst_reel *reel, sqlite3_stmt *s, size_t i, void *item,
                                 struct pst_error *error)
{
    struct pst_label *label = item;
    *label =
        (struct pst_label){keep_text(reel, s, 0), sqlite3_column_int64(s, 1), sqlite3_column_int64(s, 2), -1};
    if (!label->name)
        return fail_memory(error);
    if (label->first < 0 || label->last < label->first || label->last >= reel->film.frames ||
        !read_reference(s, 3, (int64_t)reel->lists[LIST_CORRECTIONS].count, &label->correction))
        return damaged(reel, error, "label %zu lies outside the film", i);
    return PST_OK;
}

/* Where `select` ends in a blank, the columns of `fields` and `rest` follow. `older` stands in its place
   where the schema is older than version `since`; NULL: no row. */
static const struct {
    const char *select;
    const struct field *fields;
    const char *rest;
    size_t item;
    row_reader *row;
    int since;
    const char *older;
} kinds[LISTS] = {
    [LIST_STREAMS] = {"SELECT ", stream_fields, " FROM stream ORDER BY n", sizeof(struct pst_stream),
                      stream_row, 0, NULL},
    [LIST_CHAPTERS] = {"SELECT ", chapter_fields, " FROM chapter ORDER BY n", sizeof(struct pst_chapter),
                       chapter_row, 0, NULL},
    [LIST_METERS] = {"SELECT name, version, parameters FROM meter ORDER BY rowid", NULL, "",
                     sizeof(struct pst_meter_used), meter_row, 0, NULL},
    [LIST_GRIDS] = {"SELECT name, start, step_num, step_den FROM grid ORDER BY rowid", NULL, "",
                    sizeof(struct grid), grid_row, 0, NULL},
    [LIST_MEASURES] = {"SELECT name, meter, grid, unit, what, vector FROM measure ORDER BY id", NULL, "",
                       sizeof(struct pst_measure), measure_row, 0, NULL},
    [LIST_SHOTS] = {"SELECT n, first, last, kind FROM shot ORDER BY n", NULL, "", sizeof(struct pst_shot),
                    shot_row, 0, NULL},
    [LIST_TRANSITIONS] = {"SELECT kind, first, last, confidence, detail FROM transition ORDER BY n", NULL, "",
                          sizeof(struct pst_transition), transition_row, 0, NULL},
    [LIST_SWATCHES] = {"SELECT shot, weight, l, a, b, rgb FROM palette ORDER BY shot, rank", NULL, "",
                       sizeof(struct pst_swatch), swatch_row, 0, NULL},
    [LIST_TITLES] = {"SELECT stream, first_pts, last_pts, time_base_num, time_base_den, text FROM title"
                     " ORDER BY n",
                     NULL, "", sizeof(struct pst_title), title_row, 0, NULL},
    [LIST_STILLS] = {"SELECT shot, frame, width, height, jpeg FROM still ORDER BY shot", NULL, "",
                     sizeof(struct pst_still), still_row, 0, NULL},
    [LIST_RHYTHM] = {"SELECT parts, part, name, unit, value, low, high, note FROM rhythm ORDER BY n", NULL,
                     "", sizeof(struct pst_rhythm_figure), rhythm_row, 0, NULL},
    [LIST_PROBLEMS] = {"SELECT coalesce(first, -1), coalesce(last, -1), what FROM problem ORDER BY n", NULL,
                       "", sizeof(struct pst_problem), problem_row, 0, NULL},
    [LIST_CORRECTIONS] = {"SELECT n, file, applied FROM correction ORDER BY n", NULL, "",
                          sizeof(struct pst_correction), correction_row, 2, NULL},
    [LIST_ORIGINS] = {"SELECT origin, found, correction FROM transition ORDER BY n", NULL, "",
                      sizeof(struct pst_origin), origin_row, 2, "SELECT 'found', NULL, NULL FROM transition"},
    [LIST_FOUND] = {"SELECT kind, first, last, confidence, detail, removed FROM found_transition ORDER BY n",
                    NULL, "", sizeof(struct pst_found), found_row, 2, NULL},
    [LIST_LABELS] = {"SELECT name, first, last, correction FROM label ORDER BY n", NULL, "",
                     sizeof(struct pst_label), label_row, 2, NULL},
};

static int prepare_list(struct pst_reel *reel, enum list_name name, sqlite3_stmt **statement)
{
    struct text sql = {0};
    text_append(&sql, reel->version < kinds[name].since ? kinds[name].older : kinds[name].select);
    if (kinds[name].fields)
        fields_columns(kinds[name].fields, &sql);
    text_append(&sql, kinds[name].rest);
    int code = sql.failed ? SQLITE_NOMEM : sql_prepare(reel->db, sql.data, statement);
    text_release(&sql);
    return code;
}

static enum pst_status read_rows(struct pst_reel *reel, enum list_name name, sqlite3_stmt *statement,
                                 struct pst_error *error)
{
    struct list *list = &reel->lists[name];
    size_t size = kinds[name].item;
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (!array_grow(&list->items, list->count, &list->capacity, size))
            return fail_memory(error);
        char *item = (char *)list->items + list->count * size;
        memset(item, 0, size);
        enum pst_status status = kinds[name].row(reel, statement, list->count, item, error);
        if (status != PST_OK)
            return status;
        list->count++;
    }
    return code == SQLITE_DONE ? PST_OK : sql_fail_input(reel->db, reel->path, error);
}

enum pst_status list_read(struct pst_reel *reel, enum list_name name, struct pst_error *error)
{
    struct list *list = &reel->lists[name];
    sqlite3_stmt *statement = NULL;
    if (list->read || (reel->version < kinds[name].since && !kinds[name].older))
        return PST_OK;
    list->count = 0;
    enum pst_status status = prepare_list(reel, name, &statement) == SQLITE_OK
                                 ? read_rows(reel, name, statement, error)
                                 : sql_fail_input(reel->db, reel->path, error);
    sqlite3_finalize(statement);
    list->read = status == PST_OK;
    if (status != PST_OK)
        list->count = 0;
    return status;
}

static enum pst_status give(struct pst_reel *reel, enum list_name name, const void **items, size_t *count,
                            struct pst_error *error)
{
    enum pst_status status = list_read(reel, name, error);
    *items = reel->lists[name].items;
    *count = reel->lists[name].count;
    return status;
}

static enum pst_status check_tiling(struct pst_reel *reel, struct pst_error *error)
{
    const struct list *shots = &reel->lists[LIST_SHOTS];
    const struct pst_shot *all = shots->items;
    if (shots->count && all[shots->count - 1].last != reel->film.frames - 1)
        return damaged(reel, error, "shots end at frame %lld, the film at %lld",
                       (long long)all[shots->count - 1].last, (long long)reel->film.frames - 1);
    return PST_OK;
}

enum pst_status pst_reel_shots(struct pst_reel *reel, const struct pst_shot **shots, size_t *count,
                               struct pst_error *error)
{
    const void *items;
    enum pst_status status = give(reel, LIST_SHOTS, &items, count, error);
    *shots = items;
    return status == PST_OK ? check_tiling(reel, error) : status;
}

#define LIST_GETTER(function, type, name)                                                                    \
    enum pst_status function(struct pst_reel *reel, const type **list, size_t *count,                        \
                             struct pst_error *error)                                                        \
    {                                                                                                        \
        const void *items;                                                                                   \
        enum pst_status status = give(reel, name, &items, count, error);                                     \
        *list = items;                                                                                       \
        return status;                                                                                       \
    }

LIST_GETTER(pst_reel_measures, struct pst_measure, LIST_MEASURES)
LIST_GETTER(pst_reel_meters, struct pst_meter_used, LIST_METERS)
LIST_GETTER(pst_reel_transitions, struct pst_transition, LIST_TRANSITIONS)
LIST_GETTER(pst_reel_titles, struct pst_title, LIST_TITLES)
LIST_GETTER(pst_reel_rhythm, struct pst_rhythm_figure, LIST_RHYTHM)
LIST_GETTER(pst_reel_problems, struct pst_problem, LIST_PROBLEMS)

enum pst_status pst_reel_stills(struct pst_reel *reel, const struct pst_still **stills, size_t *count,
                                struct pst_error *error)
{
    const void *items = NULL;
    *count = 0;
    enum pst_status status = list_read(reel, LIST_SHOTS, error);
    if (status == PST_OK)
        status = give(reel, LIST_STILLS, &items, count, error);
    *stills = items;
    return status;
}

/* What refers to corrections, and origins to what was found. */
static enum pst_status give_corrected(struct pst_reel *reel, enum list_name name, const void **items,
                                      size_t *count, struct pst_error *error)
{
    *items = NULL;
    *count = 0;
    enum pst_status status = list_read(reel, LIST_CORRECTIONS, error);
    if (status == PST_OK && name == LIST_ORIGINS)
        status = list_read(reel, LIST_FOUND, error);
    return status == PST_OK ? give(reel, name, items, count, error) : status;
}

#define CORRECTED_GETTER(function, type, name)                                                               \
    enum pst_status function(struct pst_reel *reel, const type **list, size_t *count,                        \
                             struct pst_error *error)                                                        \
    {                                                                                                        \
        const void *items;                                                                                   \
        enum pst_status status = give_corrected(reel, name, &items, count, error);                           \
        *list = items;                                                                                       \
        return status;                                                                                       \
    }

CORRECTED_GETTER(pst_reel_corrections, struct pst_correction, LIST_CORRECTIONS)
CORRECTED_GETTER(pst_reel_origins, struct pst_origin, LIST_ORIGINS)
CORRECTED_GETTER(pst_reel_found, struct pst_found, LIST_FOUND)
CORRECTED_GETTER(pst_reel_labels, struct pst_label, LIST_LABELS)

static enum pst_status read_palettes(struct pst_reel *reel, struct pst_error *error)
{
    enum pst_status status = list_read(reel, LIST_SHOTS, error);
    size_t shots = reel->lists[LIST_SHOTS].count;
    if (status != PST_OK || reel->lists[LIST_SWATCHES].read)
        return status;
    free(reel->palette_first);
    reel->palette_filled = 0;
    if (!(reel->palette_first = calloc(shots + 1, sizeof *reel->palette_first)))
        return fail_memory(error);
    status = list_read(reel, LIST_SWATCHES, error);
    while (reel->palette_filled <= shots)
        reel->palette_first[reel->palette_filled++] = reel->lists[LIST_SWATCHES].count;
    return status;
}

enum pst_status pst_reel_palette(struct pst_reel *reel, size_t shot, const struct pst_swatch **swatches,
                                 size_t *count, struct pst_error *error)
{
    *swatches = NULL;
    *count = 0;
    enum pst_status status = read_palettes(reel, error);
    if (status != PST_OK)
        return status;
    if (shot >= reel->lists[LIST_SHOTS].count)
        return fail(error, PST_USAGE, "'%s' has no shot %zu", reel->path, shot);
    const struct pst_swatch *all = reel->lists[LIST_SWATCHES].items;
    *count = reel->palette_first[shot + 1] - reel->palette_first[shot];
    *swatches = *count ? all + reel->palette_first[shot] : NULL;
    return *count <= 8 ? PST_OK : damaged(reel, error, "shot %zu has more than 8 colours", shot);
}

enum pst_status reel_check(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_shot *shots;
    const struct pst_transition *transitions;
    const int64_t *pts;
    const struct pst_title *titles;
    size_t count;
    enum pst_status status = pst_reel_pts(reel, &pts, error);
    if (status == PST_OK)
        status = pst_reel_titles(reel, &titles, &count, error);
    if (status == PST_OK)
        status = pst_reel_shots(reel, &shots, &count, error);
    return status == PST_OK ? pst_reel_transitions(reel, &transitions, &count, error) : status;
}
