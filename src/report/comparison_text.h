/* SPDX-License-Identifier: Apache-2.0 */
/* The comparison page: plain data in, one HTML file out. */
#ifndef PST_COMPARISON_TEXT_H
#define PST_COMPARISON_TEXT_H

#include "base/comparison_data.h"
#include "base/text.h"
#include "pastiche/reel.h"
#include "report/page_text.h"

/* What a film's reel adds, where it was found and is of the same film; {0} where it was not. */
struct comparison_reel {
    bool found;
    const char *why; /* why not, in words; NULL: there is none to look for */
    const struct pst_film *film;
    const struct pst_shot *shots; /* with a palette each: its ribbon; NULL where it has none */
    const struct page_palette *palettes;
    size_t shot_count;
};

/* A still of any film that took part. */
struct comparison_still {
    int64_t film; /* index into the films */
    struct pst_still still;
};

/* Everything that the page tells. Nothing is copied. */
struct comparison_page {
    const struct comparison_data *found;
    const char *file;   /* the comparison's name, without folder */
    const char *source; /* of the film, as a path from the page or a URL; NULL: its own name */
    const struct comparison_reel *reels; /* one a film; NULL: none were found */
    const struct comparison_still *stills;
    size_t still_count;
};

/* Precedents of a shot that the page holds, in each aspect; of a window only the nearest. */
enum { COMPARISON_PRECEDENTS = 3 };

/* Appends the page. The same data gives the same bytes. */
enum pst_status comparison_text(struct text *, const struct comparison_page *, struct pst_error *);

#endif
