/* SPDX-License-Identifier: Apache-2.0 */
#include "report/packed_rows.h"

#include "report/json_parts.h"
#include <math.h>
#include <string.h>

void packed_byte(struct packed *rows, int value)
{
    unsigned char byte = (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
    text_append_bytes(&rows->bytes, &byte, 1);
}

void packed_u32(struct packed *rows, int64_t value)
{
    uint32_t bits = (uint32_t)(value < 0 ? 0 : value > UINT32_MAX ? UINT32_MAX : value);
    unsigned char bytes[] = {bits & 255, bits >> 8 & 255, bits >> 16 & 255, bits >> 24};
    text_append_bytes(&rows->bytes, bytes, sizeof bytes);
}

/* One NaN for all, so that the same data gives the same bytes. */
void packed_float(struct packed *rows, double value)
{
    float narrow = (float)value;
    uint32_t bits = 0x7fc00000;
    if (!isnan(value))
        memcpy(&bits, &narrow, sizeof bits);
    packed_u32(rows, bits);
}

json_t *packed_json(struct packed *rows)
{
    const struct text *bytes = &rows->bytes;
    json_t *json = bytes->failed ? NULL : base64_json(bytes->data ? bytes->data : "", bytes->length);
    text_release(&rows->bytes);
    return json;
}
