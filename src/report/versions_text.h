/* SPDX-License-Identifier: Apache-2.0 */
/* The page of two cuts of one film: plain data in, one HTML file out. */
#ifndef PST_VERSIONS_TEXT_H
#define PST_VERSIONS_TEXT_H

#include "base/text.h"
#include "pastiche/diff.h"
#include "report/page_text.h"

struct versions_cut {
    const struct pst_film *film;
    const struct pst_shot *shots; /* with a palette each */
    const struct page_palette *palettes;
    size_t shot_count;
    const struct pst_still *stills;
    size_t still_count;
};

struct versions_page {
    struct versions_cut old_cut, new_cut;
    const struct pst_change *changes;
    size_t count;
};

/* Appends the page. The same data gives the same bytes. */
enum pst_status versions_text(struct text *, const struct versions_page *, struct pst_error *);

#endif
