/* SPDX-License-Identifier: Apache-2.0 */
/* Where a part of a film is to be read from. */
#ifndef PST_ENTRY_H
#define PST_ENTRY_H

#include "media/media.h"
#include <libavformat/avformat.h>

struct entry {
    bool known;    /* `start` is */
    bool seeks;    /* `at` leads to a key picture that is not later than the part; else from the beginning */
    int64_t start; /* of the film: presentation time of the first picture that can be decoded */
    int64_t at;    /* for av_seek_frame, backward */
};

/* Opens the film once more and tries. What a file tells of its start counts pictures that are never shown,
   and seeking in a stream without an index ends after the place that was asked for. */
struct entry entry_find(const char *path, const struct media_params *, AVIOInterruptCB interrupt);

#endif
