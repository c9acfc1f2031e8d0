/* SPDX-License-Identifier: Apache-2.0 */
/* Films against films, on reels alone. */
#ifndef PASTICHE_COMPARE_H
#define PASTICHE_COMPARE_H

#include "pastiche/comparison.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_compare_params {
    /* Reels, folders of reels, or indexes (index.h), which stand for the reels in them. */
    const char *const *references; /* the series */
    size_t reference_count;
    const char *const *controls; /* films of the same kind that are not of the series; may be none */
    size_t control_count;
    int precedents; /* films to tell of each moment and facet, the nearest first; 0: 3 */
    bool no_copies; /* do not look for the same footage, which takes longest where films are long */
    /* One line of what a person should know: a reel left out, a reference that is the film itself … */
    void (*told)(void *data, const char *line);
    bool (*cancelled)(void *data);
    void *data; /* for both */
};

struct pst_compare_result {
    size_t references, controls; /* that took part */
    size_t left_out;             /* that could not be read */
    size_t stretches;            /* told */
};

/* Compares the film of `reel` with others and writes `path`, whole or not at all. `result` may be NULL.
   PST_PARTLY where a reel was left out and the comparison is written. */
PST_API enum pst_status pst_compare(const char *reel, const struct pst_compare_params *, const char *path,
                                    struct pst_compare_result *result, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
