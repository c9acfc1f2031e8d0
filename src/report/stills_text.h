/* SPDX-License-Identifier: Apache-2.0 */
/* The page of stills and where they are from: plain data in, one HTML file out. */
#ifndef PST_STILLS_TEXT_H
#define PST_STILLS_TEXT_H

#include "base/text.h"
#include "pastiche/find.h"

struct stills_picture {
    const char *kind; /* "jpeg", "png", "webp"; NULL: no picture */
    const void *bytes;
    size_t size;
    int64_t frame; /* of the film's pictures */
};

struct stills_page {
    const struct pst_found_still *stills;
    const struct stills_picture *own, *found; /* of each: the still itself, and the film's there */
    size_t count;
};

/* Appends the page. The same data gives the same bytes. */
enum pst_status stills_text(struct text *, const struct stills_page *, struct pst_error *);

#endif
