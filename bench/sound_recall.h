/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_SOUND_RECALL_H
#define BENCH_SOUND_RECALL_H

#include "sound_films.h"

/* Passages of each film, changed and planted in films of other sources: `passages` of each length and change.
   Table of what is found, and how exactly. `misses`: each that is not found is told. `change`: only changes
   of that name. */
bool sound_recall(const struct sound_films *, const char *work, int passages, const char *change,
                  bool misses);

#endif
