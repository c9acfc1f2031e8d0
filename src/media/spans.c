/* SPDX-License-Identifier: Apache-2.0 */
#include "media/spans.h"
#include "base/array.h"

void spans_add(struct spans *spans, struct span span, int64_t near)
{
    enum { MOST = 1000 };
    struct span *last = spans->count ? &spans->items[spans->count - 1] : NULL;
    if (last && span.from < last->to + near)
        last->to = span.to > last->to ? span.to : last->to;
    else if (spans->count < MOST)
        (void)array_push(spans, span);
}

bool spans_meet(const struct spans *spans, int64_t from, int64_t to)
{
    for (size_t i = 0; i < spans->count; i++)
        if (spans->items[i].from < to && from < spans->items[i].to)
            return true;
    return false;
}
