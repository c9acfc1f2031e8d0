/* SPDX-License-Identifier: Apache-2.0 */
/* What the way of one cut through another says in an editor's words. */
#ifndef PST_VERSION_CHANGES_H
#define PST_VERSION_CHANGES_H

#include "pastiche/diff.h"
#include "versions/version_path.h"

/* *changes is the caller's to free. False: no memory. */
bool find_version_changes(const struct version *old_cut, const struct version *new_cut, const int32_t *shown,
                          struct pst_change **changes, size_t *count);

#endif
