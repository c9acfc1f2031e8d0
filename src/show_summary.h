/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_SHOW_SUMMARY_H
#define PST_SHOW_SUMMARY_H

#include "base/comparison_data.h"
#include "base/text.h"

/* What was found, in sentences. */
void show_summary(const struct comparison_data *, struct text *out);

#endif
