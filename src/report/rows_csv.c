/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rows_csv.h"
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* A field that is all empty and alone in its row would be no row: it is quoted. */
static void put_text(struct text *out, const char *field, bool alone)
{
    struct text clean = {0};
    text_append_utf8(&clean, field);
    const char *s = clean.data ? clean.data : "";
    out->failed |= clean.failed;
    bool quoted = strpbrk(s, "\",\n") != NULL || (alone && !*s);
    text_append(out, quoted ? "\"" : "");
    for (; *s; s++)
        text_append_bytes(out, quoted && *s == '"' ? "\"\"" : s, quoted && *s == '"' ? 2 : 1);
    text_append(out, quoted ? "\"" : "");
    text_release(&clean);
}

void rows_hex(struct text *out, const void *bytes, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *byte = bytes;
    text_append(out, "x'");
    for (size_t i = 0; i < size; i++)
        text_append_bytes(out, (char[]){digits[byte[i] >> 4], digits[byte[i] & 15]}, 2);
    text_append(out, "'");
}

void rows_csv_head(struct text *out, const struct column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text name = {0};
        text_append(&name, columns[i].name);
        if (*columns[i].unit)
            text_format(&name, " [%s]", columns[i].unit);
        text_append(out, i ? "," : "");
        put_text(out, name.data ? name.data : "", count == 1);
        out->failed |= name.failed;
        text_release(&name);
    }
    text_append(out, "\r\n");
}

void rows_csv_row(struct text *out, const struct cell *cells, size_t count, int digits)
{
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[i];
        text_append(out, i ? "," : "");
        switch (cell->kind) {
        case CELL_MISSING: text_append(out, count == 1 ? "\"\"" : ""); break;
        case CELL_TEXT: put_text(out, cell->text, count == 1); break;
        case CELL_BLOB: rows_hex(out, cell->text, cell->size); break;
        case CELL_WHOLE: text_format(out, "%" PRId64, cell->whole); break;
        case CELL_NUMBER: text_format(out, "%.*g", digits, cell->number); break;
        }
    }
    text_append(out, "\r\n");
}
