/* SPDX-License-Identifier: Apache-2.0 */
#include "library/index_file.h"
#include "base/error.h"
#include "library/index_layout.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct index_file {
    char *path;
    const uint8_t *bytes; /* mapped */
    size_t size;
    struct index_header header;
    const struct index_block *blocks; /* in the map */
};

bool is_index_file(const char *path)
{
    char magic[sizeof INDEX_MAGIC] = "";
    struct stat there;
    if (stat(path, &there) != 0 || !S_ISREG(there.st_mode)) /* a pipe would hold us */
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool is = fd >= 0 && pread(fd, magic, sizeof magic - 1, 0) == sizeof magic - 1 &&
              memcmp(magic, INDEX_MAGIC, sizeof magic - 1) == 0;
    if (fd >= 0)
        close(fd);
    return is;
}

static enum pst_status map(struct index_file *file, struct pst_error *error)
{
    struct stat there;
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &there) != 0) {
        int reason = errno;
        if (fd >= 0)
            close(fd);
        return fail(error, PST_INPUT, "cannot open '%s': %s", file->path, REASON(reason));
    }
    void *bytes = S_ISREG(there.st_mode) && there.st_size >= INDEX_FIRST_BLOCK
                      ? mmap(NULL, (size_t)there.st_size, PROT_READ, MAP_SHARED, fd, 0)
                      : MAP_FAILED;
    close(fd);
    if (bytes == MAP_FAILED)
        return fail(error, PST_INPUT, "'%s' is not an index, or cut off", file->path);
    file->bytes = bytes;
    file->size = (size_t)there.st_size;
    return PST_OK;
}

static bool is_whole(const struct index_header *header)
{
    return memcmp(header->magic, INDEX_MAGIC, sizeof header->magic) == 0 &&
           header->hash == index_hash(header, offsetof(struct index_header, hash));
}

/* The newer of the two headers that are whole. */
static enum pst_status choose_header(struct index_file *file, struct pst_error *error)
{
    bool found = false, begins = false;
    for (int i = 0; i < INDEX_HEADERS; i++) {
        struct index_header header;
        memcpy(&header, file->bytes + (size_t)i * INDEX_HEADER_ROOM, sizeof header);
        begins = begins || memcmp(header.magic, INDEX_MAGIC, sizeof header.magic) == 0;
        if (is_whole(&header) && (!found || header.turn > file->header.turn)) {
            file->header = header;
            found = true;
        }
    }
    if (!begins)
        return fail(error, PST_INPUT, "'%s' is not an index", file->path);
    if (!found)
        return fail(error, PST_INPUT, "'%s' is damaged: neither header is whole", file->path);
    if (file->header.order != INDEX_ORDER)
        return fail(error, PST_INPUT, "'%s' was made on a machine of another byte order", file->path);
    if (file->header.version != INDEX_VERSION)
        return fail(error, PST_INPUT, "'%s' is an index of version %u; this program reads %d", file->path,
                    file->header.version, INDEX_VERSION);
    return PST_OK;
}

static bool is_inside(const struct index_file *file, uint64_t offset, uint64_t size)
{
    return offset >= INDEX_FIRST_BLOCK && offset % INDEX_ALIGNMENT == 0 && offset <= file->header.end &&
           size <= file->header.end - offset;
}

static enum pst_status check_blocks(struct index_file *file, struct pst_error *error)
{
    const struct index_header *header = &file->header;
    if (header->end > file->size)
        return fail(error, PST_INPUT, "'%s' is cut off: %zu of %llu bytes", file->path, file->size,
                    (unsigned long long)header->end);
    if (header->block_count > header->end / sizeof *file->blocks ||
        !is_inside(file, header->blocks, header->block_count * sizeof *file->blocks))
        return fail(error, PST_INPUT, "'%s' is damaged: its list of blocks lies outside", file->path);
    file->blocks = (const void *)(file->bytes + header->blocks);
    if (header->blocks_hash != index_hash(file->blocks, header->block_count * sizeof *file->blocks))
        return fail(error, PST_INPUT, "'%s' is damaged: its list of blocks", file->path);
    for (size_t i = 0; i < header->block_count; i++) {
        const struct index_block *block = &file->blocks[i];
        if (!memchr(block->name, '\0', sizeof block->name) || !is_inside(file, block->offset, block->size) ||
            (i > 0 && index_block_order(block - 1, block) >= 0))
            return fail(error, PST_INPUT, "'%s' is damaged: block %zu", file->path, i);
    }
    return PST_OK;
}

enum pst_status index_file_open(const char *path, struct index_file **out, struct pst_error *error)
{
    struct index_file *file = calloc(1, sizeof *file);
    *out = NULL;
    if (!file || !(file->path = strdup(path))) {
        free(file);
        return fail_memory(error);
    }
    enum pst_status status = map(file, error);
    if (status == PST_OK)
        status = choose_header(file, error);
    if (status == PST_OK)
        status = check_blocks(file, error);
    if (status != PST_OK)
        index_file_close(&file);
    *out = file;
    return status;
}

void index_file_close(struct index_file **file)
{
    if (*file) {
        if ((*file)->bytes)
            munmap((void *)(uintptr_t)(*file)->bytes, (*file)->size);
        free((*file)->path);
        free(*file);
    }
    *file = NULL;
}

const char *index_file_path(const struct index_file *file)
{
    return file->path;
}

const struct index_header *index_file_header(const struct index_file *file)
{
    return &file->header;
}

const struct index_block *index_file_blocks(const struct index_file *file)
{
    return file->blocks;
}

const void *index_file_bytes(const struct index_file *file, const struct index_block *block)
{
    return file->bytes + block->offset;
}

static const struct index_block *find(const struct index_file *file, const char *name, uint32_t reel)
{
    size_t low = 0, high = file->header.block_count;
    struct index_block wanted = {.reel = reel};
    strncpy(wanted.name, name, sizeof wanted.name - 1);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = index_block_order(&file->blocks[middle], &wanted);
        if (order == 0)
            return &file->blocks[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool index_file_has(const struct index_file *file, const char *name, uint32_t reel)
{
    return find(file, name, reel) != NULL;
}

enum pst_status index_file_read(const struct index_file *file, const char *name, uint32_t reel,
                                const void **bytes, size_t *size, struct pst_error *error)
{
    const struct index_block *block = find(file, name, reel);
    *bytes = NULL;
    *size = 0;
    if (!block)
        return fail(error, PST_INPUT, "'%s' has no block '%s' of reel %u", file->path, name, reel + 1);
    if (index_hash(file->bytes + block->offset, block->size) != block->hash)
        return fail(error, PST_INPUT, "'%s' is damaged: block '%s' of reel %u", file->path, name, reel + 1);
    *bytes = file->bytes + block->offset;
    *size = block->size;
    return PST_OK;
}

void index_file_forget(const struct index_file *file, const void *bytes, size_t size)
{
    (void)file;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)bytes + page - 1) / page * page,
              end = ((uintptr_t)bytes + size) / page * page;
    if (end > first)
        madvise((void *)first, end - first, MADV_DONTNEED);
}
