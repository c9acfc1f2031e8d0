/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rows_json.h"
#include "report/rows_csv.h"
#include <inttypes.h>
#include <jansson.h>

static int append(const char *bytes, size_t size, void *out)
{
    text_append_bytes(out, bytes, size);
    return 0;
}

void rows_json_string(struct text *out, const char *string)
{
    struct text clean = {0};
    text_append_utf8(&clean, string);
    json_t *value = clean.failed ? NULL : json_string(clean.data ? clean.data : "");
    out->failed |= !value || json_dump_callback(value, append, out, JSON_ENCODE_ANY) != 0;
    json_decref(value);
    text_release(&clean);
}

static void put_dictionary(struct text *out, const char *key, char *const *names,
                           const struct column *columns, size_t count, bool units)
{
    const char *gap = "";
    text_format(out, "\"%s\":{", key);
    for (size_t i = 0; i < count; i++) {
        if (units && !*columns[i].unit)
            continue;
        text_append(out, gap);
        rows_json_string(out, names[i]);
        text_append(out, ":");
        rows_json_string(out, units ? columns[i].unit : columns[i].what);
        gap = ",";
    }
    text_append(out, "},\n");
}

void rows_json_dictionary(struct text *out, char *const *names, const struct column *columns, size_t count)
{
    put_dictionary(out, "units", names, columns, count, true);
    put_dictionary(out, "what", names, columns, count, false);
}

void rows_json_row(struct text *out, char *const *names, const struct cell *cells, size_t count, int digits)
{
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[i];
        text_append(out, i ? "," : "{");
        rows_json_string(out, names[i]);
        text_append(out, ":");
        switch (cell->kind) {
        case CELL_MISSING: text_append(out, "null"); break;
        case CELL_TEXT: rows_json_string(out, cell->text); break;
        case CELL_BLOB:
            text_append(out, "\"");
            rows_hex(out, cell->text, cell->size);
            text_append(out, "\"");
            break;
        case CELL_WHOLE: text_format(out, "%" PRId64, cell->whole); break;
        case CELL_NUMBER: text_format(out, "%.*g", digits, cell->number); break;
        }
    }
    text_append(out, count ? "}" : "{}");
}
