/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_PAGE_H
#define PASTICHE_PAGE_H

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

#ifdef __cplusplus
}
#endif
#endif
