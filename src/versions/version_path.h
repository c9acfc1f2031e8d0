/* SPDX-License-Identifier: Apache-2.0 */
/* How one cut of a film runs through another: which frame of the old cut each frame of the new one shows. */
#ifndef PST_VERSION_PATH_H
#define PST_VERSION_PATH_H

#include "kernel/fingerprint_hash.h"
#include "pastiche/status.h"
#include <stddef.h>

struct version {
    const uint8_t (*prints)[FINGERPRINT_SIZE]; /* a fingerprint a frame */
    int64_t frames;
    const bool *begins; /* whether a shot begins with that frame */
    double rate;        /* frames a second */
};

enum { VERSION_NOTHING = -1 };

/* Costs in bits of a fingerprint, for all that chooses between ways. */
enum { VERSION_UNSHOWN = 28 /* a frame that shows nothing of the old cut */, VERSION_OFF_BORDER = 15 };

/* How far two frames are from being the same. */
int version_apart(const uint8_t *print, const uint8_t *other);

/* Whether a shot begins with that frame, or the film ends before it. */
bool version_begins(const struct version *, int64_t frame);

/* The likeliest way: `shown`, by new frame, is the old frame that it shows, or VERSION_NOTHING. `cancelled`
   may be NULL. PST_INTERRUPTED, or PST_INTERNAL: no memory. */
enum pst_status find_version_path(const struct version *old_cut, const struct version *new_cut,
                                  bool (*cancelled)(void *), void *data, int32_t *shown);

#endif
