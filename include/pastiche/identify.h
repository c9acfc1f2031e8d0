/* SPDX-License-Identifier: Apache-2.0 */
/* Which film a fragment is of, and which part of it. */
#ifndef PASTICHE_IDENTIFY_H
#define PASTICHE_IDENTIFY_H

#include "pastiche/copies.h"
#include "pastiche/show.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_identify_params {
    /* Reels, folders of reels, or indexes (index.h), which stand for the reels in them. */
    const char *const *reels;
    size_t reel_count;
    enum pst_show_format format;
    int threads;        /* to measure the fragment with; 0: as many as there are processors */
    int64_t max_memory; /* as in pst_measure_params */
    /* One line of what a person should know: a reel left out … */
    void (*told)(void *data, const char *line);
    bool (*cancelled)(void *data);
    void *data; /* for both */
};

struct pst_identify_result {
    size_t searched, left_out; /* films, by their reels or an index's prints; reels that could not be read */
    size_t passages;           /* found; 0: the fragment is of none of the films */
};

/* `fragment`: a film, or a reel. Writes a row a passage, the best first, to `path` (NULL: standard output);
   in text "none" where there is none, "cannot tell" of a fragment under a second. PST_PARTLY where a reel was
   left out. `result` may be NULL. */
PST_API enum pst_status pst_identify(const char *fragment, const struct pst_identify_params *,
                                     const char *path, struct pst_identify_result *result,
                                     struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
