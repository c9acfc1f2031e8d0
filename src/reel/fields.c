/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/fields.h"
#include "pastiche/film.h"
#include "reel/sql.h"
#include <limits.h>
#include <math.h>
#include <string.h>

static const char *stream_kind(int i)
{
    static const char *const names[] = {"picture", "sound", "title", "other"};
    return i < 4 ? names[i] : NULL;
}

static const char *matrix(int i)
{
    static const char *const names[] = {"bt709", "bt601", "bt2020", "rgb"};
    return i < 4 ? names[i] : NULL;
}

static const char *transfer(int i)
{
    static const char *const names[] = {"bt1886", "srgb", "linear", "pq", "hlg"};
    return i < 5 ? names[i] : NULL;
}

#define FILM(member, kind) FIELD(struct pst_film, member, #member, kind, NULL)
const struct field film_fields[] = {
    FILM(file, FIELD_TEXT),
    FILM(size, FIELD_INT64),
    FILM(hash, FIELD_TEXT),
    FILM(sha256, FIELD_TEXT),
    FILM(container, FIELD_TEXT),
    FILM(codec, FIELD_TEXT),
    FILM(title, FIELD_TEXT),
    FILM(director, FIELD_TEXT),
    FILM(year, FIELD_YEAR),
    FILM(time_base, FIELD_RATIONAL),
    FILM(frame_rate, FIELD_RATIONAL),
    FILM(variable_rate, FIELD_BOOL),
    FILM(frames, FIELD_INT64),
    FILM(first_pts, FIELD_INT64),
    FILM(end_pts, FIELD_INT64),
    FILM(timecode, FIELD_TEXT),
    FILM(width, FIELD_INT),
    FILM(height, FIELD_INT),
    FILM(sample_aspect, FIELD_RATIONAL),
    FILM(rotation, FIELD_INT),
    FIELD(struct pst_film, active.x, "active_x", FIELD_INT, NULL),
    FIELD(struct pst_film, active.y, "active_y", FIELD_INT, NULL),
    FIELD(struct pst_film, active.width, "active_width", FIELD_INT, NULL),
    FIELD(struct pst_film, active.height, "active_height", FIELD_INT, NULL),
    FILM(bit_depth, FIELD_INT),
    FILM(pixel_format, FIELD_TEXT),
    FILM(full_range, FIELD_BOOL),
    FILM(interlaced, FIELD_BOOL),
    FIELD(struct pst_film, matrix, "matrix", FIELD_NAME, matrix),
    FIELD(struct pst_film, transfer, "transfer", FIELD_NAME, transfer),
    FILM(sound_start, FIELD_RATIONAL),
    FILM(measured_from, FIELD_REAL),
    FILM(measured_to, FIELD_UNTIL),
    FIELDS_END,
};

#define STREAM(member, kind) FIELD(struct pst_stream, member, #member, kind, NULL)
const struct field stream_fields[] = {
    FIELD(struct pst_stream, index, "number", FIELD_INDEX, NULL),
    FIELD(struct pst_stream, kind, "kind", FIELD_NAME, stream_kind),
    STREAM(used, FIELD_BOOL),
    STREAM(codec, FIELD_TEXT),
    STREAM(language, FIELD_TEXT),
    STREAM(label, FIELD_TEXT),
    STREAM(time_base, FIELD_RATIONAL),
    STREAM(rate, FIELD_INT),
    STREAM(channels, FIELD_INT),
    STREAM(layout, FIELD_TEXT),
    FIELDS_END,
};

#define CHAPTER(member, kind) FIELD(struct pst_chapter, member, #member, kind, NULL)
const struct field chapter_fields[] = {
    CHAPTER(first_pts, FIELD_INT64),
    CHAPTER(last_pts, FIELD_INT64),
    CHAPTER(time_base, FIELD_RATIONAL),
    CHAPTER(title, FIELD_TEXT),
    FIELDS_END,
};

int fields_columns(const struct field *f, struct text *list)
{
    int columns = 0;
    for (; f->column; f++) {
        const char *comma = columns ? ", " : "";
        if (f->kind == FIELD_RATIONAL)
            text_format(list, "%s%s_num, %s_den", comma, f->column, f->column);
        else
            text_format(list, "%s%s", comma, f->column);
        columns += f->kind == FIELD_RATIONAL ? 2 : 1;
    }
    return columns;
}

