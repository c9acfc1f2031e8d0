/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that is given back all at once. `struct arena a = {0}` is an empty one. */
#ifndef PST_ARENA_H
#define PST_ARENA_H

#include "base/text.h"
#include <stddef.h>

struct arena {
    struct arena_chunk *chunks;
    size_t left; /* bytes, in the newest chunk */
};

/* Aligned to 16 bytes; NULL where there is no memory. */
void *arena_take(struct arena *, size_t size);

/* A copy of the string as valid UTF-8 (text_append_utf8), made in `scratch`; NULL where there is no memory.
 */
const char *arena_utf8(struct arena *, struct text *scratch, const char *string);
void arena_release(struct arena *);

#endif
