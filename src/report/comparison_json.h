/* SPDX-License-Identifier: Apache-2.0 */
/* What the comparison page's scripts read: web/comparison_data.mjs is the other end. */
#ifndef PST_COMPARISON_JSON_H
#define PST_COMPARISON_JSON_H

#include "report/comparison_text.h"
#include <jansson.h>

/* NULL where there is no memory. The caller's, to be given to json_decref. */
json_t *comparison_json(const struct comparison_page *);
json_t *comparison_json_stills(const struct comparison_page *);

#endif
