/* SPDX-License-Identifier: Apache-2.0 */
/* What a person sees: one HTML file of a film, or of a comparison. */
#ifndef PASTICHE_PAGE_H
#define PASTICHE_PAGE_H

#include "pastiche/comparison.h"
#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_page_params {
    const char *film; /* the film file that the page plays, as a path from the page or a URL; NULL: the film's
                         own name beside the page */
};
PST_API extern const struct pst_page_params pst_page_default;

/* Writes the film page, one HTML file, to `path`, whole or not at all. */
PST_API enum pst_status pst_page(struct pst_reel *, const struct pst_page_params *, const char *path,
                                 struct pst_error *);

/* The same of a comparison. Pictures come from the films' reels where these are found: where the comparison
   says, or beside it. */
PST_API enum pst_status pst_comparison_page(struct pst_comparison *, const struct pst_page_params *,
                                            const char *path, struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
