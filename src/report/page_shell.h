/* SPDX-License-Identifier: Apache-2.0 */
/* The pages without a film: web/ joined into one text a page at build time (web/embed.c) and divided where
   the film's own parts go. */
#ifndef PST_PAGE_SHELL_H
#define PST_PAGE_SHELL_H

#include <stddef.h>

/* What follows each part but the last, in this order. */
enum {
    PAGE_SHELL_MEDIA,
    PAGE_SHELL_TITLE,
    PAGE_SHELL_DATA,
    PAGE_SHELL_STILLS,
    PAGE_SHELL_END,
    PAGE_SHELL_PARTS
};

struct page_shell_part {
    const unsigned char *bytes;
    size_t size;
};
extern const struct page_shell_part page_shell[PAGE_SHELL_PARTS], comparison_shell[PAGE_SHELL_PARTS],
    versions_shell[PAGE_SHELL_PARTS], stills_shell[PAGE_SHELL_PARTS];

#endif
