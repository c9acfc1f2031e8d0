/* SPDX-License-Identifier: Apache-2.0 */
/* What the page's scripts read: web/reel_data.mjs is the other end. */
#ifndef PST_PAGE_JSON_H
#define PST_PAGE_JSON_H

#include "report/page_text.h"
#include <jansson.h>

/* NULL where there is no memory. The caller's, to be given to json_decref. */
json_t *page_json(const struct page_data *);
json_t *page_json_stills(const struct page_data *);

#endif
