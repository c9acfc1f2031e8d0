/* SPDX-License-Identifier: Apache-2.0 */
/* What the formats of lines and columns share. */
#ifndef PST_LINE_TEXT_H
#define PST_LINE_TEXT_H

#include "base/text.h"
#include <stdint.h>

/* Appends `string` made clean and kept on one line: line breaks of every kind (U+0085, U+2028 and U+2029 too)
   and tabs become spaces, and so does every character of `avoid`. */
void append_on_line(struct text *, const char *string, const char *avoid);

/* HH:MM:SS.mmm of film time. */
enum { CLOCK_TIME_SIZE = 32 };
const char *clock_time(int64_t milliseconds, char text[CLOCK_TIME_SIZE]);

/* Seconds as whole milliseconds, 0 for what is before the film or unknown. */
int64_t whole_milliseconds(double seconds);

/* Lines that end in LF, CR or CRLF. Begin with {.at = bytes, .end = bytes + size}. */
struct line_cursor {
    const char *at, *end;
    int row; /* of the line that was just read, from 1 */
};
/* The next line, without blanks at its ends; copied, with U+FFFD for NUL. False at the end. */
bool next_line(struct line_cursor *, struct text *line);

/* Past a UTF-8 byte order mark where there is one. */
const char *skip_mark(const char *bytes, size_t size);

/* Digits alone. False where it is anything else, or too large. */
bool read_whole(const char *text, int64_t *value);

/* "0.93", "1", "1e-05", whatever the locale; a comma is a point too. */
bool read_decimal(const char *text, double *value);

#endif
