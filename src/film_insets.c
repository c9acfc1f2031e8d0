/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures within the pictures, frame by frame, from where they change. */
#include "base/array.h"
#include "base/inset_print.h"
#include "film_footage.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)INSET_PRINT == (int)FINGERPRINT_SIZE, "an inset's fingerprint is a picture's");

bool footage_keep_inset(struct pst_footage *f, int64_t n, const uint8_t *bytes)
{
    struct inset_event event = {.n = n};
    memcpy(event.print, bytes, FINGERPRINT_SIZE);
    return array_push(&f->inset_events, event);
}

bool footage_show_insets(struct pst_footage *f)
{
    const struct inset_event *events = f->inset_events.items;
    size_t count = f->inset_events.count;
    if (!count)
        return true;
    f->insets = calloc(f->frames + 1, FINGERPRINT_SIZE);
    if (!f->insets)
        return false;
    for (size_t i = 0; i < count; i++) {
        int64_t end = i + 1 < count ? events[i + 1].n : (int64_t)f->frames;
        for (int64_t n = events[i].n; n < end && n < (int64_t)f->frames; n++)
            memcpy(f->insets + n * FINGERPRINT_SIZE, events[i].print, FINGERPRINT_SIZE);
    }
    return true;
}
