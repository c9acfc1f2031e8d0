/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_PROFILE_H
#define BENCH_PROFILE_H

#include "speed_rows.h"

/* Counts the instructions that `pastiche measure` takes for the first five seconds of a film (NULL: Big Buck
   Bunny at 1080p) and prints them a frame. The exit code: 1 where they could not be counted. */
int profile(struct speed_bench *, const char *film);

#endif
