/* SPDX-License-Identifier: Apache-2.0 */
/* Scripts: short text files that tell a film. docs/script.md has the words. */
#ifndef STAGE_SCRIPT_H
#define STAGE_SCRIPT_H

#include "film/screenplay.h"

enum { longest_complaint = 240 };

/* Reads a whole script. 0; or -1 with "NAME:LINE: what is wrong" in `complaint`, nothing to release. */
int script_read(const char *text, const char *name, struct screenplay *film,
                char complaint[longest_complaint]);
int script_read_file(const char *path, struct screenplay *film, char complaint[longest_complaint]);

#endif
