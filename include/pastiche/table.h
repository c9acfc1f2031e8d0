/* SPDX-License-Identifier: Apache-2.0 */
/* Many reels as one table: a row a film, a shot or a part of a film. docs/tables.md tells the columns. */
#ifndef PASTICHE_TABLE_H
#define PASTICHE_TABLE_H

#include "pastiche/status.h"
#include "pastiche/version.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum pst_table_each { PST_EACH_FILM, PST_EACH_SHOT, PST_EACH_PART };
enum pst_table_format { PST_TABLE_CSV, PST_TABLE_JSON, PST_TABLE_SQLITE };

struct pst_table_params {
    enum pst_table_format format;
    enum pst_table_each each;
    int parts; /* equal ones, with PST_EACH_PART: 1 to PST_RHYTHM_PARTS_MOST */
    const char
        *part; /* only shots that begin in it, as pst_part reads it; NULL: all. Not with PST_EACH_PART */
    /* One line of what a person should know: a reel that is left out and why, one film twice, meters of
       differing versions. NULL: not told. */
    void (*told)(void *data, const char *line);
    bool (*cancelled)(void *data); /* asked often; NULL: never */
    void *data;                    /* for both */
};

struct pst_table_result {
    size_t reels, left_out; /* in the table; not readable */
    int64_t rows;
    size_t columns;
};

/* `reels`: files, or folders, each of which stands for its *.reel files by name, not deeper. Rows come in
   that order. `path` NULL: standard output, which SQLite cannot go to. `result` may be NULL.
   PST_PARTLY where a reel was left out and the table is written; what the first one failed with where all
   were: then nothing is. */
PST_API enum pst_status pst_table(const char *const *reels, size_t count, const struct pst_table_params *,
                                  const char *path, struct pst_table_result *result, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
