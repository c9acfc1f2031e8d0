/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that is given back all at once. `struct arena a = {0}` is an empty one. */
#ifndef PST_ARENA_H
#define PST_ARENA_H

#include <stddef.h>

struct arena {
    struct arena_chunk *chunks;
    size_t left; /* bytes, in the newest chunk */
};

/* Aligned to 16 bytes; NULL where there is no memory. */
void *arena_take(struct arena *, size_t size);
void arena_release(struct arena *);

#endif
