/* SPDX-License-Identifier: Apache-2.0 */
/* A page without a film, filled: the parts that web/embed.c left open. */
#ifndef PST_SHELL_TEXT_H
#define PST_SHELL_TEXT_H

#include "base/text.h"
#include "pastiche/status.h"
#include "report/page_shell.h"
#include <jansson.h>

struct shell_parts {
    const char *source;    /* of the film, as a path from the page or a URL */
    const char *title;     /* what the window is called */
    json_t *data, *stills; /* given back by shell_text; NULL: there was no memory */
};

enum pst_status shell_text(struct text *page, const struct page_shell_part shell[PAGE_SHELL_PARTS],
                           const struct shell_parts *, struct pst_error *);

#endif
