/* SPDX-License-Identifier: Apache-2.0 */
/* Where pictures and sound of two films are the same along one line of times. */
#ifndef PST_COPIES_TOGETHER_H
#define PST_COPIES_TOGETHER_H

#include "pastiche/copies.h"

/* Where sound is told with its pictures by a passage of theirs on the same line, `both` is at least the share
   of it; what is nearly all told so is taken away. The others keep their order; *count is what is left.
   false: no memory. */
bool copies_join(struct pst_copy *, size_t *count);

#endif
