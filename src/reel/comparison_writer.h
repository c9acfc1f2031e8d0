/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_COMPARISON_WRITER_H
#define PST_COMPARISON_WRITER_H

#include "base/comparison_data.h"

/* Writes it whole or not at all. What would not be read again is refused as a fault of ours: PST_INTERNAL. */
enum pst_status comparison_write(const struct comparison_data *, const char *path, struct pst_error *);

#endif
