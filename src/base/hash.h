/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_HASH_H
#define PST_HASH_H

#include "pastiche/status.h"
#include <stddef.h>
#include <stdint.h>

/* XXH3-128 over the file's size (8 bytes, little endian), its first and its last MiB, as 32 hex digits.
   `hex` holds 33 bytes. Quick on any size; not made to withstand an attacker. */
enum pst_status hash_content(const char *path, int64_t *size, char hex[33], struct pst_error *);

/* The same for a film of many files: over all their sizes (8 bytes each), then over the first and the last
   MiB of the first file and of the last. */
enum pst_status hash_files(const int64_t *sizes, size_t count, const char *first, const char *last,
                           char hex[33], struct pst_error *);

/* XXH3-64 of bytes in memory. */
uint64_t hash_bytes(const void *bytes, size_t size);

#endif
