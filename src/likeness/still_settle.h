/* SPDX-License-Identifier: Apache-2.0 */
/* Which of a shot's pictures a still is, by the pictures themselves: by what changes from one to the next. */
#ifndef PST_STILL_SETTLE_H
#define PST_STILL_SETTLE_H

#include "base/picture.h"
#include <stdbool.h>
#include <stddef.h>

/* Luma of pictures of one size. */
struct still_shot {
    const uint16_t *pictures; /* one behind the other, rows without gaps */
    const bool *there;        /* a picture each; the others are never asked */
    int width, height;
    size_t count;
};

struct still_settled {
    size_t at, first, last; /* the picture, and those round it that are as like */
    double alike;           /* how well what sets the picture apart from the others is the still's, -1 to 1 */
    double chance;          /* how alike a picture of another moment may come to be */
};

/* `still`: its luma, of any size, without bars; may be the middle of a picture, may be mirrored, graded, and
   have text over it. `near`: one that is there and that it is like, nearly. false: no memory. */
bool still_settle(const struct plane *still, bool mirrored, const struct still_shot *, size_t near,
                  struct still_settled *);

#endif
