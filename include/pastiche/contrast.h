/* SPDX-License-Identifier: Apache-2.0 */
/* A part of a film against its rest, or after a moment against before, measure by measure. */
#ifndef PASTICHE_CONTRAST_H
#define PASTICHE_CONTRAST_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pst_contrast_format { PST_CONTRAST_TEXT, PST_CONTRAST_CSV, PST_CONTRAST_JSON };

struct pst_contrast_params {
    /* One of two: a part as pst_part reads it, against the rest of the film; or a moment in seconds of film
       time, what comes after against what comes before. */
    const char *part; /* NULL: the moment */
    double at;
    /* Other films' reels, or folders of them: the part against each of them, whole, too. */
    const char *const *references;
    size_t reference_count;
    enum pst_contrast_format format;
    void (*told)(void *data, const char *line); /* a reference that is left out and why; NULL: not told */
    bool (*cancelled)(void *data);
    void *data; /* for both */
};

/* Writes a line a measure to `path`, whole or not at all; NULL: standard output. docs/measures.md tells what
   is in it. PST_USAGE where the film has no such part or moment, PST_PARTLY where a reference was left out.
 */
PST_API enum pst_status pst_contrast(struct pst_reel *, const struct pst_contrast_params *, const char *path,
                                     struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
