/* SPDX-License-Identifier: Apache-2.0 */
/* A growing string. `struct text t = {0}` is an empty one; text_release gives its memory back.
   An allocation that fails sets `failed` and makes every later append do nothing: check once, at the end. */
#ifndef PST_TEXT_H
#define PST_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text {
    char *data; /* ends in NUL where not NULL */
    size_t length, capacity;
    bool failed;
};

void text_append(struct text *, const char *string);
void text_append_bytes(struct text *, const void *bytes, size_t size);
void text_format(struct text *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_clear(struct text *);   /* empty, memory kept */
void text_release(struct text *); /* empty, memory given back */

/* Copies as much of `from` as fits, always ends in NUL, never splits a UTF-8 sequence. */
void text_copy(char *to, size_t size, const char *from);

/* The same, made clean as text_append_utf8 does; "" where there is no memory. */
void text_copy_utf8(char *to, size_t size, const char *from);

/* Copies `from` with every byte that is not part of valid UTF-8 (and every control character but \t and \n)
 * made U+FFFD. */
void text_append_utf8(struct text *, const char *from);

#endif
