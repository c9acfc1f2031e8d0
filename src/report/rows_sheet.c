/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rows_sheet.h"
#include "base/array.h"
#include "pastiche/version.h"
#include "report/rows_csv.h"
#include "report/rows_json.h"
#include "report/rows_text.h"
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void sheet_begin(struct sheet *sheet, const struct sheet_column *columns, const char *name)
{
    *sheet = (struct sheet){.columns = columns, .name = name};
    while (columns[sheet->count].name)
        sheet->count++;
}

void sheet_release(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->cells.count; i++)
        free((char *)(uintptr_t)sheet->cells.items[i].text);
    for (size_t i = 0; i < sheet->notes.count; i++)
        free(sheet->notes.items[i]);
    free(sheet->cells.items);
    free(sheet->notes.items);
    *sheet = (struct sheet){0};
}

size_t sheet_rows(const struct sheet *sheet)
{
    return sheet->cells.count / sheet->count;
}

static void push(struct sheet *sheet, struct cell cell)
{
    sheet->failed |= !array_push(&sheet->cells, cell);
}

void sheet_text(struct sheet *sheet, const char *text)
{
    char *copy = strdup(text);
    size_t before = sheet->cells.count;
    sheet->failed |= !copy;
    push(sheet, (struct cell){.kind = CELL_TEXT, .text = copy, .size = strlen(text)});
    if (sheet->cells.count == before)
        free(copy);
}

void sheet_whole(struct sheet *sheet, int64_t value)
{
    push(sheet, (struct cell){.kind = CELL_WHOLE, .whole = value});
}

void sheet_number(struct sheet *sheet, double value)
{
    push(sheet, (struct cell){.kind = isfinite(value) ? CELL_NUMBER : CELL_MISSING, .number = value});
}

void sheet_missing(struct sheet *sheet)
{
    push(sheet, (struct cell){.kind = CELL_MISSING});
}

void sheet_note(struct sheet *sheet, const char *format, ...)
{
    struct text note = {0};
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_append_utf8(&note, line);
    text_append(&note, "");
    sheet->failed |= note.failed || !array_push(&sheet->notes, note.data);
}

/* As people see it: numbers with the column's decimals, what is missing in words. `text` holds it. */
static struct cell show(const struct sheet_column *column, const struct cell *cell, char text[64])
{
    struct cell shown = *cell;
    if (cell->kind == CELL_NUMBER) {
        int decimals = column->decimals;
        if (decimals < 0)
            snprintf(text, 64, "%.*g", -decimals, cell->number);
        else
            snprintf(text, 64, "%.*f", decimals, cell->number);
    }
    if (cell->kind == CELL_NUMBER || cell->kind == CELL_MISSING)
        shown = (struct cell){.kind = CELL_TEXT, .text = cell->kind == CELL_NUMBER ? text : "cannot tell"};
    return shown;
}

/* One row's cells for people, without the columns that are not for them. */
static void write_shown(const struct sheet *sheet, size_t row, struct column_look *looks, bool measure,
                        struct text *out)
{
    enum { MOST = 64 };
    struct cell shown[MOST];
    char numbers[MOST][64];
    size_t count = 0;
    for (size_t i = 0; i < sheet->count && count < MOST; i++)
        if (!sheet->columns[i].data_only) {
            shown[count] =
                show(&sheet->columns[i], &sheet->cells.items[row * sheet->count + i], numbers[count]);
            count++;
        }
    for (size_t i = 0; measure && i < count; i++)
        rows_text_widen(&looks[i], &shown[i]);
    if (!measure)
        rows_text_row(out, looks, shown, count);
}

static void write_text(const struct sheet *sheet, struct text *out)
{
    struct column *columns = calloc(sheet->count + 1, sizeof *columns);
    struct column_look *looks = calloc(sheet->count + 1, sizeof *looks);
    size_t count = 0;
    out->failed |= !columns || !looks;
    for (size_t row = 0; !out->failed && row < sheet_rows(sheet); row++)
        write_shown(sheet, row, looks, true, out);
    for (size_t i = 0; !out->failed && i < sheet->count; i++)
        if (!sheet->columns[i].data_only) {
            columns[count].name = sheet->columns[i].name;
            looks[count++].right = sheet->columns[i].kind != CELL_TEXT;
        }
    if (!out->failed && sheet_rows(sheet))
        rows_text_head(out, columns, looks, count);
    for (size_t row = 0; !out->failed && row < sheet_rows(sheet); row++)
        write_shown(sheet, row, looks, false, out);
    for (size_t i = 0; i < sheet->notes.count; i++)
        text_format(out, "%s\n", sheet->notes.items[i]);
    free(columns);
    free(looks);
}

static void write_csv(const struct sheet *sheet, const struct column *columns, struct text *out)
{
    rows_csv_head(out, columns, sheet->count);
    for (size_t row = 0; row < sheet_rows(sheet); row++)
        rows_csv_row(out, &sheet->cells.items[row * sheet->count], sheet->count, DIGITS_OF_MEASURE);
}

static void write_json(const struct sheet *sheet, const struct column *columns, struct text *out)
{
    char **names = calloc(sheet->count + 1, sizeof *names);
    out->failed |= !names;
    for (size_t i = 0; names && i < sheet->count; i++)
        names[i] = (char *)(uintptr_t)sheet->columns[i].name;
    text_format(out, "{\"pastiche\":\"%s\",\"each\":\"%s\",\n", pst_version(), sheet->name);
    rows_json_dictionary(out, names, columns, sheet->count);
    text_append(out, "\"notes\":[");
    for (size_t i = 0; i < sheet->notes.count; i++) {
        text_append(out, i ? "," : "");
        rows_json_string(out, sheet->notes.items[i]);
    }
    text_append(out, "],\n\"rows\":[");
    for (size_t row = 0; names && row < sheet_rows(sheet); row++) {
        text_append(out, row ? ",\n" : "\n");
        rows_json_row(out, names, &sheet->cells.items[row * sheet->count], sheet->count, DIGITS_OF_MEASURE);
    }
    text_append(out, "\n]}\n");
    free(names);
}

void sheet_write(const struct sheet *sheet, enum sheet_format format, struct text *out)
{
    struct column *columns = calloc(sheet->count + 1, sizeof *columns);
    out->failed |= sheet->failed || !columns;
    for (size_t i = 0; columns && i < sheet->count; i++) {
        const struct sheet_column *c = &sheet->columns[i];
        columns[i] = (struct column){c->name, c->unit, c->what, c->kind, (int)i};
    }
    if (out->failed) {
        free(columns);
        return;
    }
    switch (format) {
    case SHEET_TEXT: write_text(sheet, out); break;
    case SHEET_CSV: write_csv(sheet, columns, out); break;
    case SHEET_JSON: write_json(sheet, columns, out); break;
    }
    free(columns);
}
