/* SPDX-License-Identifier: Apache-2.0 */
/* Where outputs go. */
#ifndef PST_DESTINATION_H
#define PST_DESTINATION_H

#include <stdbool.h>
#include <stddef.h>

bool is_folder(const char *path);

/* Both exist and are one file, by whatever names. */
bool is_same_file(const char *a, const char *b);

/* `output` where it is a file; in it where it is a folder; beside `source` where it is NULL; the last two
   under the name of `source` with its extension made `extension` (".html"). False: longer than `size`. */
bool destination(const char *source, const char *extension, const char *output, char *path, size_t size);

#endif
