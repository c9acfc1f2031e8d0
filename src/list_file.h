/* SPDX-License-Identifier: Apache-2.0 */
/* A corrected shot list, read from a file by the format that its extension names. */
#ifndef PST_LIST_FILE_H
#define PST_LIST_FILE_H

#include "exchange/exchange.h"
#include "film_clock.h"

/* The reading is the caller's to release, also after a failure. */
enum pst_status list_file_read(const char *path, const struct film_clock *, struct exchange_reading *,
                               struct pst_error *);

#endif
