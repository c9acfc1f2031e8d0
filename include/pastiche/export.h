/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_EXPORT_H
#define PASTICHE_EXPORT_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pst_format { PST_FORMAT_CSV, PST_FORMAT_JSON };

/* "csv", "json"; false where there is no format of that name. */
PST_API bool pst_format_parse(const char *name, enum pst_format *);

/* Writes every shot with every measure to `path` (whole or not at all), or to standard output where it is
 * NULL. */
PST_API enum pst_status pst_export(struct pst_reel *, enum pst_format, const char *path, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
