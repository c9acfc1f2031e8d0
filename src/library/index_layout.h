/* SPDX-License-Identifier: Apache-2.0 */
/* How an index lies on the disk (docs/index.md): two headers of which the newer one counts, blocks, and a
   list of the blocks. */
#ifndef PST_INDEX_LAYOUT_H
#define PST_INDEX_LAYOUT_H

#include "base/hash.h"
#include "library/index_file.h"
#include <string.h>

#define INDEX_MAGIC "pstindex"
enum {
    INDEX_VERSION = 1,
    INDEX_ORDER = 0x01020304,
    INDEX_HEADERS = 2,
    INDEX_HEADER_ROOM = 4096, /* so that a torn write spoils one of them alone */
    INDEX_FIRST_BLOCK = INDEX_HEADERS * INDEX_HEADER_ROOM,
    INDEX_ALIGNMENT = 64
};

struct index_header {
    char magic[8];
    uint32_t version, order;
    uint64_t turn; /* one more with each commit; headers take turns */
    uint64_t end;  /* bytes that count; what lies behind is of a growth that was broken off */
    uint64_t blocks, block_count, blocks_hash;
    uint64_t hash; /* of all before it */
};

struct index_block {
    char name[INDEX_NAME];
    uint32_t reel, reserved;
    uint64_t offset, size, hash;
};

/* By reel, then name. */
static inline int index_block_order(const struct index_block *a, const struct index_block *b)
{
    if (a->reel != b->reel)
        return a->reel < b->reel ? -1 : 1;
    return strncmp(a->name, b->name, sizeof a->name);
}

static inline uint64_t index_hash(const void *bytes, size_t size)
{
    return hash_bytes(bytes, size);
}

const struct index_header *index_file_header(const struct index_file *);
const struct index_block *index_file_blocks(const struct index_file *);
const void *index_file_bytes(const struct index_file *, const struct index_block *);

#endif
