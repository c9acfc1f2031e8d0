/* SPDX-License-Identifier: Apache-2.0 */
/* What lists of shots, and tables over many reels, need of each, without reading every frame. */
#ifndef PST_SUMMARY_H
#define PST_SUMMARY_H

#include "pastiche/reel.h"

/* pts of the frames at which shots, transitions and labels begin, and of those behind their last ones; 0 for
   all others, or as pst_reel_pts where that was read before. Belongs to the reel. */
enum pst_status reel_border_pts(struct pst_reel *, const int64_t **, struct pst_error *);

/* The version of pastiche that made the reel; "" where it does not tell. `tool` is the caller's, to be freed.
 */
enum pst_status reel_tool(struct pst_reel *, char **tool, struct pst_error *);

#endif
