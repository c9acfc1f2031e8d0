/* SPDX-License-Identifier: Apache-2.0 */
/* Block "prints" of an index: what of a reel a library is searched by. docs/index.md. */
#ifndef PST_PRINT_BLOCK_H
#define PST_PRINT_BLOCK_H

#include "kernel/codes.h"
#include "library/index_file.h"

struct print_block {
    struct film_codes codes; /* in the map, where it was read */
    double extent;           /* of the film: pictures, each as heavy as it tells */
    int64_t frames;          /* of the film */
};

bool print_block_is_there(const struct index_file *, uint32_t reel);

/* `prints`: FINGERPRINT_SIZE bytes a frame of the film; `kept`: the frames, rising, that stand for it. */
enum pst_status print_block_put(struct index_growth *, uint32_t reel, const uint8_t *prints,
                                const uint32_t *kept, size_t count, int apart, double extent, int64_t frames,
                                struct pst_error *);

/* Checks the block against its hash, and believes nothing else of it either. */
enum pst_status print_block_read(const struct index_file *, uint32_t reel, struct print_block *,
                                 struct pst_error *);

/* Shows every reel's block, all processors at once. `visit` is called from several threads, and keeps apart
   what it keeps; the first in the reels' order that fails is told. */
typedef enum pst_status print_visitor(void *data, uint32_t reel, const struct print_block *,
                                      struct pst_error *);
enum pst_status print_blocks_each(const struct index_file *, uint32_t reels, print_visitor *, void *data,
                                  struct pst_error *);

#endif
