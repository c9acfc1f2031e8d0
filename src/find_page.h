/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_FIND_PAGE_H
#define PST_FIND_PAGE_H

#include "base/text.h"
#include "pastiche/find.h"

/* Appends the page of stills and where they are from. */
enum pst_status find_page(const struct pst_found_still *, size_t count, struct text *, struct pst_error *);

#endif
