/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of numbers, little endian whatever the machine, as base64: web/packed.mjs is the other end. */
#ifndef PST_PACKED_ROWS_H
#define PST_PACKED_ROWS_H

#include "base/text.h"
#include <jansson.h>
#include <stdint.h>

struct packed {
    struct text bytes;
};

void packed_byte(struct packed *, int value); /* clipped to 0..255 */
void packed_u32(struct packed *, int64_t value);
void packed_float(struct packed *, double value); /* in 32 bits; NaN stays */

/* Gives the memory back; NULL where there was none. */
json_t *packed_json(struct packed *);

#endif
