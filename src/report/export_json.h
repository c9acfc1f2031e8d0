/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_EXPORT_JSON_H
#define PST_EXPORT_JSON_H

#include "base/text.h"
#include "report/export_data.h"

/* One object, the same for the same data. Numbers have nine significant digits; what is missing is null. */
void export_json(struct text *, const struct export_data *);

#endif
