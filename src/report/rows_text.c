/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rows_text.h"
#include "report/rows_csv.h"
#include <inttypes.h>
#include <string.h>

enum { LONGEST = 60 /* characters of a cell that are shown */ };

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += (*text & 0xc0) != 0x80;
    return count;
}

/* Line feeds and tabs become blanks; what is too long ends in "…". */
static void put_line(struct text *out, const char *string)
{
    struct text clean = {0};
    text_append_utf8(&clean, string);
    out->failed |= clean.failed;
    size_t shown = 0;
    bool cut = clean.data && characters(clean.data) > LONGEST;
    for (const char *s = clean.data ? clean.data : ""; *s; s++) {
        shown += (*s & 0xc0) != 0x80;
        if (cut && shown == LONGEST) {
            text_append(out, "…");
            break;
        }
        text_append_bytes(out, *s == '\n' || *s == '\t' ? " " : s, 1);
    }
    text_release(&clean);
}

void rows_text_cell(struct text *out, const struct cell *cell)
{
    struct text hex = {0};
    switch (cell->kind) {
    case CELL_MISSING: break;
    case CELL_TEXT: put_line(out, cell->text); break;
    case CELL_BLOB:
        rows_hex(&hex, cell->text, cell->size < LONGEST ? cell->size : LONGEST);
        put_line(out, hex.data ? hex.data : "");
        text_release(&hex);
        break;
    case CELL_WHOLE: text_format(out, "%" PRId64, cell->whole); break;
    case CELL_NUMBER: text_format(out, "%.6g", cell->number); break;
    }
}

void rows_text_widen(struct column_look *look, const struct cell *cell)
{
    struct text shown = {0};
    rows_text_cell(&shown, cell);
    size_t width = shown.data ? characters(shown.data) : 0;
    if (width > look->width)
        look->width = width;
    if (cell->kind == CELL_TEXT || cell->kind == CELL_BLOB)
        look->right = false;
    text_release(&shown);
}

static void put_padded(struct text *out, const char *cell, const struct column_look *look, bool last)
{
    size_t length = characters(cell), blanks = look->width > length ? look->width - length : 0;
    if (look->right)
        text_format(out, "%*s", (int)blanks, "");
    text_append(out, cell);
    if (!last)
        text_format(out, "%*s", (int)(look->right ? 0 : blanks) + 2, "");
}

/* No blanks at the end of a line. */
static void end_line(struct text *out, size_t begin)
{
    while (out->length > begin && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    text_append(out, "\n");
}

void rows_text_head(struct text *out, const struct column *columns, struct column_look *looks, size_t count)
{
    size_t begin = out->length;
    for (size_t i = 0; i < count; i++) {
        struct text name = {0};
        put_line(&name, columns[i].name);
        size_t width = name.data ? characters(name.data) : 0;
        looks[i].width = width > looks[i].width ? width : looks[i].width;
        put_padded(out, name.data ? name.data : "", &looks[i], i + 1 == count);
        text_release(&name);
    }
    end_line(out, begin);
}

void rows_text_row(struct text *out, const struct column_look *looks, const struct cell *cells, size_t count)
{
    size_t begin = out->length;
    for (size_t i = 0; i < count; i++) {
        struct text shown = {0};
        rows_text_cell(&shown, &cells[i]);
        put_padded(out, shown.data ? shown.data : "", &looks[i], i + 1 == count);
        out->failed |= shown.failed;
        text_release(&shown);
    }
    end_line(out, begin);
}
