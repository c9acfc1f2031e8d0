/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json_text.h"
#include "base/text_number.h"
#include <math.h>
#include <string.h>

static void break_line(struct json_text *j)
{
    static const char line[] = "\n                                ";
    size_t blanks = (size_t)(j->depth * j->indent), most = sizeof line - 2,
           first = blanks < most ? blanks : most;
    text_append_bytes(j->out, line, 1 + first);
    for (blanks -= first; blanks > 0; blanks--)
        text_append_bytes(j->out, " ", 1);
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* RFC 8259, 7, for text in which there is no control character but tab and line feed. */
static void append_escaped(struct text *out, const char *string)
{
    struct text clean = {0};
    text_append_utf8(&clean, string);
    for (const char *s = clean.data ? clean.data : ""; *s; s++)
        switch (*s) {
        case '"': text_append(out, "\\\""); break;
        case '\\': text_append(out, "\\\\"); break;
        case '\t': text_append(out, "\\t"); break;
        case '\n': text_append(out, "\\n"); break;
        default: text_append_bytes(out, s, 1);
        }
    out->failed |= clean.failed;
    text_release(&clean);
}

static void append_string(struct text *out, const char *string)
{
    size_t length = 0;
    while (is_plain((unsigned char)string[length]))
        length++;
    text_append_bytes(out, "\"", 1);
    text_append_bytes(out, string, length);
    if (string[length])
        append_escaped(out, string + length);
    text_append_bytes(out, "\"", 1);
}

static void begin_item(struct json_text *j, const char *key)
{
    if (j->filled)
        text_append_bytes(j->out, ",", 1);
    if (j->depth > 0)
        break_line(j);
    if (key) {
        append_string(j->out, key);
        text_append_bytes(j->out, ": ", 2);
    }
    j->filled = true;
}

void json_open(struct json_text *j, const char *key, char bracket)
{
    begin_item(j, key);
    text_append_bytes(j->out, &bracket, 1);
    j->depth++;
    j->filled = false;
}

void json_close(struct json_text *j, char bracket)
{
    j->depth--;
    if (j->filled)
        break_line(j);
    text_append_bytes(j->out, &bracket, 1);
    j->filled = true;
}

void json_put_text(struct json_text *j, const char *key, const char *string)
{
    begin_item(j, key);
    append_string(j->out, string);
}

void json_put_whole(struct json_text *j, const char *key, int64_t value)
{
    begin_item(j, key);
    text_append_whole(j->out, value);
}

/* A number that a reader takes for a whole one has ".0", and its exponent no zeros and no plus. */
void json_put_number(struct json_text *j, const char *key, double value)
{
    if (!isfinite(value)) {
        json_put_null(j, key);
        return;
    }
    begin_item(j, key);
    size_t from = j->out->length;
    text_append_number(j->out, value, j->digits);
    if (j->out->failed)
        return;
    char *number = j->out->data + from, *exponent = strchr(number, 'e');
    if (exponent) {
        char *to = exponent + 1 + (exponent[1] == '-'), *digits = exponent + 2 + strspn(exponent + 2, "0");
        memmove(to, digits, strlen(digits) + 1);
        j->out->length = from + strlen(number);
    } else if (!strchr(number, '.')) {
        text_append_bytes(j->out, ".0", 2);
    }
}

void json_put_bool(struct json_text *j, const char *key, bool value)
{
    begin_item(j, key);
    text_append(j->out, value ? "true" : "false");
}

void json_put_null(struct json_text *j, const char *key)
{
    begin_item(j, key);
    text_append(j->out, "null");
}
