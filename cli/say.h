/* SPDX-License-Identifier: Apache-2.0 */
/* What the program says to people and to other programs. */
#ifndef PST_SAY_H
#define PST_SAY_H

#include "pastiche/status.h"
#include <stdint.h>
#include <stdio.h>

enum { COUNT_SIZE = 32 };

/* "pastiche: " and one line on standard error. A control character or a byte that is not UTF-8, as a file
   name may hold, is shown as \n or \x1b: the line stays one, and the terminal does what it is told by us. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Fills *error and returns the status. */
enum pst_status refuse(struct pst_error *, enum pst_status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Hands what was written to standard output on. PST_OUTPUT where it was not taken, told once. */
enum pst_status say_flush(struct pst_error *);

/* Text of a film or a file name, made safe to show as `complain` does. */
void say_text(FILE *, const char *text);

/* A JSON string with its quotes; what is not UTF-8 becomes U+FFFD. */
void say_json(FILE *, const char *text);

/* 1204 as "1,204". `text` holds COUNT_SIZE bytes and is returned. */
const char *say_count(int64_t count, char *text);

#endif
