/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_FIXITY_H
#define PST_FIXITY_H

#include "pastiche/status.h"
#include <stdbool.h>

/* SHA-256 (FIPS 180-4) of the whole file as 64 hex digits and a NUL. Asks `cancelled` (may be NULL) now and
 * then. */
enum pst_status fixity_sha256(const char *path, char hex[65], bool (*cancelled)(void *), void *data,
                              struct pst_error *);

#endif
