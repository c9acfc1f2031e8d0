/* SPDX-License-Identifier: Apache-2.0 */
/* ELAN's annotation format (EAF 3.0): tiers `shot`, `transition`, `title` and `label`, in milliseconds.
   docs/exchange.md. */
#ifndef PST_EAF_H
#define PST_EAF_H

#include "exchange/exchange.h"

exchange_writer eaf_write;

/* The tier `shot` gives shots, whatever its annotations say; `transition` changes, where it is there, and
   borders that it does not name are cuts; tiers `title`, `title 2`, … are passed over; every other tier's
   annotations are labels. The reading counts 1000 ticks a second. */
exchange_reader eaf_read;

#endif
