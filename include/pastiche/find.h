/* SPDX-License-Identifier: Apache-2.0 */
/* Which film and frame a still is from. */
#ifndef PASTICHE_FIND_H
#define PASTICHE_FIND_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pst_still_verdict {
    PST_STILL_NONE,
    PST_STILL_SET_UP, /* camera and set are right, and the moment is not in the film */
    PST_STILL_EXACT
};
PST_API const char *pst_still_verdict_name(enum pst_still_verdict); /* "none", "same set-up", "exact" */

/* What is nearest to a still, whatever the verdict; reel NULL: nothing can be held against it. */
struct pst_found_still {
    const char *still; /* path, as it was given */
    enum pst_still_verdict verdict;
    const char *reel;            /* path; the rest is of that film */
    const char *title;           /* or its file name */
    int64_t frame;               /* the one of the run that is likeliest: its middle, nearly, by the reel */
    int64_t run_first, run_last; /* frames that cannot be told apart */
    int64_t shot;                /* number, from 1; 0: unknown, its reel is gone and an index told the rest */
    double starts;               /* of the frame, in seconds of film time */
    char timecode[32];           /* likewise */
    bool settled;                /* frame and run are told by the film's own pictures */
    bool mirrored, cropped;
    int distance;    /* of 128 bits */
    int next;        /* of the nearest frame of another film; 128: there is none */
    double expected; /* frames as near, of those in the other films, by chance; NaN: no other films */
};

struct pst_find_params {
    /* Reels, folders of reels, or indexes (index.h), which stand for the reels in them: these are opened only
       where the still may be. */
    const char *const *reels;
    size_t reel_count;
    /* Film files, or folders that they lie in under the name in their reel: there the frame is settled by the
       film's own pictures. A film that is not the reel's is passed over. */
    const char *const *films;
    size_t film_count;
    void (*told)(void *data, const char *line); /* a reel that is left out and why; NULL: not told */
    bool (*cancelled)(void *data);
    void *data; /* for both */
};

struct pst_find;

/* On success or PST_PARTLY (reels were left out) *found is the caller's, for pst_find_close. PST_INPUT where
   a still is no picture. */
PST_API enum pst_status pst_find(const char *const *stills, size_t count, const struct pst_find_params *,
                                 struct pst_find **found, struct pst_error *);
PST_API void pst_find_close(struct pst_find **);
/* One a still, in their order; owned by `found`. */
PST_API const struct pst_found_still *pst_find_stills(const struct pst_find *, size_t *count);

enum pst_find_format { PST_FIND_TEXT, PST_FIND_CSV, PST_FIND_JSON, PST_FIND_HTML };

/* To `path`, whole or not at all; NULL: standard output. */
PST_API enum pst_status pst_find_write(const struct pst_find *, enum pst_find_format, const char *path,
                                       struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
