/* SPDX-License-Identifier: Apache-2.0 */
/* What a table over many reels needs of each, without reading every frame. */
#ifndef PST_SUMMARY_H
#define PST_SUMMARY_H

#include "pastiche/reel.h"

/* Seconds of film time at which each shot's first frame is shown; as many as pst_reel_shots gives. *starts is
   the caller's, to be freed. */
enum pst_status reel_shot_starts(struct pst_reel *, double **starts, struct pst_error *);

/* The version of pastiche that made the reel; "" where it does not tell. `tool` is the caller's, to be freed.
 */
enum pst_status reel_tool(struct pst_reel *, char **tool, struct pst_error *);

#endif