static int bind_text(sqlite3_stmt *s, int at, const char *value)
{
    if (!*value)
        return sqlite3_bind_null(s, at);
    struct text valid = {0};
    text_append_utf8(&valid, value);
    int code = valid.failed ? SQLITE_NOMEM : sqlite3_bind_text(s, at, valid.data, -1, SQLITE_TRANSIENT);
    text_release(&valid);
    return code;
}

static int bind_int(sqlite3_stmt *s, int at, const void *from, int null_up_to)
{
    int value;
    memcpy(&value, from, sizeof value);
    return value <= null_up_to ? sqlite3_bind_null(s, at) : sqlite3_bind_int(s, at, value);
}

static int bind_int64(sqlite3_stmt *s, int at, const void *from)
{
    int64_t value;
    memcpy(&value, from, sizeof value);
    return sqlite3_bind_int64(s, at, value);
}

static int bind_bool(sqlite3_stmt *s, int at, const void *from)
{
    bool value;
    memcpy(&value, from, sizeof value);
    return sqlite3_bind_int(s, at, value);
}

static int bind_real(sqlite3_stmt *s, int at, const void *from, bool negative_is_null)
{
    double value;
    memcpy(&value, from, sizeof value);
    return sql_bind_number(s, at, negative_is_null && value < 0 ? NAN : value);
}

static int bind_rational(sqlite3_stmt *s, int at, const void *from)
{
    struct pst_rational value;
    memcpy(&value, from, sizeof value);
    if (value.den == 0)
        return sqlite3_bind_null(s, at) | sqlite3_bind_null(s, at + 1);
    int code = sqlite3_bind_int(s, at, value.num);
    return code == SQLITE_OK ? sqlite3_bind_int(s, at + 1, value.den) : code;
}

static int bind_name(sqlite3_stmt *s, int at, const struct field *f, const void *from)
{
    int value;
    memcpy(&value, from, sizeof value);
    const char *name = value >= 0 ? f->name(value) : NULL;
    /* Out of range becomes NULL, which the table refuses. */
    return name ? sqlite3_bind_text(s, at, name, -1, SQLITE_STATIC) : sqlite3_bind_null(s, at);
}

static int bind_set(sqlite3_stmt *s, int at, const struct field *f, const void *from)
{
    unsigned value;
    memcpy(&value, from, sizeof value);
    struct text list = {0};
    text_append(&list, "");
    for (int i = 0; f->name(i); i++)
        if (value & 1u << i)
            text_format(&list, "%s%s", list.length ? " " : "", f->name(i));
    int code = list.failed ? SQLITE_NOMEM : sqlite3_bind_text(s, at, list.data, -1, SQLITE_TRANSIENT);
    text_release(&list);
    return code;
}

static int bind_string(sqlite3_stmt *s, int at, const void *from)
{
    const char *value;
    memcpy(&value, from, sizeof value);
    struct text valid = {0};
    text_append_utf8(&valid, value ? value : "");
    text_append(&valid, "");
    int code = valid.failed ? SQLITE_NOMEM : sqlite3_bind_text(s, at, valid.data, -1, SQLITE_TRANSIENT);
    text_release(&valid);
    return code;
}

static int bind_field(sqlite3_stmt *s, int at, const struct field *f, const char *from)
{
    switch (f->kind) {
    case FIELD_TEXT: return bind_text(s, at, from);
    case FIELD_INT: return bind_int(s, at, from, INT_MIN);
    case FIELD_YEAR: return bind_int(s, at, from, 0);
    case FIELD_INDEX: return bind_int(s, at, from, -1);
    case FIELD_INT64: return bind_int64(s, at, from);
    case FIELD_SOME:
        return *(const int64_t *)(const void *)from ? bind_int64(s, at, from) : sqlite3_bind_null(s, at);
    case FIELD_BOOL: return bind_bool(s, at, from);
    case FIELD_REAL:
    case FIELD_NUMBER: return bind_real(s, at, from, false);
    case FIELD_UNTIL: return bind_real(s, at, from, true);
    case FIELD_RATIONAL: return bind_rational(s, at, from);
    case FIELD_NAME: return bind_name(s, at, f, from);
    case FIELD_SET: return bind_set(s, at, f, from);
    case FIELD_STRING: return bind_string(s, at, from);
    }
    return SQLITE_MISUSE;
}

