/* SPDX-License-Identifier: Apache-2.0 */
/* The frame that a still is, by the pictures of the film file itself. */
#ifndef PST_STILL_FRAME_H
#define PST_STILL_FRAME_H

#include "find_result.h"

/* Where one of the films to look in is the film that the still was found in, its
   frame and run become those that its pictures tell. As it is where none is, or where the pictures do not
   tell: `settled` says which. `s` has its frame and verdict by the reel. */
enum pst_status still_frame(const struct pst_find_params *, struct pst_reel *, const struct pst_shot *shot,
                            struct pst_found_still *, struct pst_error *);

#endif
