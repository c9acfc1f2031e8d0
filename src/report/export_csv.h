/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_EXPORT_CSV_H
#define PST_EXPORT_CSV_H

#include "base/text.h"
#include "report/export_data.h"

/* RFC 4180, UTF-8, CRLF: a header with units in brackets, then a row a shot. What is missing is empty. */
void export_csv(struct text *, const struct export_data *);

#endif
