/* SPDX-License-Identifier: Apache-2.0 */
#include "base/wide_rows.h"
#include "base/array.h"
#include "base/error.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A cell in the file: its column as it was met, its kind, then 8 bytes of number or of size and the bytes. */
struct stored {
    uint32_t column, kind;
    union {
        int64_t whole;
        double number;
        uint64_t size;
    } as;
};

static enum pst_status fail_file(struct pst_error *error)
{
    return fail(error, PST_OUTPUT, "cannot use a temporary file: %s", REASON(errno ? errno : EIO));
}

enum pst_status wide_rows_open(struct wide_rows *rows, struct pst_error *error)
{
    const char *folder = getenv("TMPDIR");
    struct text name = {0};
    *rows = (struct wide_rows){0};
    text_format(&name, "%s/pastiche-XXXXXX", folder && *folder ? folder : "/tmp");
    if (name.failed)
        return fail_memory(error);
    int file = mkstemp(name.data);
    if (file >= 0) {
        unlink(name.data);
        rows->file = fdopen(file, "w+b");
    }
    text_release(&name);
    return rows->file ? PST_OK : fail_file(error);
}

static void free_column(const struct column *column)
{
    free((void *)column->name);
    free((void *)column->unit);
    free((void *)column->what);
}

void wide_rows_release(struct wide_rows *rows)
{
    for (size_t i = 0; i < rows->column_count; i++)
        free_column(&rows->columns[i]);
    free(rows->columns);
    free(rows->order);
    text_release(&rows->row);
    if (rows->file)
        fclose(rows->file);
    *rows = (struct wide_rows){0};
}

static bool is_same(const struct column *a, const struct column *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->unit, b->unit) == 0;
}

static bool add_column(struct wide_rows *rows, const struct column *column)
{
    struct column own = {strdup(column->name), strdup(column->unit), strdup(column->what), column->kind,
                         column->place};
    if (own.name && own.unit && own.what &&
        array_grow((void **)&rows->columns, rows->column_count, &rows->column_capacity,
                   sizeof *rows->columns)) {
        rows->columns[rows->column_count++] = own;
        return true;
    }
    free_column(&own);
    return false;
}

/* Most rows have their cells in the order of the row before: the next one is tried first. */
static uint32_t find_column(struct wide_rows *rows, const struct column *column)
{
    size_t count = rows->column_count, at = rows->next < count ? rows->next : 0, tried = 0;
    for (; tried < count && !is_same(&rows->columns[at], column); tried++)
        at = at + 1 < count ? at + 1 : 0;
    if (tried == count) {
        at = count;
        if (!add_column(rows, column))
            rows->row.failed = true;
    }
    rows->next = at + 1;
    return (uint32_t)at;
}

static void store(struct wide_rows *rows, struct stored cell)
{
    text_append_bytes(&rows->row, &cell, sizeof cell);
}

void wide_rows_missing(struct wide_rows *rows, const struct column *column)
{
    find_column(rows, column);
}

void wide_rows_bytes(struct wide_rows *rows, const struct column *column, const void *bytes, size_t size)
{
    store(rows, (struct stored){find_column(rows, column), column->kind, {.size = size}});
    text_append_bytes(&rows->row, bytes, size);
    text_append_bytes(&rows->row, "", 1);
}

void wide_rows_text(struct wide_rows *rows, const struct column *column, const char *text)
{
    if (*text)
        wide_rows_bytes(rows, column, text, strlen(text));
    else
        find_column(rows, column);
}

void wide_rows_whole(struct wide_rows *rows, const struct column *column, int64_t value)
{
    store(rows, (struct stored){find_column(rows, column), CELL_WHOLE, {.whole = value}});
}

void wide_rows_number(struct wide_rows *rows, const struct column *column, double value)
{
    uint32_t at = find_column(rows, column);
    if (isfinite(value))
        store(rows, (struct stored){at, CELL_NUMBER, {.number = value}});
}

