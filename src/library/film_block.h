/* SPDX-License-Identifier: Apache-2.0 */
/* Block "film" of an index: which film a reel is of, and which file it was. docs/index.md. */
#ifndef PST_FILM_BLOCK_H
#define PST_FILM_BLOCK_H

#include "library/index_file.h"
#include "pastiche/comparison.h"

/* The file that a reel was when it was indexed. */
struct indexed_reel {
    int64_t size;
    char hash[33];
};

/* How many reels there are: blocks "film" are numbered from 0 without a hole. */
uint32_t index_reels(const struct index_file *);

enum pst_status film_block_put(struct index_growth *, uint32_t reel, const struct pst_compared *,
                               const struct indexed_reel *, struct pst_error *);

/* The strings stay the file's. `stamp` may be NULL. What is read is believed in nothing. */
enum pst_status film_block_read(const struct index_file *, uint32_t reel, struct pst_compared *,
                                struct indexed_reel *stamp, struct pst_error *);

#endif
