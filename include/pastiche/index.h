/* SPDX-License-Identifier: Apache-2.0 */
/* An index: what of many reels is compared, how they lie among each other, and what stills and fragments are
   found by, in one file. Wherever a comparison or a search takes a reel, it takes an index for all the reels
   in it. docs/index.md. */
#ifndef PASTICHE_INDEX_H
#define PASTICHE_INDEX_H

#include "pastiche/status.h"
#include "pastiche/version.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct pst_index_params {
    const char *const *reels; /* reels, or folders of reels */
    size_t reel_count;
    bool anew; /* forget what the index holds, and build it of these reels alone */
    /* Of a new index: what stills and fragments are found by, and nothing that films are compared by. It is
       made in time that grows with the reels' number, not its square. An index that is there grows as it is.
     */
    bool only_prints;
    /* One line of what a person should know: a reel left out … */
    void (*told)(void *data, const char *line);
    bool (*cancelled)(void *data);
    void *data; /* for both */
};

struct pst_index_result {
    size_t reels;    /* in the index now */
    size_t added;    /* of them, by this call */
    size_t left_out; /* that could not be read */
};

/* Adds reels to the index `path`, which is made where it is not there; reels that are in it already stay as
   they are. However it ends, the index is as before or holds them all. PST_PARTLY where a reel was left out.
   `result` may be NULL. */
PST_API enum pst_status pst_index(const char *path, const struct pst_index_params *,
                                  struct pst_index_result *result, struct pst_error *);

struct pst_indexed {
    const char *reel;  /* path, as it was given */
    const char *title; /* "" where unknown */
    const char *hash;  /* of the film */
    const char *state; /* of the reel: "", or "missing" or "changed" since it was indexed */
    double seconds;
    size_t shots;
};

/* Tells each reel of an index in its order. */
PST_API enum pst_status pst_index_list(const char *path, void (*each)(void *data, const struct pst_indexed *),
                                       void *data, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