enum pst_status wide_rows_end(struct wide_rows *rows, struct pst_error *error)
{
    uint64_t size = rows->row.length;
    if (rows->row.failed)
        return fail_memory(error);
    errno = 0;
    if (fwrite(&size, sizeof size, 1, rows->file) != 1 ||
        (size && fwrite(rows->row.data, size, 1, rows->file) != 1))
        return fail_file(error);
    rows->row_count++;
    rows->next = 0;
    text_clear(&rows->row);
    return PST_OK;
}

struct rows_mark wide_rows_mark(const struct wide_rows *rows)
{
    return (struct rows_mark){ftell(rows->file), rows->row_count, rows->column_count};
}

void wide_rows_take_back(struct wide_rows *rows, struct rows_mark mark)
{
    while (rows->column_count > mark.column_count)
        free_column(&rows->columns[--rows->column_count]);
    rows->row_count = mark.row_count;
    rows->next = 0;
    text_clear(&rows->row);
    fseek(rows->file, mark.at, SEEK_SET);
}

static int by_place(const void *a, const void *b)
{
    const struct column *x = *(struct column *const *)a, *y = *(struct column *const *)b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    int names = strcmp(x->name, y->name);
    return names ? names : strcmp(x->unit, y->unit);
}

/* order[i]: where the column stands that was met as number i. */
static bool put_in_order(struct wide_rows *rows)
{
    size_t count = rows->column_count;
    struct column **sorted = calloc(count + 1, sizeof *sorted), *columns = calloc(count + 1, sizeof *columns);
    rows->order = calloc(count + 1, sizeof *rows->order);
    bool memory = sorted && columns && rows->order;
    for (size_t i = 0; memory && i < count; i++)
        sorted[i] = &rows->columns[i];
    if (memory && count)
        qsort(sorted, count, sizeof(struct column *), by_place);
    for (size_t i = 0; memory && i < count; i++) {
        rows->order[sorted[i] - rows->columns] = i;
        columns[i] = *sorted[i];
    }
    free(sorted);
    if (memory) {
        free(rows->columns);
        rows->columns = columns;
        rows->column_capacity = count + 1;
    } else {
        free(columns);
    }
    return memory;
}

enum pst_status wide_rows_begin(struct wide_rows *rows, struct pst_error *error)
{
    if (!rows->order && !put_in_order(rows))
        return fail_memory(error);
    errno = 0;
    rows->rows_read = 0;
    return fflush(rows->file) == 0 && fseek(rows->file, 0, SEEK_SET) == 0 ? PST_OK : fail_file(error);
}

/* Reads the next row into rows->row. */
static enum pst_status read_row(struct wide_rows *rows, struct pst_error *error)
{
    uint64_t size = 0;
    char part[4096];
    text_clear(&rows->row);
    errno = 0;
    if (fread(&size, sizeof size, 1, rows->file) != 1)
        return fail_file(error);
    for (size_t n; size > 0; size -= n) {
        n = size < sizeof part ? (size_t)size : sizeof part;
        if (fread(part, n, 1, rows->file) != 1)
            return fail_file(error);
        text_append_bytes(&rows->row, part, n);
    }
    return rows->row.failed ? fail_memory(error) : PST_OK;
}

enum pst_status wide_rows_next(struct wide_rows *rows, struct cell *cells, bool *more,
                               struct pst_error *error)
{
    *more = rows->rows_read < rows->row_count;
    if (!*more)
        return PST_OK;
    enum pst_status status = read_row(rows, error);
    memset(cells, 0, rows->column_count * sizeof *cells);
    for (size_t at = 0; status == PST_OK && at < rows->row.length;) {
        struct stored stored;
        memcpy(&stored, rows->row.data + at, sizeof stored);
        at += sizeof stored;
        struct cell *cell = &cells[rows->order[stored.column]];
        cell->kind = (enum cell_kind)stored.kind;
        if (cell->kind == CELL_WHOLE) {
            cell->whole = stored.as.whole;
        } else if (cell->kind == CELL_NUMBER) {
            cell->number = stored.as.number;
        } else {
            cell->text = rows->row.data + at;
            cell->size = stored.as.size;
            at += cell->size + 1;
        }
    }
    rows->rows_read++;
    return status;
}
