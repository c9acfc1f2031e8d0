/* SPDX-License-Identifier: Apache-2.0 */
/* An index on the disk: named blocks of bytes of whole reels or of the index as a whole, mapped, each checked
   when it is first read. docs/index.md tells the format. What a block holds is the caller's business. */
#ifndef PST_INDEX_FILE_H
#define PST_INDEX_FILE_H

#include "pastiche/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct index_file;

enum { INDEX_NAME = 16 };           /* longest name of a block, and its NUL */
#define INDEX_AS_A_WHOLE UINT32_MAX /* instead of a reel's number */

/* Does the file begin as an index does? */
bool is_index_file(const char *path);

/* Maps it and checks its header and the list of its blocks. PST_INPUT where it is missing, foreign, damaged,
   cut off or newer than this program. */
enum pst_status index_file_open(const char *path, struct index_file **, struct pst_error *);
void index_file_close(struct index_file **);
const char *index_file_path(const struct index_file *);

bool index_file_has(const struct index_file *, const char *name, uint32_t reel);
/* The bytes stay the file's, and lie at a multiple of 64. PST_INPUT where there is no such block, or it is
   damaged. */
enum pst_status index_file_read(const struct index_file *, const char *name, uint32_t reel,
                                const void **bytes, size_t *size, struct pst_error *);
/* Its bytes were copied, and need not be in memory any more. */
void index_file_forget(const struct index_file *, const void *bytes, size_t size);

/* Growing. What is there is neither moved nor written over, and nothing is seen by others before the commit,
   however it ends before that; then all is. One at a time grows a file. */
struct index_growth;

/* `anew`: as if there were no file. PST_OUTPUT where it cannot be written or another program is growing it.
 */
enum pst_status index_growth_open(const char *path, bool anew, struct index_growth **, struct pst_error *);
/* What was there before; NULL: nothing. */
const struct index_file *index_growth_before(const struct index_growth *);
/* Instead of the block of that name and reel that there was. A write that failed is told by the commit. */
void index_growth_put(struct index_growth *, const char *name, uint32_t reel, const void *bytes, size_t size);
/* Both give it back. */
enum pst_status index_growth_commit(struct index_growth **, struct pst_error *);
void index_growth_abandon(struct index_growth **);

#endif
