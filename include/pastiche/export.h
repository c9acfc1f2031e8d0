/* SPDX-License-Identifier: Apache-2.0 */
/* The shots of a reel in the formats of other tools. */
#ifndef PASTICHE_EXPORT_H
#define PASTICHE_EXPORT_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_export_format {
    const char *name;      /* "edl" */
    const char *extension; /* without the dot */
    const char *what;      /* one line for people */
    bool timecode;         /* counts at a steady rate: a film whose rate varies needs one */
};

/* Every format; ends in a NULL name. */
PST_API extern const struct pst_export_format pst_export_formats[];

/* NULL where there is no format of that name. */
PST_API const struct pst_export_format *pst_export_format(const char *name);

struct pst_export_params {
    const char *part;  /* as pst_part reads it; NULL: the whole film */
    const char *kinds; /* "picture,dissolve": shots of these kinds, or that begin so; NULL: all */
    double confidence; /* transitions of at least that, 0..1; < 0: those in the reel */
    const char *media; /* where the film lies, for formats that point to it; NULL: its file name */
    struct pst_rational
        rate; /* frames a second that formats with timecode count at; {0, 0}: the film's own */
};
PST_API extern const struct pst_export_params pst_export_default;

struct pst_export_result {
    int64_t shots; /* written */
    int files;     /* more than one where the format holds only so many shots: film.edl, film-2.edl … */
};

/* Writes the shots to `path` (each file whole or not at all), or to standard output where it is NULL.
   `params` and `result` may be NULL. PST_USAGE where the format cannot say what is asked for. */
PST_API enum pst_status pst_export(struct pst_reel *, const struct pst_export_format *,
                                   const struct pst_export_params *, const char *path,
                                   struct pst_export_result *result, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
