/* SPDX-License-Identifier: Apache-2.0 */
/* The same footage or sound in two films, told from fingerprints alone. docs/measures.md, copy and
 * sound_copy. */
#ifndef PASTICHE_COPIES_H
#define PASTICHE_COPIES_H

#include "pastiche/comparison.h"
#include "pastiche/rational.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A film as copies are looked for in it. */
struct pst_footage;

struct pst_footage_params {
    int threads;        /* to measure with; 0: as many as there are processors */
    int64_t max_memory; /* as in pst_measure_params */
    bool (*cancelled)(void *data);
    void *data;
};

/* `path`: a reel; or a film, whose fingerprints are measured and kept in memory, as far as it can be decoded;
   or a file of sound alone, which then is a film of 0 frames. `params` may be NULL. PST_INPUT where it is
   neither, or the reel has no fingerprints. On success *out is the caller's, to be closed; on failure NULL.
 */
PST_API enum pst_status pst_footage_open(const char *path, const struct pst_footage_params *params,
                                         struct pst_footage **out, struct pst_error *);
PST_API void pst_footage_close(struct pst_footage **);

struct pst_footage_about {
    const char *path, *file, *title, *hash; /* "" where unknown */
    int64_t frames;
    struct pst_rational rate; /* pictures a second; the mean where it varies */
    double seconds;
    double extent; /* how many different pictures there are, each as heavy as it tells: what chance has to
                      match */
    double sound_extent;   /* the same of 32 words a second of sound; 0: it is silent, or there is none */
    bool sound_unmeasured; /* the reel was measured without the print of its sound, by an older version too */
};
PST_API const struct pst_footage_about *pst_footage_about(const struct pst_footage *);

/* More are expected by chance than that: no copy. */
#define PST_COPY_EXPECTED 1e-4

/* What of `film` is also in `other`, the best first. `searched`: the extents of all films that are asked,
   summed, for the E-value; 0: of `other` alone. Passages with an E-value up to `most`. *copies is the
   caller's, to be given to pst_copies_release; their `film` is 0. */
PST_API enum pst_status pst_copies(const struct pst_footage *film, const struct pst_footage *other,
                                   double searched, double most, struct pst_copy **copies, size_t *count,
                                   struct pst_error *);
/* The same of their sound, from two seconds on; `searched`: their sound_extents. Frames are -1 where a film
   has none. */
PST_API enum pst_status pst_sound_copies(const struct pst_footage *film, const struct pst_footage *other,
                                         double searched, double most, struct pst_copy **copies,
                                         size_t *count, struct pst_error *);
PST_API void pst_copies_release(struct pst_copy **copies);

/* The share of the film's seconds that lie in any of the passages. */
PST_API double pst_copies_share(const struct pst_copy *, size_t count, double seconds);

#ifdef __cplusplus
}
#endif
#endif
