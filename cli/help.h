/* SPDX-License-Identifier: Apache-2.0 */
/* What is written from the descriptors: help for the terminal, the man page, the completion for bash. */
#ifndef PST_HELP_H
#define PST_HELP_H

#include "command.h"
#include <stdio.h>

void help_write(FILE *, const struct command *);
void help_write_overview(FILE *);
void manual_write(FILE *);     /* mdoc(7) */
void completion_write(FILE *); /* bash */

#endif
