/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_DIFF_PAGE_H
#define PST_DIFF_PAGE_H

#include "base/text.h"
#include "pastiche/diff.h"

/* Appends the page of two cuts. */
enum pst_status diff_page(const struct pst_diff *, struct pst_reel *old_cut, struct pst_reel *new_cut,
                          struct text *, struct pst_error *);

#endif
