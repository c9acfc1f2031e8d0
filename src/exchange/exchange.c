/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"
#include "base/array.h"
#include <stdlib.h>

void exchange_reading_release(struct exchange_reading *reading)
{
    for (size_t i = 0; i < reading->labels.count; i++)
        free(reading->labels.items[i].name);
    free(reading->shots.items);
    free(reading->changes.items);
    free(reading->labels.items);
    *reading = (struct exchange_reading){0};
}

bool exchange_add_label(struct exchange_reading *reading, int row, int64_t in, int64_t out, const char *name)
{
    struct text clean = {0};
    text_append_utf8(&clean, name);
    text_append(&clean, "");
    struct exchange_found_label label = {row, in, out, clean.data};
    if (!clean.failed && clean.data && array_push(&reading->labels, label))
        return true;
    text_release(&clean);
    return false;
}
