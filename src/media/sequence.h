/* SPDX-License-Identifier: Apache-2.0 */
/* Films that are a folder of numbered pictures, named by a pattern: "shot_%05d.png". */
#ifndef PST_SEQUENCE_H
#define PST_SEQUENCE_H

#include "base/text.h"
#include "pastiche/status.h"
#include <stdbool.h>
#include <stdint.h>

struct sequence {
    int64_t first, last, count; /* numbers there are; count < last − first + 1 where some are missing */
    int64_t missing;            /* the lowest of those; −1 where none is */
};

/* Whether `path` is a pattern: one %d or %0Nd, in its last part, and no file has that very name. */
bool sequence_is(const char *path);

/* Which pictures there are. PST_INPUT where there is none. */
enum pst_status sequence_find(const char *path, struct sequence *, struct pst_error *);

/* Appends the file name of picture `number`. */
void sequence_name(struct text *, const char *path, int64_t number);

/* Size of all that there are together, and hash_files of them. */
enum pst_status sequence_hash(const char *path, int64_t *size, char hex[33], struct pst_error *);

/* Whether `name` is that of a picture of the pattern, digit for digit. */
bool sequence_holds(const char *path, const char *name);

#endif
