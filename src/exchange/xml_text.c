/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/xml_text.h"
#include <string.h>

/* Of the next character; 0: it goes as it is. */
static const char *reference(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    default: return NULL;
    }
}

static bool is_noncharacter(const char *s)
{
    return strncmp(s, "\xef\xbf\xbe", 3) == 0 || strncmp(s, "\xef\xbf\xbf", 3) == 0;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
}

static void append_escaped(struct text *text, const char *string)
{
    struct text clean = {0};
    text_append_utf8(&clean, string);
    for (const char *s = clean.data ? clean.data : ""; *s; s++) {
        const char *name = reference(*s);
        if (name) {
            text_append(text, name);
        } else if (is_noncharacter(s)) {
            text_append(text, "\xef\xbf\xbd");
            s += 2;
        } else {
            text_append_bytes(text, s, 1);
        }
    }
    text->failed |= clean.failed;
    text_release(&clean);
}

void xml_append(struct text *text, const char *string)
{
    size_t length = 0;
    while (is_plain((unsigned char)string[length]))
        length++;
    text_append_bytes(text, string, length);
    if (string[length])
        append_escaped(text, string + length);
}
