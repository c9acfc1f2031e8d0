/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_HASH_H
#define PST_HASH_H

#include "pastiche/status.h"
#include <stdint.h>

/* XXH3-128 over the file's size (8 bytes, little endian), its first and its last MiB, as 32 hex digits.
   `hex` holds 33 bytes. Quick on any size; not made to withstand an attacker. */
enum pst_status hash_content(const char *path, int64_t *size, char hex[33], struct pst_error *);

#endif
