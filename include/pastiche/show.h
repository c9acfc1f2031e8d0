/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison says, as tables for people and for programs. */
#ifndef PASTICHE_SHOW_H
#define PASTICHE_SHOW_H

#include "pastiche/comparison.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pst_show_what {
    PST_SHOW_SUMMARY, /* in sentences; for people alone */
    PST_SHOW_STRETCHES,
    PST_SHOW_CURVE,
    PST_SHOW_PRECEDENTS,
    PST_SHOW_LIKENESS,
    PST_SHOW_SIGNATURE,
    PST_SHOW_COMMON,
    PST_SHOW_FILMS,
    PST_SHOW_COPIES
};
enum pst_show_format { PST_SHOW_TEXT, PST_SHOW_CSV, PST_SHOW_JSON };

enum { PST_SHOW_ALL_FACETS = -1, PST_SHOW_USUAL_FACETS = -2 };

struct pst_show_params {
    enum pst_show_what what;
    enum pst_show_format format;
    int facet;    /* or one of the two above: the usual is `together` for curve and precedents, else all */
    int top;      /* precedents: so many of the nearest, the most uncommon closeness first; 0: all, by shot */
    bool moments; /* precedents of windows of scene length, not of shots */
};
PST_API extern const struct pst_show_params pst_show_default;

/* `path` NULL: standard output. */
PST_API enum pst_status pst_show(struct pst_comparison *, const struct pst_show_params *, const char *path,
                                 struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
