/* SPDX-License-Identifier: Apache-2.0 */
/* CMX 3600 edit decision lists. docs/exchange.md tells how changes and comments are written. */
#ifndef PST_EDL_H
#define PST_EDL_H

#include "exchange/exchange.h"

enum { EDL_EVENTS = 999, EDL_LONGEST_CHANGE = 999 /* three digits each */ };

exchange_writer edl_write; /* fails with PST_USAGE where there are more than EDL_EVENTS events */
exchange_reader edl_read;

/* Appends a whole file that holds the shots from index first_shot on, as many as EDL_EVENTS allow; *next is
   the first that is left for another file, or shot_count. */
enum pst_status edl_write_part(const struct exchange *, size_t first_shot, size_t *next, struct text *,
                               struct pst_error *);

#endif
