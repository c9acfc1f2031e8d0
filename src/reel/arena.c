/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/arena.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, CHUNK = 1 << 16 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size;
};

enum { HEAD = (sizeof(struct arena_chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };

void *arena_take(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size > a->left) {
        size_t room = size > CHUNK ? size : CHUNK;
        struct arena_chunk *chunk = malloc(HEAD + room);
        if (!chunk)
            return NULL;
        *chunk = (struct arena_chunk){a->chunks, room};
        a->chunks = chunk;
        a->left = room;
    }
    char *taken = (char *)a->chunks + HEAD + (a->chunks->size - a->left);
    a->left -= size;
    return taken;
}

const char *arena_utf8(struct arena *a, struct text *scratch, const char *string)
{
    text_clear(scratch);
    text_append_utf8(scratch, string);
    char *kept = scratch->failed ? NULL : arena_take(a, scratch->length + 1);
    if (kept && scratch->length)
        memcpy(kept, scratch->data, scratch->length);
    if (kept)
        kept[scratch->length] = '\0';
    return kept;
}

void arena_release(struct arena *a)
{
    for (struct arena_chunk *next; a->chunks; a->chunks = next) {
        next = a->chunks->next;
        free(a->chunks);
    }
    a->left = 0;
}
