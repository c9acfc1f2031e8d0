/* SPDX-License-Identifier: Apache-2.0 */
/* A file that is written whole or not at all: the bytes go to another name beside it, and commit renames.
       struct whole_file out;
       enum pst_status status = whole_file_open(path, &out, error);
       if (status != PST_OK) return status;
       whole_file_write(&out, text.data, text.length);
       return whole_file_commit(&out, error);        or whole_file_abandon(&out)
   A write that failed need not be looked for: commit tells it, and its reason where whole_file_write met it.
 */
#ifndef PST_WHOLE_FILE_H
#define PST_WHOLE_FILE_H

#include "base/part.h"
#include "pastiche/status.h"
#include <stdio.h>

struct whole_file {
    FILE *file;       /* to write to */
    char *path;       /* as given, for messages; NULL: standard output */
    char *target;     /* what will be replaced: `path` with its links followed */
    int reason;       /* errno of the first write that failed, 0: none */
    struct part part; /* none: written in place, since it is a device, a pipe or standard output */
};

/* `path` NULL: standard output. On success *out is given back by one of the two calls below; on failure
   nothing is left. PST_OUTPUT where the file cannot be made. */
enum pst_status whole_file_open(const char *path, struct whole_file *out, struct pst_error *);

void whole_file_write(struct whole_file *out, const void *bytes, size_t size);

/* Gives *out back. PST_OUTPUT where a byte could not be written: then `path` is as it was before. */
enum pst_status whole_file_commit(struct whole_file *out, struct pst_error *);

/* Gives *out back and leaves `path` as it was before. */
void whole_file_abandon(struct whole_file *out);

/* All of these for bytes that are there already. */
enum pst_status whole_file_put(const char *path, const void *bytes, size_t size, struct pst_error *);

#endif
