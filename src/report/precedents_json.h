/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_PRECEDENTS_JSON_H
#define PST_PRECEDENTS_JSON_H

#include "base/comparison_data.h"
#include <jansson.h>

/* NULL where there is no memory. */
json_t *precedents_json(const struct comparison_data *);

#endif
