/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_OPTIONS_H
#define PST_OPTIONS_H

#include "command.h"

/* Reads the words after the command's name: options are written into `values`, the rest is gathered at the
   front of argv as operands. Options may stand before, between and after operands; "--" ends them. */
enum pst_status options_read(const struct command *, int argc, char **argv, void *values, struct operands *,
                             bool *wants_help, struct pst_error *);

/* What options_read allocated in `values`. */
void options_release(const struct command *, void *values);

#endif
