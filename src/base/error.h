/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_ERROR_H
#define PST_ERROR_H

#include "pastiche/status.h"

/* Fills *error (where not NULL) with the status and a message, and returns the status, so that a function can
   end with `return fail(error, PST_INPUT, "cannot open '%s': %s", path, reason)`. */
enum pst_status fail(struct pst_error *error, enum pst_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for an allocation that failed. */
enum pst_status fail_memory(struct pst_error *error);

#endif
