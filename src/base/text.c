/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct text *t, size_t more)
{
    if (t->failed || more > (size_t)-1 / 4 - t->length)
        return !(t->failed = true);
    if (t->length + more + 1 <= t->capacity)
        return true;
    size_t capacity = 2 * (t->length + more) + 64;
    char *data = realloc(t->data, capacity);
    if (!data)
        return !(t->failed = true);
    t->data = data;
    t->capacity = capacity;
    return true;
}

void text_append_bytes(struct text *t, const void *bytes, size_t size)
{
    if (!reserve(t, size))
        return;
    if (size)
        memcpy(t->data + t->length, bytes, size);
    t->length += size;
    t->data[t->length] = '\0';
}

void text_append(struct text *t, const char *string)
{
    text_append_bytes(t, string, strlen(string));
}

/* Into the room that is there; once more where that was too little. */
void text_format(struct text *t, const char *format, ...)
{
    va_list args, again;
    size_t room = t->data && !t->failed ? t->capacity - t->length : 0;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(room ? t->data + t->length : NULL, room, format, args);
    if (size >= 0 && reserve(t, (size_t)size)) {
        if ((size_t)size >= room)
            vsnprintf(t->data + t->length, (size_t)size + 1, format, again);
        t->length += (size_t)size;
    }
    if (t->data)
        t->data[t->length] = '\0';
    va_end(again);
    va_end(args);
}

void text_clear(struct text *t)
{
    t->length = 0;
    t->failed = false;
    if (t->data)
        t->data[0] = '\0';
}

void text_release(struct text *t)
{
    free(t->data);
    *t = (struct text){0};
}

/* Length of the valid UTF-8 sequence at s (RFC 3629, table 3-7 of Unicode), 0 where there is none. */
static size_t sequence(const unsigned char *s)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 0;
    size_t length = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    unsigned char low = s[0] == 0xe0 ? 0xa0 : s[0] == 0xf0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xed ? 0x9f : s[0] == 0xf4 ? 0x8f : 0xbf;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (s[i] < 0x80 || s[i] > 0xbf)
            return 0;
    return length;
}

void text_copy(char *to, size_t size, const char *from)
{
    size_t length = strlen(from);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)from[length] & 0xc0) == 0x80)
            length--;
    }
    memcpy(to, from, length);
    to[length] = '\0';
}

void text_append_utf8(struct text *t, const char *from)
{
    const unsigned char *s = (const unsigned char *)from;
    while (*s) {
        size_t length = sequence(s);
        bool control = (*s < 0x20 && *s != '\t' && *s != '\n') || *s == 0x7f;
        if (length == 0 || control)
            text_append(t, "\xef\xbf\xbd");
        else
            text_append_bytes(t, s, length);
        s += length ? length : 1;
    }
}

void text_copy_utf8(char *to, size_t size, const char *from)
{
    struct text clean = {0};
    text_append_utf8(&clean, from);
    text_copy(to, size, clean.data && !clean.failed ? clean.data : "");
    text_release(&clean);
}
