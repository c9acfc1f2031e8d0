/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/csv_rows.h"
#include "base/array.h"
#include "base/error.h"
#include "exchange/line_text.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char separators[] = ",;\t|";

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

/* The line break at `at`, CRLF as one. */
static const char *past_break(const char *at, const char *end)
{
    return at + (at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
}

static const char *line_end(const char *at, const char *end)
{
    while (at < end && !is_break(*at))
        at++;
    return at;
}

/* Outside quotes, on the first two lines: the first may be a heading. */
static size_t count_separators(const struct csv_rows *rows, char separator)
{
    size_t count = 0, lines = 0;
    bool quoted = false;
    for (const char *s = rows->at; s < rows->end && lines < 2; s++) {
        quoted ^= *s == '"';
        lines += *s == '\n' && !quoted;
        count += *s == separator && !quoted;
    }
    return count;
}

static void choose_separator(struct csv_rows *rows)
{
    size_t most = 0;
    rows->separator = ',';
    for (const char *s = separators; *s; s++) {
        size_t count = count_separators(rows, *s);
        if (count > most) {
            most = count;
            rows->separator = *s;
        }
    }
}

/* "sep=;", which a spreadsheet program puts before everything. */
static bool take_told_separator(struct csv_rows *rows)
{
    const char *end = line_end(rows->at, rows->end);
    if (end - rows->at != 5 || strncasecmp(rows->at, "sep=", 4) != 0 || !strchr(separators, rows->at[4]))
        return false;
    rows->separator = rows->at[4];
    rows->at = end < rows->end ? past_break(end, rows->end) : end;
    rows->line++;
    return true;
}

enum pst_status csv_rows_open(struct csv_rows *rows, const char *name, const char *bytes, size_t size,
                              struct pst_error *error)
{
    *rows =
        (struct csv_rows){.name = name, .at = skip_mark(bytes, size), .end = bytes + size, .error = error};
    bool wide = size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
    if (wide)
        return fail(error, PST_INPUT, "'%s' is UTF-16: save it as UTF-8", name);
    if (!take_told_separator(rows))
        choose_separator(rows);
    return PST_OK;
}

void csv_rows_release(struct csv_rows *rows)
{
    free(rows->starts.items);
    text_release(&rows->fields);
    rows->starts.items = NULL;
    rows->starts.count = rows->starts.capacity = 0;
}

/* A character of a field; NUL, which would end it, as a byte that is no UTF-8. */
static void keep(struct csv_rows *rows, char c)
{
    text_append_bytes(&rows->fields, c ? &c : "\xff", 1);
}

static enum pst_status take_quoted(struct csv_rows *rows)
{
    int begin = rows->line + 1;
    for (rows->at++; rows->at < rows->end; rows->at++) {
        char c = *rows->at;
        if (c == '"' && (rows->at + 1 == rows->end || rows->at[1] != '"'))
            break;
        rows->at += c == '"';
        rows->line += c == '\n' || (c == '\r' && (rows->at + 1 == rows->end || rows->at[1] != '\n'));
        keep(rows, c);
    }
    if (rows->at == rows->end)
        return fail(rows->error, PST_INPUT, "'%s', line %d: a quote is opened and never closed", rows->name,
                    begin);
    rows->at++;
    while (rows->at < rows->end && *rows->at == ' ')
        rows->at++;
    if (rows->at < rows->end && *rows->at != rows->separator && !is_break(*rows->at))
        return fail(rows->error, PST_INPUT, "'%s', line %d: text goes on after a closing quote", rows->name,
                    rows->line + 1);
    return PST_OK;
}

static void take_plain(struct csv_rows *rows)
{
    const char *end = rows->at;
    while (end < rows->end && *end != rows->separator && !is_break(*end))
        end++;
    const char *last = end;
    while (last > rows->at && (last[-1] == ' ' || last[-1] == '\t'))
        last--;
    while (rows->at < last)
        keep(rows, *rows->at++);
    rows->at = end;
}

static enum pst_status take_field(struct csv_rows *rows)
{
    enum pst_status status = PST_OK;
    if (!array_push(&rows->starts, rows->fields.length))
        return fail_memory(rows->error);
    while (rows->at < rows->end && *rows->at == ' ')
        rows->at++;
    if (rows->at < rows->end && *rows->at == '"')
        status = take_quoted(rows);
    else
        take_plain(rows);
    text_append_bytes(&rows->fields, "", 1);
    return rows->fields.failed ? fail_memory(rows->error) : status;
}

/* Up to and with the line break. */
static enum pst_status take_row(struct csv_rows *rows)
{
    enum pst_status status;
    rows->starts.count = 0;
    text_clear(&rows->fields);
    rows->row = rows->line + 1;
    for (;;) {
        status = take_field(rows);
        if (status != PST_OK || rows->at == rows->end || *rows->at != rows->separator)
            break;
        rows->at++;
    }
    if (rows->at < rows->end)
        rows->at = past_break(rows->at, rows->end);
    rows->line++;
    return status;
}

static bool is_empty(const struct csv_rows *rows)
{
    for (size_t i = 0; i < rows->starts.count; i++)
        if (*csv_field(rows, (int)i))
            return false;
    return true;
}

enum pst_status csv_rows_next(struct csv_rows *rows, bool *more)
{
    enum pst_status status = PST_OK;
    *more = false;
    while (status == PST_OK && !*more && rows->at < rows->end) {
        status = take_row(rows);
        *more = status == PST_OK && !is_empty(rows);
    }
    return status;
}

const char *csv_field(const struct csv_rows *rows, int i)
{
    if (i < 0 || (size_t)i >= rows->starts.count)
        return "";
    return rows->fields.data + rows->starts.items[i];
}

int csv_column(const struct csv_rows *rows, const char *name)
{
    for (size_t i = 0; i < rows->starts.count; i++)
        if (strcasecmp(csv_field(rows, (int)i), name) == 0)
            return (int)i;
    return -1;
}

enum pst_status csv_check_width(const struct csv_rows *rows, size_t columns)
{
    for (size_t i = columns; i < rows->starts.count; i++)
        if (*csv_field(rows, (int)i))
            return fail(rows->error, PST_INPUT, "'%s', line %d: the row has %zu fields and the first row %zu",
                        rows->name, rows->row, rows->starts.count, columns);
    return PST_OK;
}

const char *csv_shown(const struct csv_rows *rows, int i, char shown[CSV_SHOWN_SIZE])
{
    struct text line = {0};
    append_on_line(&line, csv_field(rows, i), "");
    text_copy(shown, CSV_SHOWN_SIZE, line.data && !line.failed ? line.data : "");
    text_release(&line);
    return shown;
}

enum pst_status csv_whole(const struct csv_rows *rows, int i, const char *column, int64_t *value)
{
    char shown[CSV_SHOWN_SIZE];
    if (read_whole(csv_field(rows, i), value))
        return PST_OK;
    return fail(rows->error, PST_INPUT, "'%s', line %d: %s is '%s', not a whole number", rows->name,
                rows->row, column, csv_shown(rows, i, shown));
}
