/* SPDX-License-Identifier: Apache-2.0 */
#include "library/print_block.h"
#include "base/error.h"
#include "base/shared_work.h"
#include "kernel/fingerprint_hash.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Behind it the frames, as many as the groups have places, then the groups of either view. */
struct stored_prints {
    uint32_t count, apart;
    int64_t frames;
    double extent;
    uint8_t reserved[40];
};

static const char name[] = "prints";

/* Reels that one processor takes at a time; bytes between blocks that lie side by side. */
enum { AT_ONCE = 32, BESIDE = 65536 };

static size_t size_of(size_t count)
{
    size_t groups = code_groups(count);
    return sizeof(struct stored_prints) +
           groups * (CODES_ABREAST * sizeof(uint32_t) + 2 * (size_t)CODES_GROUP);
}

/* Where they lie in a block of so many. */
static struct film_codes codes_in(const void *block, size_t count)
{
    size_t groups = code_groups(count);
    const uint8_t *frames = (const uint8_t *)block + sizeof(struct stored_prints),
                  *whole = frames + groups * CODES_ABREAST * sizeof(uint32_t);
    return (struct film_codes){.frames = (const uint32_t *)(const void *)frames,
                               .views = {whole, whole + groups * CODES_GROUP},
                               .count = count};
}

bool print_block_is_there(const struct index_file *file, uint32_t reel)
{
    return index_file_has(file, name, reel);
}

enum pst_status print_block_put(struct index_growth *growth, uint32_t reel, const uint8_t *prints,
                                const uint32_t *kept, size_t count, int apart, double extent, int64_t frames,
                                struct pst_error *error)
{
    struct stored_prints head = {(uint32_t)count, (uint32_t)apart, frames, extent, {0}};
    uint8_t *block = calloc(1, size_of(count));
    if (!block)
        return fail_memory(error);
    struct film_codes to = codes_in(block, count);
    memcpy(block, &head, sizeof head);
    memcpy(block + sizeof head, kept, count * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        for (size_t view = 0; view < 2; view++)
            for (size_t k = 0; k < CODE_SIZE; k++)
                block[(size_t)(to.views[view] - block) + code_byte(i, k)] =
                    prints[(size_t)kept[i] * FINGERPRINT_SIZE + view * CODE_SIZE + k];
    index_growth_put(growth, name, reel, block, size_of(count));
    free(block);
    return PST_OK;
}

static bool are_frames(const uint32_t *frames, size_t count, int64_t end)
{
    bool rising = true;
    for (size_t i = 1; i < count; i++)
        rising &= frames[i - 1] < frames[i];
    return rising && (count == 0 || frames[count - 1] < end);
}

enum pst_status print_block_read(const struct index_file *file, uint32_t reel, struct print_block *block,
                                 struct pst_error *error)
{
    const void *bytes;
    size_t size;
    struct stored_prints head;
    enum pst_status status = index_file_read(file, name, reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    memcpy(&head, bytes, size < sizeof head ? size : sizeof head);
    if (size < sizeof head || size != size_of(head.count) || head.apart > FINGERPRINT_BITS ||
        !isfinite(head.extent) || head.extent < 0 || head.frames < 0)
        return fail(error, PST_INPUT, "'%s' is damaged: block '%s' of reel %u", index_file_path(file), name,
                    reel + 1);
    *block = (struct print_block){codes_in(bytes, head.count), head.extent, head.frames};
    block->codes.apart = (int)head.apart;
    if (!are_frames(block->codes.frames, head.count, head.frames))
        return fail(error, PST_INPUT, "'%s' is damaged: block '%s' of reel %u", index_file_path(file), name,
                    reel + 1);
    return PST_OK;
}

struct visiting {
    const struct index_file *file;
    print_visitor *visit;
    void *data;
    struct pst_error *failures; /* a reel each */
};

/* Bytes of blocks that were seen, side by side in the map. */
struct seen {
    const char *first, *end;
};

static void forget_seen(const struct visiting *v, struct seen *seen)
{
    index_file_forget(v->file, seen->first, (size_t)(seen->end - seen->first));
    *seen = (struct seen){0};
}

/* Together, for every piece of the map that goes stops all threads a moment. */
static void forget_later(const struct visiting *v, const struct print_block *block, struct seen *seen)
{
    const char *frames = (const char *)block->codes.frames,
               *end = frames - sizeof(struct stored_prints) + size_of(block->codes.count);
    if (seen->end && (frames < seen->end || frames - seen->end > BESIDE))
        forget_seen(v, seen);
    seen->first = seen->end ? seen->first : frames;
    seen->end = end;
}

static void visit_some(struct shared_work *all, void *data)
{
    const struct visiting *v = data;
    size_t first, count;
    while (shared_work_take(all, &first, &count)) {
        struct seen seen = {0};
        for (size_t i = first; i < first + count; i++) {
            struct print_block block;
            struct pst_error why;
            enum pst_status status = print_block_read(v->file, (uint32_t)i, &block, &why);
            if (status == PST_OK) {
                status = v->visit(v->data, (uint32_t)i, &block, &why);
                forget_later(v, &block, &seen);
            }
            if (status != PST_OK)
                v->failures[i] = why;
        }
        forget_seen(v, &seen);
    }
}

enum pst_status print_blocks_each(const struct index_file *file, uint32_t reels, print_visitor *visit,
                                  void *data, struct pst_error *error)
{
    struct visiting v = {file, visit, data, calloc((size_t)reels + 1, sizeof *v.failures)};
    struct shared_work all = {.count = reels, .at_once = AT_ONCE, .work = visit_some, .data = &v};
    enum pst_status status = PST_OK;
    if (!v.failures)
        return fail_memory(error);
    shared_work_do(&all);
    for (uint32_t i = 0; i < reels && status == PST_OK; i++)
        if ((status = v.failures[i].status) != PST_OK)
            fail(error, status, "%s", v.failures[i].message);
    free(v.failures);
    return status;
}
