/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_ERROR_H
#define PST_ERROR_H

#include "pastiche/status.h"

/* Fills *error (where not NULL) with the status and a message, and returns the status, so that a function can
   end with `return fail(error, PST_INPUT, "cannot open '%s': %s", path, reason)`. */
enum pst_status fail(struct pst_error *error, enum pst_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* For an allocation that failed. */
enum pst_status fail_memory(struct pst_error *error);

/* What an errno means, in the style of our messages: "no such file or directory". */
enum { REASON_SIZE = 128 };
const char *error_reason(int number, char text[REASON_SIZE]);
#define REASON(number) error_reason(number, (char[REASON_SIZE]){""})

#endif
