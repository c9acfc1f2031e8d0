/* SPDX-License-Identifier: Apache-2.0 */
/* A growing index is written behind its end; only when all of that is on the disk, the older header is
   written over by one that knows of it. A new index, or one of which most is out of date, is written beside
   the old one and renamed. */
#include "base/array.h"
#include "base/error.h"
#include "base/part.h"
#include "library/index_layout.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct index_growth {
    char *path;
    struct index_file *before; /* NULL: none */
    int fd;
    bool beside; /* written to `part`, else in place */
    struct part part;
    struct index_header header;
    struct {
        struct index_block *items;
        size_t count, capacity;
    } blocks;
    int reason; /* errno of the first write that failed */
};

static void write_at(struct index_growth *g, uint64_t offset, const void *bytes, size_t size)
{
    const char *from = bytes;
    while (size > 0 && !g->reason) {
        ssize_t written = pwrite(g->fd, from, size, (off_t)offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            g->reason = written < 0 ? errno : EIO;
            return;
        }
        from += written;
        offset += (uint64_t)written;
        size -= (size_t)written;
    }
}

static uint64_t append(struct index_growth *g, const void *bytes, size_t size)
{
    uint64_t offset = (g->header.end + INDEX_ALIGNMENT - 1) / INDEX_ALIGNMENT * INDEX_ALIGNMENT;
    write_at(g, offset, bytes, size);
    g->header.end = offset + size;
    return offset;
}

/* The list stays in its order; new reels come last, mostly. */
static void insert(struct index_growth *g, const struct index_block *block)
{
    size_t low = 0, high = g->blocks.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index_block_order(&g->blocks.items[middle], block) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < g->blocks.count && index_block_order(&g->blocks.items[low], block) == 0) {
        g->blocks.items[low] = *block;
    } else if (array_push(&g->blocks, *block)) {
        struct index_block *at = &g->blocks.items[low];
        memmove(at + 1, at, (g->blocks.count - 1 - low) * sizeof *at);
        *at = *block;
    } else if (!g->reason) {
        g->reason = ENOMEM;
    }
}

void index_growth_put(struct index_growth *g, const char *name, uint32_t reel, const void *bytes, size_t size)
{
    struct index_block block = {.reel = reel, .size = size, .hash = index_hash(bytes, size)};
    strncpy(block.name, name, sizeof block.name - 1);
    block.offset = append(g, bytes, size);
    insert(g, &block);
}

static uint64_t live_bytes(const struct index_file *file)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < index_file_header(file)->block_count; i++)
        sum += index_file_blocks(file)[i].size;
    return sum;
}

/* Less than half of it is still of use. */
static bool is_mostly_dead(const struct index_file *file)
{
    return index_file_header(file)->end - INDEX_FIRST_BLOCK > 2 * live_bytes(file) + (1 << 20);
}

static enum pst_status begin_beside(struct index_growth *g, struct pst_error *error)
{
    enum pst_status status = part_make(g->path, 0666, &g->part, error);
    g->beside = true;
    if (status != PST_OK)
        return status;
    g->fd = g->part.fd;
    g->header.end = INDEX_FIRST_BLOCK;
    for (size_t i = 0; g->before && i < index_file_header(g->before)->block_count; i++) {
        const struct index_block *block = &index_file_blocks(g->before)[i];
        const void *bytes;
        size_t size;
        status = index_file_read(g->before, block->name, block->reel, &bytes, &size, error);
        if (status != PST_OK)
            return status;
        index_growth_put(g, block->name, block->reel, bytes, size);
        index_file_forget(g->before, bytes, size);
    }
    return PST_OK;
}

static enum pst_status begin_in_place(struct index_growth *g, struct pst_error *error)
{
    g->header = *index_file_header(g->before);
    for (size_t i = 0; i < g->header.block_count; i++)
        if (!array_push(&g->blocks, index_file_blocks(g->before)[i]))
            return fail_memory(error);
    return PST_OK;
}

/* Locked before it is read: what it holds must not change until it has grown. */
static enum pst_status lock(struct index_growth *g, struct pst_error *error)
{
    g->fd = open(g->path, O_RDWR | O_CLOEXEC);
    if (g->fd < 0)
        return fail(error, PST_OUTPUT, "cannot write '%s': %s", g->path, REASON(errno));
    if (flock(g->fd, LOCK_EX | LOCK_NB) != 0)
        return fail(error, PST_OUTPUT, "'%s' is being grown by another program", g->path);
    return index_file_open(g->path, &g->before, error);
}

static enum pst_status begin(struct index_growth *g, bool anew, struct pst_error *error)
{
    struct stat there;
    if (stat(g->path, &there) != 0)
        return begin_beside(g, error);
    if (anew)
        return is_index_file(g->path)
                   ? begin_beside(g, error)
                   : fail(error, PST_OUTPUT, "'%s' is there, and is not an index", g->path);
    enum pst_status status = lock(g, error);
    if (status != PST_OK)
        return status;
    if (!is_mostly_dead(g->before))
        return begin_in_place(g, error);
    close(g->fd);
    g->fd = -1;
    return begin_beside(g, error);
}

enum pst_status index_growth_open(const char *path, bool anew, struct index_growth **out,
                                  struct pst_error *error)
{
    struct index_growth *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g || !(g->path = strdup(path))) {
        free(g);
        return fail_memory(error);
    }
    g->fd = g->part.fd = -1;
    enum pst_status status = begin(g, anew, error);
    if (status == PST_OK)
        *out = g;
    else
        index_growth_abandon(&g);
    return status;
}

const struct index_file *index_growth_before(const struct index_growth *g)
{
    return g->before;
}

static void to_disk(struct index_growth *g)
{
    if (!g->reason && fdatasync(g->fd) != 0)
        g->reason = errno;
}

static void write_headers(struct index_growth *g)
{
    struct index_header *header = &g->header;
    memcpy(header->magic, INDEX_MAGIC, sizeof header->magic);
    header->version = INDEX_VERSION;
    header->order = INDEX_ORDER;
    header->turn++;
    header->hash = index_hash(header, offsetof(struct index_header, hash));
    for (uint64_t i = 0; i < INDEX_HEADERS; i++)
        if (g->beside || header->turn % INDEX_HEADERS == i)
            write_at(g, i * INDEX_HEADER_ROOM, header, sizeof *header);
}

enum pst_status index_growth_commit(struct index_growth **growth, struct pst_error *error)
{
    struct index_growth *g = *growth;
    size_t size = g->blocks.count * sizeof *g->blocks.items;
    g->header.block_count = g->blocks.count;
    g->header.blocks_hash = index_hash(g->blocks.items, size);
    g->header.blocks = append(g, g->blocks.items, size);
    to_disk(g);
    write_headers(g);
    to_disk(g);
    enum pst_status status = PST_OK;
    if (g->reason)
        status = fail(error, PST_OUTPUT, "cannot write '%s': %s", g->path, REASON(g->reason));
    else if (g->beside)
        status = part_commit(&g->part, g->path, error);
    if (status == PST_OK)
        g->part.path = NULL;
    index_growth_abandon(growth);
    return status;
}

void index_growth_abandon(struct index_growth **growth)
{
    struct index_growth *g = *growth;
    if (g) {
        if (g->beside && g->part.path)
            part_drop(&g->part);
        else if (!g->beside && g->fd >= 0)
            close(g->fd);
        index_file_close(&g->before);
        free(g->blocks.items);
        free(g->path);
        free(g);
    }
    *growth = NULL;
}