int fields_bind(sqlite3_stmt *s, int at, const struct field *f, const void *from)
{
    int code = SQLITE_OK;
    for (; f->column && code == SQLITE_OK; f++) {
        code = bind_field(s, at, f, (const char *)from + f->offset);
        at += f->kind == FIELD_RATIONAL ? 2 : 1;
    }
    return code;
}

static bool read_int(sqlite3_stmt *s, int at, int unknown, int *value)
{
    int64_t wide = sqlite3_column_type(s, at) == SQLITE_NULL ? unknown : (int64_t)sqlite3_column_int64(s, at);
    *value = (int)wide;
    return wide >= INT_MIN && wide <= INT_MAX;
}

static bool read_rational(sqlite3_stmt *s, int at, struct pst_rational *r)
{
    int num, den;
    bool good = read_int(s, at, 0, &num) && read_int(s, at + 1, 0, &den);
    if (!good || den < 0)
        return false;
    *r = den ? (struct pst_rational){num, den} : (struct pst_rational){0, 0};
    return true;
}

static bool read_name(sqlite3_stmt *s, int at, const struct field *f, int *value)
{
    const char *name = sql_text(s, at);
    for (*value = 0; f->name(*value); ++*value)
        if (strcmp(f->name(*value), name) == 0)
            return true;
    return false;
}

static bool read_set(sqlite3_stmt *s, int at, const struct field *f, unsigned *value)
{
    *value = 0;
    for (const char *word = sql_text(s, at); *word;) {
        size_t length = strcspn(word, " ");
        int i = 0;
        while (f->name(i) && (strlen(f->name(i)) != length || strncmp(f->name(i), word, length) != 0))
            i++;
        if (!f->name(i))
            return false;
        *value |= 1u << i;
        word += length;
        word += *word == ' ';
    }
    return true;
}

static bool read_text(sqlite3_stmt *s, int at, char *to, size_t size, struct text *scratch)
{
    text_clear(scratch);
    text_append_utf8(scratch, sql_text(s, at));
    text_copy(to, size, scratch->data ? scratch->data : "");
    return !scratch->failed;
}

static bool read_string(sqlite3_stmt *s, int at, const char **to, struct arena *arena, struct text *scratch)
{
    *to = arena_utf8(arena, scratch, sql_text(s, at));
    return *to;
}

static bool read_field(sqlite3_stmt *s, int at, const struct field *f, char *to, struct arena *arena,
                       struct text *scratch)
{
    switch (f->kind) {
    case FIELD_TEXT: return read_text(s, at, to, f->size, scratch);
    case FIELD_INT:
    case FIELD_YEAR: return read_int(s, at, 0, (int *)(void *)to);
    case FIELD_INDEX: return read_int(s, at, -1, (int *)(void *)to);
    case FIELD_INT64:
    case FIELD_SOME: *(int64_t *)(void *)to = sqlite3_column_int64(s, at); return true;
    case FIELD_BOOL: *(bool *)to = sqlite3_column_int(s, at) != 0; return true;
    case FIELD_REAL: *(double *)(void *)to = sqlite3_column_double(s, at); return true;
    case FIELD_NUMBER: *(double *)(void *)to = sql_number(s, at); return true;
    case FIELD_UNTIL:
        *(double *)(void *)to = sqlite3_column_type(s, at) == SQLITE_NULL ? -1 : sqlite3_column_double(s, at);
        return true;
    case FIELD_RATIONAL: return read_rational(s, at, (struct pst_rational *)(void *)to);
    case FIELD_NAME: return read_name(s, at, f, (int *)(void *)to);
    case FIELD_SET: return read_set(s, at, f, (unsigned *)(void *)to);
    case FIELD_STRING: return read_string(s, at, (const char **)(void *)to, arena, scratch);
    }
    return false;
}

bool fields_read(sqlite3_stmt *s, int at, const struct field *f, void *to, struct arena *arena,
                 struct text *scratch)
{
    for (; f->column; f++) {
        if (!read_field(s, at, f, (char *)to + f->offset, arena, scratch))
            return false;
        at += f->kind == FIELD_RATIONAL ? 2 : 1;
    }
    return true;
}
