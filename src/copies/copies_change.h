/* SPDX-License-Identifier: Apache-2.0 */
/* What is certain of how a passage was changed. */
#ifndef PST_COPIES_CHANGE_H
#define PST_COPIES_CHANGE_H

#include "copies/copies_find.h"

/* Bits 1 << enum pst_copy_change, of b's pictures against a's. */
unsigned copies_change(const struct copies_sketch *a, const struct copies_sketch *b,
                       const struct copies_passage *);

#endif
