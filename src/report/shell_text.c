/* SPDX-License-Identifier: Apache-2.0 */
#include "report/shell_text.h"

#include "base/error.h"
#include <string.h>

/* JSON that no parser of HTML can mistake for markup. Outside of strings JSON has none of these characters,
   and the dump is ASCII, so U+2028 and U+2029 are escaped already. */
static int append_escaped(const char *buffer, size_t size, void *data)
{
    struct text *page = data;
    size_t start = 0;
    for (size_t i = 0; i < size; i++) {
        if (!strchr("<>&", buffer[i]) || buffer[i] == '\0')
            continue;
        text_append_bytes(page, buffer + start, i - start);
        text_format(page, "\\u%04x", (unsigned)(unsigned char)buffer[i]);
        start = i + 1;
    }
    text_append_bytes(page, buffer + start, size - start);
    return page->failed ? -1 : 0;
}

static bool append_json(struct text *page, json_t *json)
{
    size_t flags = JSON_COMPACT | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(8);
    bool good = json && json_dump_callback(json, append_escaped, page, flags) == 0;
    json_decref(json);
    return good;
}

static void append_title(struct text *page, const char *title)
{
    struct text name = {0};
    text_append_utf8(&name, title);
    page->failed = page->failed || name.failed;
    for (const char *at = name.data ? name.data : ""; *at; at++) {
        if (strchr("<>&\"'", *at))
            text_format(page, "&#%d;", *at);
        else
            text_append_bytes(page, at, 1);
    }
    text_release(&name);
}

/* The page may load nothing from a network, but for the film itself where the caller gave its URL: that one
   origin is let through. Anything but a plain host and port is not. */
static void append_media_origin(struct text *page, const char *source)
{
    if (strncmp(source, "https://", 8) != 0 && strncmp(source, "http://", 7) != 0)
        return;
    const char *host = strstr(source, "//") + 2;
    size_t length = strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:[]");
    if (length == 0 || (host[length] != '/' && host[length] != '\0'))
        return;
    text_append(page, " ");
    text_append_bytes(page, source, (size_t)(host - source) + length);
}

static void append_part(struct text *page, const struct page_shell_part *part)
{
    text_append_bytes(page, part->bytes, part->size);
}

enum pst_status shell_text(struct text *page, const struct page_shell_part shell[PAGE_SHELL_PARTS],
                           const struct shell_parts *parts, struct pst_error *error)
{
    append_part(page, &shell[PAGE_SHELL_MEDIA]);
    append_media_origin(page, parts->source);
    append_part(page, &shell[PAGE_SHELL_TITLE]);
    append_title(page, parts->title);
    append_part(page, &shell[PAGE_SHELL_DATA]);
    bool good = append_json(page, parts->data);
    append_part(page, &shell[PAGE_SHELL_STILLS]);
    good = append_json(page, parts->stills) && good;
    append_part(page, &shell[PAGE_SHELL_END]);
    return good && !page->failed ? PST_OK : fail_memory(error);
}
