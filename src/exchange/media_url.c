/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/media_url.h"
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A scheme of one letter would be a drive. */
static bool is_url(const char *media)
{
    size_t length = 0;
    while (is_letter(media[length]) || (length && (is_digit(media[length]) || strchr("+-.", media[length]))))
        if (!media[length++])
            return false;
    return length >= 2 && strncmp(media + length, "://", 3) == 0;
}

static void append_escaped(struct text *text, const char *path, bool windows)
{
    for (; *path; path++) {
        char c = windows && *path == '\\' ? '/' : *path;
        if (is_letter(c) || is_digit(c) || strchr("-._~/", c))
            text_append_bytes(text, &c, 1);
        else
            text_format(text, "%%%02X", (unsigned)(unsigned char)c);
    }
}

void media_url(struct text *text, const char *media)
{
    if (is_url(media)) {
        text_append_utf8(text, media);
    } else if (is_letter(media[0]) && media[1] == ':' && (media[2] == '\\' || media[2] == '/')) {
        text_format(text, "file:///%c:", media[0]);
        append_escaped(text, media + 2, true);
    } else if (strncmp(media, "\\\\", 2) == 0) {
        text_append(text, "file:");
        append_escaped(text, media, true);
    } else {
        text_append(text, media[0] == '/' ? "file://" : "");
        append_escaped(text, media, false);
    }
}
