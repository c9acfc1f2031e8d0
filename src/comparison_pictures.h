/* SPDX-License-Identifier: Apache-2.0 */
/* What the comparison page takes from the films' reels, where these are still found: pictures of the film's
   shots and of their precedents, and the palettes of the other films. One reel is open at a time. */
#ifndef PST_COMPARISON_PICTURES_H
#define PST_COMPARISON_PICTURES_H

#include "report/comparison_text.h"

struct comparison_pictures {
    struct comparison_reel *reels; /* one a film */
    struct comparison_still *stills;
    size_t count;
    size_t films;
};

/* `path` is the comparison's: reels are looked for where it says and beside it. To be given to
   comparison_pictures_release either way. */
enum pst_status comparison_pictures_gather(const struct comparison_data *, const char *path,
                                           struct comparison_pictures *, struct pst_error *);
void comparison_pictures_release(struct comparison_pictures *);

#endif
