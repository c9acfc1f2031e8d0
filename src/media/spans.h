/* SPDX-License-Identifier: Apache-2.0 */
/* Spans of the file's clock: where nothing came, or nothing that could be decoded. */
#ifndef PST_SPANS_H
#define PST_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    int64_t from, to; /* microseconds of the file's clock */
    int64_t n;        /* number of the picture after it, where the span is one of pictures */
};

/* Up to 1000, in the order in which they came; free(items) at the end. */
struct spans {
    struct span *items;
    size_t count, capacity;
};

/* One that begins less than `near` microseconds after the last one makes that longer. */
void spans_add(struct spans *, struct span, int64_t near);

/* Whether any of them has time in common with [from, to). */
bool spans_meet(const struct spans *, int64_t from, int64_t to);

#endif
